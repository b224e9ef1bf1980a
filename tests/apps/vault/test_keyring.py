"""The keyring holds a key until it is deleted, in one file that tells nobody whose keys they are."""

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import pytest

from shanyrak.apps.vault import keyring
from shanyrak.apps.vault.errors import KeyringLostError
from shanyrak.apps.vault.keyring import FILE, MASTER, NEXT, Keyring
from shanyrak.core.sealing import LockKey

SUNDAY = date(2022, 9, 25)


@pytest.fixture
def ring():
    return LockKey.draw()


@pytest.fixture
def kept(tmp_path, ring):
    return Keyring(tmp_path, ring)


def test_what_was_drawn_is_found_again_by_another_process(kept, tmp_path, ring):
    drawn = kept.draw(3)
    other = Keyring(tmp_path, ring)
    assert {owner: other.find(owner) for owner in drawn} == drawn
    assert other.find(uuid4()) is None
    assert other.has(next(iter(drawn)))
    assert other.owners() == set(drawn)


def test_a_key_that_is_forgotten_is_gone_and_a_row_of_nobody_comes_in(kept):
    gone, stays = kept.draw(2)
    kept.forget([gone])
    assert kept.find(gone) is None
    assert not kept.has(gone)
    assert kept.has(stays)
    assert len(kept.owners()) == 2
    kept.forget([uuid4()])
    assert len(kept.owners()) == 3


def test_no_byte_of_a_forgotten_key_stays_in_the_file(kept, tmp_path):
    (owner,) = kept.draw(1)
    with sqlite3.connect(tmp_path / FILE) as rows:
        (box,) = rows.execute("SELECT box FROM ke").fetchone()
    rows.close()
    assert box in (tmp_path / FILE).read_bytes()
    kept.forget([owner])
    assert box not in (tmp_path / FILE).read_bytes()
    assert not (tmp_path / f"{FILE}-journal").exists()


def test_only_the_owner_of_the_home_reads_the_files(kept, tmp_path):
    kept.draw(1)
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in (FILE, MASTER)} == {0o600}


def test_a_version_more_has_another_lock_and_the_same_reference(kept):
    (owner,) = kept.draw(1)
    before = kept.find(owner)
    fresh = kept.renew([owner, uuid4()])
    assert list(fresh) == [owner]
    assert fresh[owner].version == 2
    assert fresh[owner].erasure != before.erasure
    assert fresh[owner].reference == before.reference
    assert kept.find(owner, 1) == before
    assert kept.find(owner) == fresh[owner]
    kept.drop_before({owner: 2})
    assert kept.find(owner, 1) is None
    assert kept.find(owner) == fresh[owner]


def test_the_digest_changes_with_who_has_a_key_and_not_with_the_week(kept):
    kept.draw(2)
    before = kept.digest()
    kept.rotate(SUNDAY)
    assert kept.digest() == before
    kept.draw(1)
    assert kept.digest() != before


def test_a_week_has_one_master_and_copies_of_the_week_before_open_no_more(kept, tmp_path, ring):
    drawn = kept.draw(2)
    kept.rotate(SUNDAY)
    kept.copy(tmp_path / "copy.db")
    assert not kept.rotate(SUNDAY + timedelta(days=6))
    assert kept.rotate(SUNDAY + timedelta(days=7))
    assert {owner: kept.find(owner) for owner in drawn} == drawn
    kept.close()
    (tmp_path / "copy.db").replace(tmp_path / FILE)
    with pytest.raises(KeyringLostError):
        Keyring(tmp_path, ring).find(next(iter(drawn)))


def test_who_slept_through_a_rotation_reads_and_writes_with_the_new_master(kept, tmp_path, ring):
    drawn = kept.draw(1)
    other = Keyring(tmp_path, ring)
    assert other.find(next(iter(drawn)))
    kept.rotate(SUNDAY)
    later = other.draw(1)
    assert kept.find(next(iter(later))) == next(iter(later.values()))
    assert other.find(next(iter(drawn)))


def before_the_rows(patch):
    patch.setattr(keyring, "unlock", cut)


def after_the_rows(patch):
    patch.setattr(Keyring, "_settle_master", lambda _self, week: cut() if week else None)


def cut(*_args):
    raise RuntimeError("the power is gone")


@pytest.mark.parametrize("moment", [before_the_rows, after_the_rows])
def test_a_rotation_that_is_cut_off_leaves_every_key_readable(kept, tmp_path, monkeypatch, moment):
    drawn = kept.draw(2)
    with monkeypatch.context() as patch:
        moment(patch)
        with pytest.raises(RuntimeError):
            kept.rotate(SUNDAY)
    kept.close()
    assert {owner: kept.find(owner) for owner in drawn} == drawn
    kept.rotate(SUNDAY + timedelta(days=7))
    kept.close()
    assert {owner: kept.find(owner) for owner in drawn} == drawn
    assert not (tmp_path / NEXT).exists()


@pytest.mark.parametrize("lost", [FILE, MASTER])
def test_a_home_that_lost_a_file_gets_no_new_one(kept, tmp_path, ring, lost):
    kept.draw(1)
    kept.close()
    (tmp_path / lost).unlink()
    with pytest.raises(KeyringLostError):
        Keyring(tmp_path, ring).draw(1)


def test_another_home_does_not_open_it(kept, tmp_path):
    drawn = kept.draw(1)
    with pytest.raises(KeyringLostError):
        Keyring(tmp_path, LockKey.draw()).find(next(iter(drawn)))


def test_a_damaged_file_is_said_to_be_one(kept, tmp_path, ring):
    kept.draw(1)
    kept.close()
    (tmp_path / FILE).write_bytes(b"x" * 8192)
    with pytest.raises(KeyringLostError):
        Keyring(tmp_path, ring).owners()


def test_owners_from_before_the_keyring_get_a_key_once(kept):
    owner = uuid4()
    kept.adopt([owner])
    first = kept.find(owner)
    kept.adopt([owner])
    assert kept.find(owner) == first


def test_many_that_begin_at_once_make_one_keyring(tmp_path, ring):
    def draw(_):
        return set(Keyring(tmp_path, ring).draw(2))

    with ThreadPoolExecutor(6) as threads:
        drawn = list(threads.map(draw, range(6)))
    assert Keyring(tmp_path, ring).owners() == set().union(*drawn)


def test_keys_show_nothing(kept):
    (keys,) = kept.draw(1).values()
    assert "secret" not in repr(keys)
    assert repr(keys) == "Keys(version=1)"

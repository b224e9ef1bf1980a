"""Tombstones stay for thirty days, tell no id, and are on the disk before anything else happens."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

from shanyrak.apps.vault.tombstones import FILE, Tombstones, tombstone_of

TODAY = date(2022, 9, 25)


def test_who_was_erased_is_known_for_thirty_days(tmp_path):
    stones, old, young = Tombstones(tmp_path), uuid4(), uuid4()
    stones.add([old], TODAY - timedelta(days=30))
    stones.add([young], TODAY - timedelta(days=29))
    assert stones.known() == {tombstone_of(old), tombstone_of(young)}
    stones.prune(TODAY)
    assert stones.known() == {tombstone_of(young)}


def test_the_file_tells_a_day_and_no_id(tmp_path):
    owner = uuid4()
    Tombstones(tmp_path).add([owner], TODAY)
    text = (tmp_path / FILE).read_text()
    assert text.startswith("# 2022-09-25\n")
    assert owner.hex not in text
    assert str(owner) not in text
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_none_is_lost_while_old_ones_are_taken_out(tmp_path):
    stones, owners = Tombstones(tmp_path), [uuid4() for _ in range(60)]

    def act(number):
        Tombstones(tmp_path).add([owners[number]], TODAY)
        if number % 5 == 0:
            Tombstones(tmp_path).prune(TODAY)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(act, range(60)))
    assert stones.known() == {tombstone_of(owner) for owner in owners}

"""The boot box: the known answer, round trips, and refusals. An opening takes 64 MiB, so few do it."""

import dataclasses
import json
from pathlib import Path

import pytest

from shanyrak.base.errors import InvalidError
from shanyrak.base.secret import SecretText
from shanyrak.core.sealing import (
    BrokenBoxError,
    Key,
    close_boot_box,
    draw_server_secrets,
    lock,
    open_boot_box,
)
from shanyrak.core.sealing import boot_box as module
from shanyrak.core.sealing.boot_box import BootKey

BOX = json.loads((Path(__file__).parents[1] / "security-vectors.json").read_text(encoding="utf-8"))[
    "boot_box"
]
WORDS, FILE = SecretText(" ".join(BOX["words"])), bytes.fromhex(BOX["file"])
BODY = bytes.fromhex(BOX["body_utf8"]) if not BOX["body_utf8"].startswith("{") else BOX["body_utf8"].encode()
KEK = BootKey.from_hex(BOX["kek"])
SALT, NONCE = slice(4, 20), slice(32, 56)


@pytest.fixture
def cheap(monkeypatch):
    """Replace the slow step, which has tests of its own, by the key that it gives."""
    asked = []
    monkeypatch.setattr(module, "stretch", lambda *_, **cost: asked.append(cost) or KEK.reveal())
    return asked


def test_the_box_of_the_known_answers_opens():
    held = open_boot_box(WORDS, FILE)
    told = json.loads(BODY)
    assert len(FILE) == BOX["file_bytes"]
    assert len(BOX["words"]) == module.BOOT_WORDS
    assert {name: getattr(held, name).reveal().hex() for name in told if name != "v"} == {
        name: value for name, value in told.items() if name != "v"
    }


def test_the_words_have_the_key_of_the_known_answers():
    key = module.stretch(WORDS, FILE[SALT], memory_kib=module.MEMORY_KIB, passes=module.PASSES)
    assert key == KEK.reveal()


def test_the_box_is_rebuilt_byte_for_byte(cheap, monkeypatch):
    held = open_boot_box(WORDS, FILE)
    parts = {16: FILE[SALT], 24: FILE[NONCE]}
    monkeypatch.setattr("secrets.token_bytes", lambda size: parts[size])
    assert close_boot_box(WORDS, held) == FILE
    assert cheap == [{"memory_kib": 65_536, "passes": 3}] * 2


def test_new_words_open_the_same_secrets_and_the_old_ones_no_longer():
    held = draw_server_secrets()
    box = close_boot_box(SecretText("new words"), held)
    assert open_boot_box(SecretText("new words"), box) == held
    with pytest.raises(BrokenBoxError):
        open_boot_box(SecretText("old words"), box)


@pytest.mark.parametrize(
    "content",
    [b"", b"SHB1", b"SHB2" + FILE[4:], FILE[:32], FILE[:-1], FILE + b"x", FILE[:40] + b"\0" + FILE[41:]],
    ids=["nothing", "only its name", "another version", "only its head", "cut", "longer", "altered"],
)
@pytest.mark.usefixtures("cheap")
def test_what_is_no_whole_box_is_refused(content):
    with pytest.raises(BrokenBoxError):
        open_boot_box(WORDS, content)


@pytest.mark.parametrize(
    "cost", [(2**32 - 1, 3, 1), (65_535, 3, 1), (65_536, 2, 1), (65_536, 2**31, 1), (65_536, 3, 4)]
)
def test_a_file_that_asks_for_another_cost_is_refused_before_it_is_paid(cheap, cost):
    with pytest.raises(BrokenBoxError, match="cost"):
        open_boot_box(WORDS, FILE[:20] + module.COST.pack(*cost) + FILE[32:])
    assert cheap == []


@pytest.mark.parametrize(
    "change",
    [{"v": 2}, {"pepper": None}, {"more": "x"}, {"pow": json.loads(BODY)["ring"]}, {"head": "00" * 31}],
    ids=["version", "lacks one", "one more", "two equal", "too short"],
)
@pytest.mark.usefixtures("cheap")
def test_a_box_with_other_members_is_refused(change):
    members = {name: value for name, value in (json.loads(BODY) | change).items() if value is not None}
    box = FILE[:32] + lock(KEK, json.dumps(members).encode())
    with pytest.raises(InvalidError):
        open_boot_box(WORDS, box)


def test_no_two_secrets_of_a_server_are_equal():
    held = draw_server_secrets()
    names = [field.name for field in dataclasses.fields(held)]
    assert len({getattr(held, name).reveal() for name in names}) == len(names) == 7
    with pytest.raises(InvalidError, match="equal"):
        dataclasses.replace(held, vouch=Key(held.pepper.reveal()))


def test_the_secrets_show_nothing():
    held = draw_server_secrets()
    assert repr(held).count("<secret>") == 7
    assert not any(
        getattr(held, field.name).reveal().hex() in repr(held) for field in dataclasses.fields(held)
    )

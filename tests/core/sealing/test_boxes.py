"""Blocks, sealed boxes and locks: the known answers, round trips, and that nothing altered opens."""

import hashlib
import json
import traceback
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_box

from shanyrak.base.errors import InvalidError
from shanyrak.core.sealing import (
    LOCKED_BLOCK,
    LONGEST_TEXT,
    SEALED_BLOCK,
    BlockError,
    BoxPublicKey,
    BoxSecretKey,
    BrokenBoxError,
    ErasureKey,
    LockKey,
    TextTooLongError,
    WeakKeyError,
    lock,
    open_block,
    open_sealed,
    pad,
    public_key,
    read_public_key,
    seal,
    seal_block,
    unlock,
    unpad,
)

VECTORS = json.loads((Path(__file__).parents[1] / "security-vectors.json").read_text(encoding="utf-8"))
PADDING, SEALING = VECTORS["padding"], VECTORS["sealing"]
CONTACT = bytes.fromhex(SEALING["plaintext_utf8"])
TEAM = BoxSecretKey.from_hex(SEALING["team_secret_key"])
SEALED, LOCKED = bytes.fromhex(SEALING["sealed"]), bytes.fromhex(SEALING["locked"])
ERASURE = ErasureKey.from_hex(SEALING["erasure_key"])
# X25519 points of small order: a key shared with one of them is nought for everybody.
WEAK = [
    bytes(32),
    (1).to_bytes(32, "little"),
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
    (2**255 - 20).to_bytes(32, "little"),
    (2**255 - 19).to_bytes(32, "little"),
    (2**255 - 18).to_bytes(32, "little"),
]


def flipped(content, at):
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.parametrize("case", PADDING["cases"], ids=[case["name"] for case in PADDING["cases"]])
def test_a_block_is_that_of_the_known_answers(case):
    content = bytes.fromhex(case["input"])
    block = pad(content)
    assert (len(content), len(block)) == (case["input_bytes"], case["padded_bytes"])
    assert hashlib.sha256(block).hexdigest() == case["padded_sha256"]
    assert block[:8].hex() == case["padded_first_8"]
    assert unpad(block) == content


def test_more_than_a_block_holds_is_refused():
    case = PADDING["must_fail"][0]
    with pytest.raises(TextTooLongError) as refusal:
        pad(b"q" * case["input_bytes"])
    assert refusal.value.code == case["error"]


BAD_BLOCKS = {
    "length field says 1,023": b"\x03\xff" + b"q" * 1022,
    "non-zero byte after the text": pad(CONTACT)[:-1] + b"\1",
    "1,023 bytes in all": pad(CONTACT)[:-1],
}


@pytest.mark.parametrize("case", PADDING["must_fail"][1:], ids=lambda case: case["name"])
def test_a_block_that_nobody_padded_is_refused(case):
    block = BAD_BLOCKS[case["name"]]
    assert hashlib.sha256(block).hexdigest() == case["padded_sha256"]
    assert (block[:8].hex(), block[-4:].hex()) == (case["padded_first_8"], case["padded_last_4"])
    with pytest.raises(BlockError) as refusal:
        unpad(block)
    assert refusal.value.code == case["error"]


@given(st.binary(max_size=1100))
def test_what_is_no_block_is_refused_and_a_block_has_one_content(content):
    with pytest.raises(BlockError):
        unpad(content)
    if len(content) <= LONGEST_TEXT:
        assert unpad(pad(content)) == content


def test_the_sealed_contact_of_the_known_answers_opens():
    assert len(SEALED) == SEALING["sealed_bytes"] == SEALED_BLOCK
    assert open_sealed(TEAM, SEALED).hex() == SEALING["padded"]
    assert open_block(TEAM, SEALED) == CONTACT
    assert public_key(TEAM).hex() == SEALING["team_public_key"]


def test_the_sealed_contact_is_rebuilt_from_its_parts():
    secret = BoxSecretKey.from_hex(SEALING["ephemeral_secret_key"])
    ephemeral, team = public_key(secret), public_key(TEAM)
    assert ephemeral.hex() == SEALING["ephemeral_public_key"]
    nonce = hashlib.blake2b(ephemeral + team, digest_size=24).digest()
    assert nonce.hex() == SEALING["nonce"]
    assert ephemeral + crypto_box(pad(CONTACT), nonce, team, secret.reveal()) == SEALED


ALTERED = {
    "cut by one byte": SEALED[:-1],
    "bit flipped in the ephemeral key": flipped(SEALED, 0),
    "bit flipped in the tag": flipped(SEALED, 32),
    "bit flipped in the text": flipped(SEALED, -1 % len(SEALED)),
    "another team key": SEALED,
}


@pytest.mark.parametrize("case", SEALING["must_fail"], ids=lambda case: case["name"])
def test_an_altered_box_of_the_known_answers_does_not_open(case):
    box = ALTERED[case["name"]]
    assert hashlib.sha256(box).hexdigest() == case["sealed_sha256"]
    with pytest.raises(BrokenBoxError):
        open_sealed(BoxSecretKey.from_hex(case["secret_key"]), box)


def test_the_locked_contact_of_the_known_answers_opens():
    assert len(LOCKED) == SEALING["locked_bytes"] == LOCKED_BLOCK
    assert LOCKED[:24].hex() == SEALING["outer_nonce"]
    assert unlock(ERASURE, LOCKED) == SEALED


def test_a_lock_is_rebuilt_from_its_nonce(monkeypatch):
    monkeypatch.setattr("secrets.token_bytes", lambda size: LOCKED[:size])
    assert lock(ERASURE, SEALED) == LOCKED


@pytest.mark.parametrize("case", SEALING["must_fail_outer"], ids=lambda case: case["name"])
def test_the_key_of_another_party_does_not_unlock(case):
    with pytest.raises(BrokenBoxError):
        unlock(ErasureKey.from_hex(case["erasure_key"]), LOCKED)


@given(st.binary(max_size=1022))
def test_every_contact_goes_in_and_out_at_one_length(content):
    box = seal_block(public_key(TEAM), content)
    locked = lock(ERASURE, box)
    assert (len(box), len(locked)) == (SEALED_BLOCK, LOCKED_BLOCK)
    assert open_block(TEAM, unlock(ERASURE, locked)) == content


@given(st.binary(max_size=200), st.integers(0, 10**6), st.integers(1, 255))
def test_one_changed_byte_anywhere_is_noticed(content, at, change):
    for box, opener in (
        (seal(public_key(TEAM), content), lambda box: open_sealed(TEAM, box)),
        (lock(ERASURE, content), lambda box: unlock(ERASURE, box)),
    ):
        place = at % len(box)
        with pytest.raises(BrokenBoxError):
            opener(box[:place] + bytes([box[place] ^ change]) + box[place + 1 :])
        with pytest.raises(BrokenBoxError):
            opener(box[:place])


@given(st.binary(max_size=64))
def test_the_same_is_never_sealed_or_locked_to_the_same_bytes(content):
    assert seal(public_key(TEAM), content) != seal(public_key(TEAM), content)
    assert lock(ERASURE, content) != lock(ERASURE, content)


@given(st.binary(max_size=1200))
def test_bytes_from_anywhere_open_nothing(content):
    with pytest.raises(BrokenBoxError):
        open_sealed(TEAM, content)
    with pytest.raises(BrokenBoxError):
        unlock(LockKey(bytes(32)), content)


@pytest.mark.parametrize("content", [b"", bytes(31), bytes(33), *WEAK], ids=range(3 + len(WEAK)))
def test_a_public_key_that_is_none_is_refused(content):
    with pytest.raises(WeakKeyError):
        read_public_key(content)
    with pytest.raises(WeakKeyError):
        seal(BoxPublicKey(content), b"text")


@given(st.binary(min_size=32, max_size=32).map(BoxSecretKey))
def test_a_public_key_is_read_as_it_was_made(secret):
    assert read_public_key(bytes(public_key(secret))) == public_key(secret)


def test_a_refusal_names_neither_key_nor_content():
    canary = b"canary-7f3a91-canary-7f3a91-cana"
    errors = []
    for act in (
        lambda: open_sealed(BoxSecretKey(canary), SEALED),
        lambda: unlock(LockKey(canary), LOCKED),
        lambda: unpad(canary * 33),
        lambda: pad(canary * 33),
        lambda: LockKey(canary + b"x"),
        lambda: seal(BoxPublicKey(canary + b"x"), canary),
    ):
        with pytest.raises(InvalidError) as refusal:
            act()
        errors += traceback.format_exception(refusal.value)
    told = [line for line in "".join(errors).splitlines() if not line.startswith("    ")]
    assert len(told) > 6
    assert "canary" not in "".join(told)
    assert canary.hex() not in "".join(told)

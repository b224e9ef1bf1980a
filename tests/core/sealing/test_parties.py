"""From a phrase to a party's keys and its locator: the known answers, and what may not change."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.base.errors import InvalidError
from shanyrak.base.secret import SecretText
from shanyrak.core.sealing import AuthKey, Key, Pepper, Root, derivation, derive_root, locator, party_keys
from shanyrak.core.sealing.derivation import subkey

ACCOUNTS = json.loads((Path(__file__).parents[1] / "security-vectors.json").read_text("utf-8"))["accounts"]
SALT = bytes.fromhex(ACCOUNTS["argon2"]["salt"])
PEPPER = Pepper.from_hex(ACCOUNTS["pepper"])
CASES = ACCOUNTS["cases"]
keys = st.binary(min_size=32, max_size=32)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['list']} {case['kind']}" for case in CASES])
def test_a_phrase_has_the_keys_of_the_known_answers(case):
    root = derive_root(SecretText(" ".join(case["words"])), SALT)
    assert root == Root.from_hex(case["root"])
    found = party_keys(root)
    assert found.auth == AuthKey.from_hex(case["k_auth"])
    assert found.secret.reveal().hex() == case["k_seal_is_the_x25519_secret_key"]
    assert found.public.hex() == case["party_public_key"]
    assert locator(PEPPER, found.auth).hex() == case["locator"]


def test_the_cost_is_that_of_the_known_answers():
    told = ACCOUNTS["argon2"]
    assert (
        told["memory_kib"],
        told["time_cost"],
        told["parallelism"],
    ) == (derivation.MEMORY_KIB, derivation.PASSES, derivation.LANES)
    assert (derivation.VERSION, Root.SIZE, told["type"]) == (told["version"], told["hash_len"], "argon2id")


@pytest.mark.parametrize("salt", [b"", SALT[:15], SALT + b"x"])
def test_a_salt_has_16_bytes(salt):
    with pytest.raises(InvalidError, match="a salt has 16 bytes"):
        derive_root(SecretText("words"), salt)


def test_another_salt_makes_another_root():
    assert derive_root(SecretText("words"), SALT) != derive_root(SecretText("words"), bytes(16))


@given(keys, keys, keys)
def test_locators_differ_where_pepper_or_key_differ(pepper, one, other):
    here = locator(Pepper(pepper), AuthKey(one))
    assert len(here) == 32
    assert (here == locator(Pepper(pepper), AuthKey(other))) == (one == other)
    assert (here == locator(Pepper(other), AuthKey(one))) == (pepper == other)


@given(keys)
def test_keys_of_two_uses_have_nothing_in_common(root):
    names = ["auth", "seal", "team-box", "team-sign", "member-auth", "member-wrap"]
    assert len({subkey(Key(root), name) for name in names}) == len(names)
    found = party_keys(Root(root))
    assert root not in {found.auth.reveal(), found.secret.reveal(), found.public}


def test_keys_show_nothing():
    found = party_keys(Root(bytes(32)))
    assert repr(found) == f"PartyKeys(auth=<secret>, secret=<secret>, public={found.public!r})"

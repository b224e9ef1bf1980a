"""Keys of teams and members: the known answers, wraps, and who cannot open them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.base.secret import SecretText
from shanyrak.core.sealing import (
    BoxSecretKey,
    BrokenBoxError,
    SaltKey,
    TeamSeed,
    WrapKey,
    derive_root,
    fingerprint,
    lock,
    member_keys,
    member_salt,
    public_key,
    seal,
    team_keys,
    unwrap_member_key,
    unwrap_seed,
    wrap_member_key,
    wrap_seed,
)

VECTORS = json.loads((Path(__file__).parents[1] / "security-vectors.json").read_text(encoding="utf-8"))
TEAM, MEMBER = VECTORS["team"], VECTORS["member"]
SEED = TeamSeed.from_hex(TEAM["seed"])
SECRET = BoxSecretKey.from_hex(MEMBER["member_secret_key"])
seeds = st.binary(min_size=32, max_size=32)


def test_a_seed_has_the_keys_of_the_known_answers():
    keys = team_keys(SEED)
    assert keys.box_secret.reveal().hex() == TEAM["box_secret_key"]
    assert keys.box_public.hex() == TEAM["box_public_key"]
    assert keys.sign_seed.reveal().hex() == TEAM["sign_seed"]
    assert keys.sign_public.hex() == TEAM["sign_public_key"]
    assert repr(keys).count("<secret>") == 2


def test_a_fingerprint_is_that_of_the_known_answers():
    keys = team_keys(SEED)
    indices = fingerprint(keys.box_public, keys.sign_public)
    assert list(indices) == TEAM["fingerprint_indices"]
    bits = int(TEAM["fingerprint_hash"], 16) >> 190
    assert bits == sum(index << 11 * (5 - place) for place, index in enumerate(indices))


@given(seeds, seeds)
def test_two_teams_have_two_fingerprints(one, other):
    first, second = team_keys(TeamSeed(one)), team_keys(TeamSeed(other))
    alike = fingerprint(first.box_public, first.sign_public) == fingerprint(
        second.box_public, second.sign_public
    )
    assert alike == (one == other)
    if one != other:
        mixed = fingerprint(first.box_public, second.sign_public)
        assert mixed != fingerprint(first.box_public, first.sign_public)


def test_a_member_has_the_keys_of_the_known_answers():
    salt = member_salt(SaltKey.from_hex(MEMBER["salt_key"]), MEMBER["username"])
    assert salt.hex() == MEMBER["salt"]
    root = derive_root(SecretText(" ".join(MEMBER["passphrase_words"])), salt)
    assert root.reveal().hex() == MEMBER["root"]
    keys = member_keys(root)
    assert (keys.auth.reveal().hex(), keys.wrap.reveal().hex()) == (MEMBER["auth"], MEMBER["wrap_key"])
    assert repr(keys) == "MemberKeys(auth=<secret>, wrap=<secret>)"


def test_the_wrapped_key_of_the_known_answers_opens(monkeypatch):
    wrap, key = bytes.fromhex(MEMBER["wrapped_member_key"]), WrapKey.from_hex(MEMBER["wrap_key"])
    assert unwrap_member_key(key, wrap) == SECRET
    assert public_key(SECRET).hex() == MEMBER["member_public_key"]
    monkeypatch.setattr("secrets.token_bytes", lambda _: bytes.fromhex(MEMBER["wrap_nonce"]))
    assert wrap_member_key(key, SECRET) == wrap


def test_the_wrapped_seed_of_the_known_answers_opens():
    wrap = bytes.fromhex(MEMBER["team_seed_wrap"])
    assert len(wrap) == MEMBER["team_seed_wrap_bytes"] == len(wrap_seed(public_key(SECRET), SEED))
    assert unwrap_seed(SECRET, wrap) == SEED


@given(seeds, seeds)
def test_only_the_member_it_is_for_opens_a_wrap(seed, member):
    secret = BoxSecretKey(member)
    wrap = wrap_seed(public_key(secret), TeamSeed(seed))
    assert unwrap_seed(secret, wrap) == TeamSeed(seed)
    if public_key(secret) != public_key(SECRET):
        with pytest.raises(BrokenBoxError):
            unwrap_seed(SECRET, wrap)


@given(seeds, seeds, seeds)
def test_only_the_right_passphrase_opens_a_members_key(key, other, secret):
    wrap = wrap_member_key(WrapKey(key), BoxSecretKey(secret))
    assert unwrap_member_key(WrapKey(key), wrap) == BoxSecretKey(secret)
    if key != other:
        with pytest.raises(BrokenBoxError):
            unwrap_member_key(WrapKey(other), wrap)


def test_a_box_that_holds_something_else_is_no_wrap():
    with pytest.raises(BrokenBoxError, match="no seed"):
        unwrap_seed(SECRET, seal(public_key(SECRET), b"short"))
    with pytest.raises(BrokenBoxError, match="no key"):
        unwrap_member_key(WrapKey(bytes(32)), lock(WrapKey(bytes(32)), b"short"))


@given(st.text(max_size=30), st.text(max_size=30))
def test_every_name_has_its_salt_whether_it_is_anybodys_or_not(one, other):
    key = SaltKey(bytes(32))
    assert len(member_salt(key, one)) == 16
    assert (member_salt(key, one) == member_salt(key, other)) == (one == other)
    assert member_salt(key, one) != member_salt(SaltKey(b"x" * 32), one)

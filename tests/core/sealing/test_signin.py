"""Sign-in tokens, their cookies and hashes, when they end; and the text form of bytes."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.base.errors import InvalidError
from shanyrak.core.sealing import (
    MEMBER_LASTS,
    PARTY_LASTS,
    EncodingError,
    SignInToken,
    expiry,
    from_base64url,
    to_base64url,
)

SIGNIN = json.loads((Path(__file__).parents[1] / "security-vectors.json").read_text(encoding="utf-8"))[
    "signin"
]
tokens = st.binary(min_size=32, max_size=32).map(SignInToken)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_a_token_is_that_of_the_known_answers():
    token = SignInToken.from_hex(SIGNIN["token"])
    assert token.cookie == SIGNIN["cookie_base64url"]
    assert token.stored.hex() == SIGNIN["stored"]
    assert SignInToken.from_cookie(SIGNIN["cookie_base64url"]) == token
    assert repr(token) == "<secret>"


@given(tokens)
def test_a_cookie_is_read_back_and_has_one_spelling(token):
    assert len(token.cookie) == 43
    assert SignInToken.from_cookie(token.cookie) == token
    assert token.reveal() not in token.stored
    for other in (token.cookie + "=", token.cookie[:-1], token.cookie + "A", " " + token.cookie):
        with pytest.raises(EncodingError) as refusal:
            SignInToken.from_cookie(other)
        assert other.strip() not in str(refusal.value)


def test_the_last_two_bits_of_a_cookie_are_nought():
    # 43 characters carry 258 bits; were the spare ones ignored, four cookies would be one token.
    with pytest.raises(EncodingError):
        SignInToken.from_cookie("A" * 42 + "B")
    assert SignInToken.from_cookie("A" * 43).reveal() == bytes(32)


@given(st.binary(max_size=100))
def test_base64url_is_read_back(content):
    assert from_base64url(to_base64url(content)) == content


@given(st.text(max_size=60))
def test_any_text_is_base64url_in_its_one_form_or_refused(text):
    try:
        content = from_base64url(text)
    except EncodingError:
        return
    assert to_base64url(content) == text


@pytest.mark.parametrize("text", ["A", "AAAAA", "AB", "+/+/", "AA==", "AA\n", "ÀÀ"])
def test_other_spellings_are_refused(text):
    with pytest.raises(EncodingError):
        from_base64url(text)


def test_tokens_are_drawn_at_random():
    assert len({SignInToken.draw().reveal() for _ in range(200)}) == 200


@given(moments, st.sampled_from([PARTY_LASTS, MEMBER_LASTS]))
def test_a_sign_in_ends_on_a_full_hour_and_lasts_long_enough(now, lasts):
    end = expiry(now, lasts)
    assert (end.minute, end.second, end.microsecond) == (0, 0, 0)
    assert timedelta(0) <= end - now - lasts < timedelta(hours=1)


def test_the_zone_of_the_clock_does_not_matter():
    there = datetime(2026, 9, 26, 12, 20, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    assert expiry(there, PARTY_LASTS) == datetime(2026, 9, 26, 8, tzinfo=UTC)
    assert expiry(datetime(2026, 9, 26, 7, tzinfo=UTC), PARTY_LASTS) == datetime(2026, 9, 26, 8, tzinfo=UTC)
    with pytest.raises(InvalidError, match="zone"):
        expiry(datetime(2026, 9, 26, 12), PARTY_LASTS)  # noqa: DTZ001

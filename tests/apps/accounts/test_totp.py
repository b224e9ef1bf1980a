"""Codes are those of RFC 6238, and a phone's clock may be half a minute off."""

from datetime import UTC, datetime, timedelta

import pytest

from shanyrak.apps.accounts import totp

SECRET = b"12345678901234567890"
NOW = datetime(2022, 9, 25, 12, 0, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924")],
)
def test_the_codes_of_the_standard(seconds, code):
    moment = datetime.fromtimestamp(seconds, tz=UTC)
    assert totp.code_at(SECRET, totp.step_of(moment)) == code
    assert totp.matching_step(SECRET, f"{code[:3]} {code[3:]}", moment) == seconds // 30


@pytest.mark.parametrize(("shift_s", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_off(shift_s, fits):
    code = totp.code_at(SECRET, totp.step_of(NOW + timedelta(seconds=shift_s)))
    assert (totp.matching_step(SECRET, code, NOW) is not None) is fits


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "１２３４５６", "0" * 400])
def test_what_is_no_code_does_not_fit(typed):
    assert totp.matching_step(SECRET, typed, NOW) is None


def test_the_square_holds_the_secret_and_the_name():
    address = totp.address(SECRET, "evening-2")
    assert address.startswith("otpauth://totp/Shanyrak:evening-2?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&")

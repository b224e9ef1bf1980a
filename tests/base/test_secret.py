"""Secrets show nothing of themselves, whoever prints, pickles, compares or stores them."""

import copy
import json
import logging
import operator
import pickle
import string
import traceback
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.base.errors import InvalidError
from shanyrak.base.secret import SecretBytes, SecretText

CANARY = "canary-7f3a91"


class Four(SecretBytes):
    """Four bytes."""

    SIZE = 4


class OtherFour(SecretBytes):
    """Four bytes of another kind."""

    SIZE = 4


@dataclass(frozen=True)
class Holder:
    """Holds one."""

    secret: SecretText


SHOWN = {
    "repr": repr,
    "str": str,
    "an f-string": lambda secret: f"{secret}{secret!r:>20}",
    "format": "{}".format,
    "percent": lambda secret: operator.mod("%s %r", (secret, secret)),
    "inside lists and dictionaries": lambda secret: repr([secret, {"key": secret}]),
    "inside a dataclass": lambda secret: repr(Holder(secret)),
    "in a template": lambda secret: string.Template("$x").substitute(x=secret),
    "in an error": lambda secret: repr(InvalidError(secret)),
    "in a log": lambda secret: logging.LogRecord("x", 1, "x", 1, "%s", (secret,), None).getMessage(),
}


@pytest.mark.parametrize("way", SHOWN)
@pytest.mark.parametrize("kind", [SecretText, SecretBytes])
def test_a_secret_is_not_shown(kind, way):
    shown = SHOWN[way](kind(CANARY if kind is SecretText else CANARY.encode()))
    assert "canary" not in shown
    assert "<secret>" in shown


ACTS = [pickle.dumps, copy.copy, copy.deepcopy, hash, json.dumps, vars, len, list]


@pytest.mark.parametrize("act", ACTS, ids=[f"{act.__module__}.{act.__name__}" for act in ACTS])
def test_a_secret_is_neither_stored_nor_copied_nor_a_key(act):
    with pytest.raises(TypeError) as refusal:
        act(SecretText(CANARY))
    assert "canary" not in "".join(traceback.format_exception(refusal.value))


def test_a_secret_is_revealed_on_purpose():
    assert SecretText(CANARY).reveal() == CANARY
    assert SecretBytes(b"abc").reveal() == b"abc"


@given(st.text(), st.text())
def test_equal_secrets_are_those_of_equal_text(one, other):
    assert (SecretText(one) == SecretText(other)) == (one == other)
    assert SecretText(one) == SecretText(one)
    assert SecretText(one) != one


def test_secrets_of_two_kinds_are_never_equal():
    assert Four(b"abcd") == Four(b"abcd")
    assert Four(b"abcd") != OtherFour(b"abcd")


@pytest.mark.parametrize("content", [b"", b"abc", b"abcde"])
def test_a_secret_of_fixed_size_takes_no_other(content):
    with pytest.raises(InvalidError, match=f"Four has 4 bytes, not {len(content)}") as refusal:
        Four(content)
    assert content.decode() == "" or content.decode() not in str(refusal.value)


def test_hex_is_read():
    assert Four.from_hex("00ff10ab").reveal() == b"\x00\xff\x10\xab"


@pytest.mark.parametrize(
    "text",
    ["", "00FF10AB", "00 ff 10 ab", "00ff10a", "00ff10ab\n", "0x00ff10", "zz" * 4, "\uff10\uff10ff10ab"],
)
def test_hex_has_one_form(text):
    with pytest.raises(InvalidError) as refusal:
        Four.from_hex(text)
    assert not text.strip() or text.strip() not in str(refusal.value)

"""Vouch codes, desk codes and the nine symbols that they are typed in."""

import json
import secrets
import traceback
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.core.passphrases import (
    Code,
    CodeCheckError,
    CodeFormError,
    TypedCodeError,
    VouchKey,
    draw_code,
    draw_desk_code,
    read_code,
    read_desk_code,
    vouch_code,
    vouch_tag,
)
from shanyrak.core.passphrases.codes import ALPHABET

VOUCH = json.loads((Path(__file__).parents[1] / "security-vectors.json").read_text(encoding="utf-8"))["vouch"]
KEY = VouchKey.from_hex(VOUCH["key"])
codes = st.binary(min_size=5, max_size=5).map(Code)


@pytest.mark.parametrize("case", VOUCH["cases"])
def test_a_book_has_the_codes_of_the_known_answers(case):
    code = vouch_code(KEY, book=case["book"], index=case["index"])
    assert code.reveal().hex() == case["code_bits"]
    assert (code.printed, code.printed[-1]) == (case["printed"], case["check_symbol"])
    assert vouch_tag(KEY, code).hex() == case["tag"]
    assert VOUCH["alphabet"] == ALPHABET


@pytest.mark.parametrize("case", VOUCH["typed"])
def test_a_typed_code_is_read_as_the_known_answers_say(case):
    assert read_code(case["input"]).reveal().hex() == case["code_bits"]


@pytest.mark.parametrize("case", VOUCH["must_fail"], ids=[case["name"] for case in VOUCH["must_fail"]])
def test_what_is_no_code_is_refused_as_the_known_answers_say(case):
    with pytest.raises(TypedCodeError) as refusal:
        read_code(case["input"])
    assert refusal.value.code == case["error"]


def test_the_example_with_look_alike_letters_is_of_the_book_that_it_names():
    assert vouch_code(KEY, book=9, index=216).reveal().hex() == VOUCH["typed"][-1]["code_bits"]


@given(codes, st.data())
def test_a_printed_code_is_read_back_however_it_is_typed(code, data):
    # Zero and one are typed as O, I or l, and Latin capitals as the Cyrillic ones that look alike.
    alike = {"0": "0OoОо", "1": "1IiLl", "A": "AaА", "B": "BВ", "C": "CcСс", "E": "EeЕе", "H": "HН",
             "K": "KК", "M": "MМ", "P": "PpРр", "T": "TТ", "X": "XxХх", "Y": "YУ"}  # fmt: skip
    typed = "".join(data.draw(st.sampled_from(alike.get(char, char))) for char in code.printed)
    between = data.draw(st.sampled_from(["", " ", "-", "–", ".", " · ", "\u00a0", "\u200b", "\u2212"]))
    assert read_code(typed.replace(" ", between)) == code


@given(codes, st.integers(0, 8), st.sampled_from(ALPHABET))
def test_a_wrong_symbol_is_found(code, place, symbol):
    right = code.printed.replace(" ", "")
    wrong = right[:place] + symbol + right[place + 1 :]
    # The check counts in 31s, so it cannot tell the 32nd symbol from the first.
    if wrong.replace("Z", "0") != right.replace("Z", "0"):
        with pytest.raises(CodeCheckError):
            read_code(wrong)


@given(codes, st.integers(0, 6))
def test_a_swap_of_neighbours_is_found(code, place):
    right = code.printed.replace(" ", "")
    swapped = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    if swapped.replace("Z", "0") != right.replace("Z", "0"):
        with pytest.raises(CodeCheckError):
            read_code(swapped)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2EQ2T2J0",
        "2EQ2T2J033",
        "2EQ 2T2 J0U",
        "2EQ_2T2_J03",
        "ДEQ2T2J03",
        "2" * 65,
        "2EQ2T2J03" + " " * 56,
    ],
)
def test_other_forms_are_refused_and_not_repeated(text):
    with pytest.raises(CodeFormError) as refusal:
        read_code(text)
    assert not text or text not in "".join(traceback.format_exception(refusal.value)[-1:])


@given(st.text(max_size=80))
def test_any_text_is_a_code_or_a_refusal(text):
    try:
        code = read_code(text)
    except TypedCodeError:
        return
    assert read_code(code.printed) == code


def test_no_two_codes_of_two_books_are_alike_and_another_key_makes_others():
    every = {vouch_code(KEY, book=book, index=index).reveal() for book in range(4) for index in range(50)}
    other = VouchKey(bytes(32))
    assert len(every) == 200
    assert not every & {vouch_code(other, book=0, index=index).reveal() for index in range(50)}
    code = vouch_code(KEY, book=0, index=0)
    assert vouch_tag(KEY, code) != vouch_tag(other, code)


def test_codes_show_nothing():
    code, desk = vouch_code(KEY, book=1, index=0), draw_desk_code()
    assert [repr(code), str(desk), repr(KEY)] == ["<secret>"] * 3


def test_a_drawn_code_is_random():
    assert len({draw_code().printed for _ in range(200)}) == 200


@pytest.mark.parametrize(("face", "code"), [(0, "000000"), (7, "000007"), (999_999, "999999")])
def test_a_desk_code_is_one_of_a_million(monkeypatch, face, code):
    asked = []
    monkeypatch.setattr(secrets, "randbelow", lambda below: asked.append(below) or face)
    assert draw_desk_code().reveal() == code
    assert asked == [10**6]


@pytest.mark.parametrize(
    "text", ["012345", " 012 345\n", "012-345", "0 1 2 3 4 5", "０１２３４５", "012.345"]
)
def test_a_desk_code_is_read_however_it_is_typed(text):
    assert read_desk_code(text).reveal() == "012345"


@pytest.mark.parametrize("text", ["", "12345", "1234567", "12345a", "٠١٢٣٤٥", "1" * 33])
def test_what_is_no_desk_code_is_refused(text):
    with pytest.raises(CodeFormError):
        read_desk_code(text)

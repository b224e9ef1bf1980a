"""Phrases, their digits, and that neither they nor their refusals show what they are."""

import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.base.errors import InvalidError
from shanyrak.core.passphrases import (
    LISTS,
    DigitCountError,
    Passphrase,
    Phrase,
    UnknownListError,
    draw_phrases,
)

RU, EN = LISTS["ru"], LISTS["en"]
indices = st.tuples(*[st.integers(0, 2047)] * 7)


@given(st.sampled_from(["ru", "en"]), indices)
def test_digits_and_words_are_one_key(language, places):
    word_list = LISTS[language]
    phrase = Passphrase(word_list, places)
    assert Passphrase.from_digits(phrase.digits) == phrase
    assert phrase.indices() == places
    assert int(phrase.digits) == word_list.number * 2**77 + sum(
        index * 2 ** (11 * (6 - place)) for place, index in enumerate(places)
    )


@given(indices, indices)
def test_two_phrases_have_two_digit_forms(one, other):
    same = Passphrase(EN, one).digits == Passphrase(EN, other).digits
    assert same == (one == other)
    assert Passphrase(RU, one).digits != Passphrase(EN, one).digits


def test_digits_are_shown_in_four_groups_of_six():
    assert Passphrase(RU, (0,) * 7).grouped_digits == "000000 000000 000000 000000"
    assert [len(group) for group in Passphrase(EN, (2047,) * 7).grouped_digits.split()] == [6] * 4


@pytest.mark.parametrize(
    "digits", ["", "1" * 23, "1" * 25, "1" * 23 + "x", "１" * 24, " " + "1" * 23, "0" * 24 + "\n"]
)
def test_digits_are_24_ascii_digits(digits):
    with pytest.raises(DigitCountError):
        Passphrase.from_digits(digits)


@pytest.mark.parametrize("number", [2 * 2**77, 5 * 2**77 - 1, 6 * 2**77, 10**24 - 1])
def test_digits_of_a_list_that_does_not_exist_are_refused(number):
    with pytest.raises(UnknownListError):
        Passphrase.from_digits(f"{number:024d}")


@pytest.mark.parametrize("places", [(), (0,) * 6, (0,) * 8, (-1,) + (0,) * 6, (0,) * 6 + (2048,)])
def test_a_passphrase_is_seven_words_of_its_list(places):
    with pytest.raises(InvalidError):
        Passphrase(RU, places)


def test_equal_words_of_another_kind_are_another_secret():
    assert Phrase(EN, (1,) * 7) != Passphrase(EN, (1,) * 7)
    assert Phrase(EN, (1, 2)) == Phrase(EN, (1, 2))


def test_no_phrase_shows_in_what_is_printed_or_raised():
    drawn = draw_phrases(RU)
    shown = [repr(drawn), str(drawn.own), f"{drawn.panic}", repr(vars(LISTS["ru"])["language"])]
    with pytest.raises(InvalidError) as refusal:
        Passphrase(RU, (*drawn.own.indices(), 1))
    shown += traceback.format_exception(refusal.value)
    text = " ".join(shown)
    assert "<secret>" in text
    assert not any(word in text for word in (*drawn.own.words, *drawn.panic.words, drawn.own.digits))

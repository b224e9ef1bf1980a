"""Phrases as people type them are read, and what is no phrase is refused without being repeated."""

import json
import traceback
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shanyrak.core.passphrases import (
    LISTS,
    DigitCountError,
    Passphrase,
    Phrase,
    PhraseTooLongError,
    TypedPhraseError,
    UnknownWordError,
    WordCountError,
    read_passphrase,
    read_phrase,
)

VECTORS = json.loads((Path(__file__).parents[1] / "security-vectors.json").read_text(encoding="utf-8"))
CASES = VECTORS["passphrases"]
READ = [case for case in CASES if "words" in case]
REFUSED = [case for case in CASES if "error" in case]

indices = st.tuples(*[st.integers(0, 2047)] * 7)
phrases = st.builds(
    lambda code, places: Passphrase(LISTS[code], places), st.sampled_from(["ru", "en"]), indices
)
languages = st.sampled_from(["ru", "en", "kk", "uk", "ky", "xx"])
seps = st.sampled_from([" ", "  ", ", ", "-", " - ", "\t", "\n", "\u00a0", ". ", " / ", "\u3000", ";"])
invisible = st.sampled_from(["\u00ad", "\u200b", "\u200d", "\ufeff", "\u2060", ""])
stress = st.sampled_from(
    ["\u0301", ""]
)  # Russian schoolbooks put it on vowels; Latin letters become others by it


def by_name(cases):
    return {"argvalues": cases, "ids": [case["name"] for case in cases]}


def test_every_known_answer_is_used():
    assert len(READ) + len(REFUSED) == len(CASES) == 28


@pytest.mark.parametrize("case", **by_name(READ))
def test_a_phrase_is_read_as_the_known_answers_say(case):
    phrase = read_passphrase(case["input"], language=case["page_locale"])
    assert (phrase.language, list(phrase.words)) == (case["list"], case["words"])
    assert phrase.reveal().encode("utf-8").hex() == case["kdf_input_utf8"]
    assert phrase.digits == case["digits"]


@pytest.mark.parametrize("case", **by_name(REFUSED))
def test_what_is_no_phrase_is_refused_as_the_known_answers_say(case):
    with pytest.raises(TypedPhraseError) as refusal:
        read_passphrase(case["input"], language=case["page_locale"])
    assert refusal.value.code == case["error"]


@given(phrases, languages)
def test_every_phrase_is_read_back_on_every_page(phrase, language):
    assert read_passphrase(" ".join(phrase.words), language=language) == phrase
    assert read_passphrase(phrase.digits, language=language) == phrase
    assert read_passphrase(phrase.grouped_digits, language=language) == phrase


@given(phrases, st.data())
def test_the_form_of_typing_does_not_matter(phrase, data):
    form = data.draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
    case = data.draw(st.sampled_from([str.lower, str.upper, str.title]))
    parts = []
    for number, word in enumerate(phrase.words, 1):
        short = word[: data.draw(st.integers(min(4, len(word)), len(word)))]
        at = data.draw(st.integers(1, len(short)))
        mark = data.draw(stress if short[at - 1] in "аеиоуыэюя" else invisible)
        spoilt = case(short[:at]) + mark + case(short[at:])
        parts += [data.draw(st.sampled_from(["", f"{number}. ", f"{number}) "])), spoilt, data.draw(seps)]
    typed = unicodedata.normalize(form, "".join(parts))
    assume(len(typed) <= 256)
    assert read_passphrase(typed, language=phrase.language) == phrase


@given(phrases.filter(lambda phrase: phrase.language == "en"))
def test_full_width_letters_are_letters(phrase):
    wide = "\u3000".join("".join(chr(ord(char) + 0xFEE0) for char in word) for word in phrase.words)
    assert read_passphrase(wide, language="ru") == phrase
    digits = "".join(chr(ord(char) + 0xFEE0) for char in phrase.digits)
    assert read_passphrase(digits, language="ru") == phrase


@given(
    phrases.filter(lambda phrase: phrase.language == "ru"), st.sampled_from(["ё", "Ё", "е\u0308", "Е\u0308"])
)
def test_yo_is_ye(phrase, yo):
    assert read_passphrase(" ".join(phrase.words).replace("е", yo), language="kk") == phrase


@given(st.text(max_size=300), languages)
def test_any_text_is_a_phrase_or_a_refusal(text, language):
    try:
        phrase = read_passphrase(text, language=language)
    except TypedPhraseError:
        return
    assert read_passphrase(phrase.digits, language=language) == phrase


@pytest.mark.parametrize(("typed", "found"), [("", 0), ("1 2 x", 1), ("бассейн снова", 2), ("a " * 8, 8)])
def test_the_number_of_words_found_is_told(typed, found):
    with pytest.raises(WordCountError, match=f"^{found} words were found where 7") as refusal:
        read_passphrase(typed, language="ru")
    assert (refusal.value.found, refusal.value.needed) == (found, 7)


def test_the_word_that_is_in_no_list_is_told_to_the_page_and_not_in_the_message():
    typed = "poet abandon ЗОО length Xylofone wheat divorce"
    with pytest.raises(UnknownWordError) as refusal:
        read_passphrase(typed, language="ru")
    assert (refusal.value.position, refusal.value.word.reveal()) == (3, "зоо")
    shown = (
        "".join(traceback.format_exception(refusal.value)) + repr(refusal.value) + repr(vars(refusal.value))
    )
    assert not any(word in shown.casefold() for word in ("зоо", "xylofone", "poet"))


def test_the_nearest_list_says_which_word_is_unknown():
    with pytest.raises(UnknownWordError) as refusal:
        read_passphrase("бассейн снова майский ящик берег абзац zzzz", language="en")
    assert refusal.value.position == 7


@pytest.mark.parametrize("typed", ["1", "12 34", "0" * 23, "0" * 25, "1 2 3 4 5 6 7"])
def test_numbers_alone_are_the_digit_form_or_nothing(typed):
    with pytest.raises(DigitCountError):
        read_passphrase(typed, language="ru")


def test_the_length_is_looked_at_before_all_else():
    longest = "poet abandon zoo length abstract wheat divorce".ljust(256)
    assert read_passphrase(longest, language="en").language == "en"
    with pytest.raises(PhraseTooLongError):
        read_passphrase(longest + " ", language="en")
    with pytest.raises(PhraseTooLongError):
        read_passphrase("\ufdfa" * 257, language="en")  # one letter that NFKC makes eighteen of


@pytest.mark.parametrize("count", [2, 6, 8])
def test_phrases_of_other_lengths_are_read_alike(count):
    words = LISTS["en"].words[100 : 100 + count]
    phrase = read_phrase("  ".join(words).upper(), language="ru", count=count)
    assert phrase == Phrase(LISTS["en"], tuple(range(100, 100 + count)))
    with pytest.raises(WordCountError):
        read_phrase(" ".join(words), language="ru", count=count + 1)

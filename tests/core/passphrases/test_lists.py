"""The lists of words that ship: their bytes, their form, and that a changed file is not used."""

import hashlib
import json
import re
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest

from shanyrak.base.errors import InvalidError
from shanyrak.core import passphrases
from shanyrak.core.passphrases.lists import LISTS, NUMBERS, SHA256, START, load

VECTORS = json.loads((Path(__file__).parents[1] / "security-vectors.json").read_text(encoding="utf-8"))
LETTERS = {"ru": re.compile("[а-я]{4,8}"), "en": re.compile("[a-z]{3,8}")}
languages = pytest.mark.parametrize("language", sorted(LISTS))


def test_there_is_a_list_for_each_of_the_known_answers_and_no_other():
    assert set(LISTS) == set(VECTORS["wordlists"]) == set(NUMBERS) == set(SHA256)


@languages
def test_a_list_is_the_one_of_the_known_answers(language):
    answer, found = VECTORS["wordlists"][language], LISTS[language]
    joined = "\n".join(found.words) + "\n"
    told = hashlib.sha256(joined.encode("utf-8")).hexdigest()
    assert told == answer["sha256_of_words_joined_by_lf_with_final_lf"] == SHA256[language]
    assert (found.number, len(found.words)) == (answer["list_id"], answer["words"])
    assert (found.words[0], found.words[1000], found.words[-1]) == (
        answer["first"],
        answer["index_1000"],
        answer["last"],
    )
    assert found.words[1572] == answer.get("index_1572", found.words[1572])


@languages
def test_a_list_has_the_form_that_reading_rests_on(language):
    words = LISTS[language].words
    assert len(set(words)) == 2048
    assert list(words) == sorted(words)
    assert [word for word in words if not LETTERS[language].fullmatch(word)] == []
    assert [w for w in words if unicodedata.normalize("NFKC", w) != w or w.lower() != w or "ё" in w] == []
    assert len({word[:START] for word in words}) == 2048


@languages
def test_one_changed_byte_makes_a_list_unusable(language):
    content = (files(passphrases) / "words" / f"{language}.txt").read_bytes()
    assert load(language, content, SHA256[language]).words == LISTS[language].words
    with pytest.raises(InvalidError, match=f"{language}.txt is not the one that was shipped"):
        load(language, content.replace(b"\n", b"\r\n", 1), SHA256[language])


@languages
def test_a_word_is_found_by_itself_and_by_its_first_four_letters(language):
    found = LISTS[language]
    for index, word in enumerate(found.words):
        assert {found.find(word[:end]) for end in range(START, len(word) + 1)} <= {index}
        assert found.find(word) == index


@languages
def test_a_word_is_not_found_by_less_or_by_more(language):
    found = LISTS[language]
    for word in found.words:
        assert found.find(word + "qq") is None
        assert len(word) <= START or word[:3] in found.words or found.find(word[:3]) is None
    assert found.find("") is None


def test_the_licence_of_the_lists_lies_beside_them():
    text = (files(passphrases) / "words/LICENSE.txt").read_text(encoding="utf-8")
    assert text.startswith("The MIT License")

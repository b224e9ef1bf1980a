"""Phrases are drawn by the system's randomness, each as likely as any other."""

import secrets
from collections import Counter

import pytest

from shanyrak.core.passphrases import LISTS, Passphrase, Phrase, draw_phrase, draw_phrases

RU = LISTS["ru"]


@pytest.fixture
def throw(monkeypatch):
    """Make `secrets.randbelow` give these faces in turn; return the list of what it is asked."""

    def thrown(*faces):
        left, asked = list(faces), []
        monkeypatch.setattr(secrets, "randbelow", lambda below: asked.append(below) or left.pop(0))
        return asked

    return thrown


def test_each_word_is_one_throw_among_all_words(throw):
    asked = throw(5, 0, 2047, 5, 1, 7, 1000, 3)
    assert draw_phrases(RU).own == Passphrase(RU, (5, 0, 2047, 5, 1, 7, 1000))
    assert asked == [2048] * 7 + [2047]


@pytest.mark.parametrize("last", [0, 1, 1000, 2046, 2047])
def test_the_panic_phrase_differs_in_its_last_word_and_each_other_word_is_as_likely(throw, last):
    ends = Counter()
    for face in range(2047):
        throw(1, 2, 3, 4, 5, 6, last, face)
        drawn = draw_phrases(RU)
        assert drawn.panic.indices()[:-1] == drawn.own.indices()[:-1] == (1, 2, 3, 4, 5, 6)
        ends[drawn.panic.indices()[-1]] += 1
    assert ends == Counter(set(range(2048)) - {last})


def test_a_phrase_of_any_length_is_drawn_alike(throw):
    asked = throw(9, 8, 2047)
    assert draw_phrase(LISTS["en"], 3) == Phrase(LISTS["en"], (9, 8, 2047))
    assert asked == [2048] * 3


def test_all_words_turn_up_and_none_too_often():
    # Each word is expected 40 times; one of them a hundred times, or never, once in 10^11 runs.
    seen = Counter(word for _ in range(2048 * 5) for word in draw_phrase(RU, 8).words)
    assert seen.keys() == set(RU.words)
    assert max(seen.values()) < 100


def test_no_phrase_is_drawn_twice():
    assert len({draw_phrases(RU).own.digits for _ in range(500)}) == 500

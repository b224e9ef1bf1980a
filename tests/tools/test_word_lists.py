"""A drafted list keeps the rules of those in use, and says that nobody has read it yet."""

import math
import random
from itertools import combinations

import pytest

from tools import word_lists

CHANCE = random.Random(5)  # noqa: S311


def made_up(language, count):
    letters = word_lists.ALPHABETS[language]
    return sorted({"".join(CHANCE.choices(letters, k=CHANCE.randint(3, 9))) for _ in range(count)})


def one_apart(a, b):
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


@pytest.mark.parametrize("language", word_lists.ALPHABETS)
def test_a_draft_keeps_the_rules(language):
    words = word_lists.drafted(made_up(language, 20_000), language)
    assert len(words) == 2048
    assert 7 * math.log2(len(words)) >= 77
    assert len({word[:4] for word in words}) == len(words)
    assert words == sorted(words)
    assert all(4 <= len(word) <= 8 for word in words)
    some = CHANCE.sample(words, 150)
    assert [pair for pair in combinations(some, 2) if one_apart(*pair)] == []


def test_words_that_differ_in_one_letter_are_not_both_taken():
    assert word_lists.drafted(["былды", "пылды", "жүзік"], "kk") in (
        ["былды", "жүзік"],
        ["жүзік", "пылды"],
    )


def test_names_and_joined_words_are_passed_over():
    found = word_lists.in_dictionary("5\nЖылдыз/XY\nжылдыз/XY\nжыл-дыз\nд'ызжы\nжыл\tx\n")
    assert word_lists.drafted(found, "kk") == ["жылдыз"]


def test_a_draft_says_that_it_is_one(tmp_path, monkeypatch, capsys):
    file = tmp_path / "kk.dic"
    file.write_text("\n".join(["1", *made_up("kk", 20_000)]), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["word_lists.py", "kk", str(file)])
    assert word_lists.main() == 0
    assert capsys.readouterr().out.startswith(word_lists.MARK)


def test_a_dictionary_that_is_too_small_makes_no_list(tmp_path, monkeypatch, capsys):
    file = tmp_path / "kk.dic"
    file.write_text("1\nжылдыз\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["word_lists.py", "kk", str(file)])
    assert word_lists.main() == 1
    assert "only 1 words" in capsys.readouterr().err

"""Draft a list of 2,048 words for code phrases from a dictionary of spelling, for a native reader to judge.

python tools/word_lists.py kk /usr/share/hunspell/kk_KZ.dic > kk.txt        (Debian's hunspell-kk)
python tools/word_lists.py uk /usr/share/hunspell/uk_UA.dic > uk.txt        (Debian's hunspell-uk)

A draft keeps the rules of the lists that are in use: words of four to eight letters, known by the first four,
no two that differ in one letter. Which words are names, rude or inflected it does not know: a person does.
Nothing in `src` reads a draft. Debian has no dictionary of Kyrgyz: `ky` takes one from elsewhere.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

N_WORDS, PREFIX, LONGEST = 2048, 4, 8
ALPHABETS = {
    "kk": "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ky": "абвгдежзийклмнңоөпрстуүфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
MARK = "# A draft that awaits a native reader: in no release, for no phrase."


def main() -> int:
    """Print a draft from a dictionary."""
    if len(sys.argv) != 3 or sys.argv[1] not in ALPHABETS:  # noqa: PLR2004  # the program and two words
        print(__doc__, file=sys.stderr)
        return 2
    words = drafted(in_dictionary(Path(sys.argv[2]).read_bytes().decode("utf-8", "replace")), sys.argv[1])
    if len(words) < N_WORDS:
        print(f"only {len(words)} words keep the rules, {N_WORDS} are needed", file=sys.stderr)
        return 1
    print("\n".join([MARK, *words]))
    return 0


def in_dictionary(text: str) -> Iterator[str]:
    """Yield the words of a hunspell dictionary, whose first line is their number."""
    for line in text.splitlines()[1:]:
        yield unicodedata.normalize("NFKC", re.split(r"[/\t ]", line, maxsplit=1)[0])


def drafted(found: Iterable[str], language: str) -> list[str]:
    """Return words that keep the rules, the shortest first taken, in the order of their letters.

    Among words of one length a hash decides, so that no letter of the alphabet comes off worse.
    """
    form = re.compile(f"[{ALPHABETS[language]}]{{{PREFIX},{LONGEST}}}")
    fitting = sorted({word for word in found if form.fullmatch(word)}, key=_turn)
    taken: list[str] = []
    prefixes: set[str] = set()
    near: set[str] = set()
    for word in fitting:
        if word[:PREFIX] in prefixes or near & set(_holes(word)):
            continue
        taken.append(word)
        prefixes.add(word[:PREFIX])
        near.update(_holes(word))
        if len(taken) == N_WORDS:
            break
    return sorted(taken)


def _turn(word: str) -> tuple[int, str]:
    return len(word), sha256(word.encode()).hexdigest()


def _holes(word: str) -> Iterator[str]:
    """Yield the word, and the word without each of its letters: near ones have one of them in common."""
    yield word
    for place in range(len(word)):
        yield f"{word[:place]}{word[place + 1 :]}"
        yield f"{word[:place]}.{word[place + 1 :]}"


if __name__ == "__main__":
    sys.exit(main())

"""Reads guides and other long texts from their files, one a text with all its languages. Pages are elsewhere.

A city's own folder (`guides` in its settings) comes after ours: a file of the same name replaces the text.
"""

import logging
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from django.conf import settings

from shanyrak.base.errors import NotFoundError

LOG = logging.getLogger("shanyrak.texts")
OURS = Path(__file__).parent / "texts"
FRESH_FOR = timedelta(days=14)
DECIDES = "ru"  # what a reader gets whose language has no text that somebody checked
MARKS: dict[str, Literal["heading", "steps", "points"]] = {"## ": "heading", "1. ": "steps", "- ": "points"}


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, or the lines of a list."""

    kind: Literal["heading", "paragraph", "steps", "points"]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A text in one language."""

    slug: str
    language: str
    title: str
    blocks: tuple[Block, ...]
    checked_on: date
    checked_by: str
    source: str
    order: int
    withdrawn: str = ""

    def is_fresh(self, today: date) -> bool:
        """Return whether somebody checked the text within the last two weeks."""
        return today - self.checked_on <= FRESH_FOR


class Texts:
    """All texts; a file that changed is read again."""

    def __init__(self) -> None:
        self._stamp: tuple[tuple[Path, int], ...] = ()
        self._told: dict[str, dict[str, Any]] = {}

    def get(self, slug: str, language: str) -> Text:
        """Return a text in the language, or in the one that decides if it must be checked and is not.

        Raises
        ------
        NotFoundError
            If there is no such text.
        """
        told = self._read().get(slug)
        if told is None:
            raise NotFoundError("no text has this name")
        return _text(slug, told, language)

    def guides(self, language: str) -> list[Text]:
        """Return the texts that say where they stand among the guides, in that order."""
        texts = [_text(slug, told, language) for slug, told in self._read().items() if "order" in told]
        return sorted(texts, key=lambda text: (text.order, text.slug))

    def _read(self) -> Mapping[str, dict[str, Any]]:
        stamp = tuple((path, path.stat().st_mtime_ns) for path in _files())
        if stamp != self._stamp:
            self._told = dict(_all(path for path, _ in stamp))
            self._stamp = stamp
        return self._told


TEXTS = Texts()


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the parts of a text: blank lines part them, the first signs of a line say what it is."""
    made: list[Block] = []
    for part in text.strip().split("\n\n"):
        lines = part.splitlines()
        mark = next((mark for mark in MARKS if lines[0].startswith(mark)), "")
        plain = tuple(line.removeprefix(mark) for line in lines)
        made.append(Block(MARKS[mark], plain) if mark else Block("paragraph", (" ".join(plain),)))
    return tuple(made)


def _files() -> Iterator[Path]:
    yield from sorted(OURS.glob("*.toml"))
    if settings.OPTIONS.guides:
        yield from sorted(Path(settings.OPTIONS.guides).glob("*.toml"))


def _all(paths: Iterator[Path]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what each file says; one that cannot be read is left out, and told in the log."""
    for path in paths:
        try:
            told = tomllib.loads(path.read_text(encoding="utf-8"))
            _text(path.stem, told, DECIDES)
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as wrong:
            LOG.warning("the text %s cannot be read: %s", path.name, type(wrong).__name__)
        else:
            yield path.stem, told


def _text(slug: str, told: dict[str, Any], language: str) -> Text:
    may_show = language in told and (not told.get("careful") or language in told.get("reviewed", []))
    shown = language if may_show else DECIDES
    return Text(
        slug=slug,
        language=shown,
        title=str(told[shown]["title"]),
        blocks=blocks_of(told[shown]["text"]),
        checked_on=told["checked"],
        checked_by=str(told["by"]),
        source=str(told.get("source", "")),
        order=int(told.get("order", 0)),
        withdrawn=str(told[shown].get("withdrawn", "")),
    )

"""How the text of one cell is read: one kind for each type of column. No file or table is known here."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

MOST_PEOPLE = 1_000_000  # more people or beds than this in one row is a slip, and would overflow sums
EARLIEST_YEAR, LATEST_YEAR = 1900, 2999  # of an arrival: far from the ends of the calendar, where sums fail
MOST_NIGHTS = 3_660  # ten years; beyond it a plan of nights means nothing
MOST = 10**9  # a limit that nobody reaches; the engine's 32-bit numbers hold it
MOST_WORTH = 1_000_000.0  # person-nights; a weight or cost beyond it drowns all others in rounding
CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
DOTTED_DATE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class CellError(ValueError):
    """The text of a cell does not fit its column; `mend` is empty where the kind's own advice is the best."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of column: how its text is read, what to write there, and whether spaces around it matter."""

    read: Callable[[str], Any]
    mend: str
    strip: bool = True


def _text(cell: str) -> str:
    if not cell.isprintable() and CONTROL.search(cell):
        raise CellError("holds a line break or a character that cannot be seen", "write it in one line")
    return cell


def _id(cell: str) -> str:
    if not cell.strip():
        raise CellError("holds only spaces")
    if cell != cell.strip():
        raise CellError("has a space before or after it", f"write {cell.strip()!r}")
    return _text(cell)


def _words(cell: str) -> frozenset[str]:
    return frozenset(filter(None, (word.strip() for word in _text(cell).split(";"))))


def _flag(cell: str) -> bool:
    word = cell.strip().lower()
    if word not in FLAGS:
        raise CellError("is neither true nor false")
    return FLAGS[word]


def _date(cell: str) -> date:
    if found := ISO_DATE.fullmatch(cell):
        year, month, day = map(int, found.groups())
    elif found := DOTTED_DATE.fullmatch(cell):
        day, month, year = map(int, found.groups())
    else:
        raise CellError("is not a date")
    try:
        return date(year, month, day)
    except ValueError:
        raise CellError("is not a day of the calendar") from None


def _arrival(cell: str) -> date:
    arrival = _date(cell)
    if not EARLIEST_YEAR <= arrival.year <= LATEST_YEAR:
        raise CellError("is not a year that is planned for")
    return arrival


def _float(cell: str) -> float:
    """Read a number; a decimal comma is read as a point, as spreadsheets in many countries write it."""
    try:
        number = float(cell.replace(",", ".") if "," in cell and COMMA.fullmatch(cell) else cell)
    except ValueError:
        raise CellError("is not a number") from None
    if not math.isfinite(number):
        raise CellError("is not a number")
    return number


def _bounded(least: float, most: float, unit: str) -> Callable[[str], float]:
    def read(cell: str) -> float:
        number = _float(cell)
        if not least <= number <= most:
            raise CellError(f"is not between {least:g} and {most:g} {unit}")
        return number

    return read


def _person_nights(cell: str) -> float:
    if THOUSANDS.fullmatch(cell):
        raise CellError(
            "may be meant with a decimal comma or not", "write it with a point, or without the comma"
        )
    number = _float(cell)
    if abs(number) > MOST_WORTH:
        raise CellError(f"is beyond {MOST_WORTH:g} person-nights")
    return number


def _weight(cell: str) -> float:
    number = _person_nights(cell)
    if number <= 0:
        raise CellError("is not more than 0")
    return number


def whole(least: int, most: int = MOST, *, loose: bool = False) -> Kind:
    """Return the kind of whole numbers from `least` to `most`; a `loose` one also takes 2.0 for 2."""

    def read(cell: str) -> int:
        try:
            number = int(cell)
        except ValueError:
            number = _from_float(cell, loose=loose)
        if number < least:
            raise CellError(f"is less than {least}", f"write {least} or more")
        if number > most:
            raise CellError(f"is more than {most:,}", f"write {most} or less")
        return number

    return Kind(read, "write a whole number such as 2")


def _from_float(cell: str, *, loose: bool) -> int:
    try:
        number = float(cell)
    except ValueError:
        raise CellError("is not a whole number") from None
    if not number.is_integer() or abs(number) > MOST:
        raise CellError("is not a whole number")
    if not loose:
        raise CellError("is not written as a whole number", f"write {int(number)}")
    return int(number)


def one_of(*words: str) -> Kind:
    """Return the kind of cells that hold one of these words."""

    def read(cell: str) -> str:
        if cell not in words:
            raise CellError("is not one of the words for this column")
        return cell

    return Kind(read, f"write one of {', '.join(words)}")


ID = Kind(_id, "write an id that no other row has", strip=False)
NAME_OF_ID = Kind(_id, "write the id as its own table has it", strip=False)
RAW = Kind(_text, "write the id as its own table has it", strip=False)
TEXT = Kind(_text, "write a word")
WORDS = Kind(_words, "write words with ; between them")
FLAG = Kind(_flag, "write true or false", strip=False)
DATE = Kind(_date, "write it as year-month-day, for example 2022-09-25")
ARRIVAL = Kind(_arrival, "write it as year-month-day, for example 2022-09-25")
LATITUDE = Kind(_bounded(-90, 90, "degrees"), "write degrees such as 43.24, north positive")
LONGITUDE = Kind(_bounded(-180, 180, "degrees"), "write degrees such as 76.95, east positive")
WEIGHT = Kind(_weight, "write a number more than 0, such as 1")
COST = Kind(_person_nights, "write a number of person-nights such as 0.2 or -0.2")
PEOPLE = whole(1, MOST_PEOPLE)
NIGHTS = whole(-MOST_NIGHTS, MOST_NIGHTS)

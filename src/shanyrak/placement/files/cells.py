"""How the text of one cell is read: one kind for each type of column. No file or table is known here."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from shanyrak.placement.model import MOST_NIGHTS

MOST_PEOPLE = 1_000_000  # more people or beds than this in one row is a slip, and would overflow sums
EARLIEST_YEAR, LATEST_YEAR = 1900, 2999  # of an arrival: far from the ends of the calendar, where sums fail
MOST = 10**9  # a limit that nobody reaches; the engine's 32-bit numbers hold it
MOST_WORTH = 1_000_000.0  # person-nights; a weight or cost beyond it drowns all others in rounding
CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
CLOCK = r"(?:[ T]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"  # of no matter: a night has its date
ISO_DATE = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}){CLOCK}")
DOTTED_DATE = re.compile(rf"([0-9]{{1,2}})\.([0-9]{{1,2}})\.([0-9]{{4}}){CLOCK}")
SLASHED_DATE = re.compile(rf"[0-9]{{1,4}}/[0-9]{{1,2}}/[0-9]{{2,4}}{CLOCK}")
SHORT_YEAR = re.compile(rf"[0-9]{{1,2}}[.-][0-9]{{1,2}}[.-][0-9]{{2}}{CLOCK}")
DAY_NUMBER = re.compile(r"[34567][0-9]{4}")  # how spreadsheets count the days of 1982 to 2119
COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
TRUE_WORDS = ("true", "yes", "y", "1", "да", "д", "истина", "иә", "ия", "ақиқат")
FALSE_WORDS = ("false", "no", "n", "0", "нет", "н", "ложь", "жоқ", "жалған")
FLAGS = dict.fromkeys(TRUE_WORDS, True) | dict.fromkeys(FALSE_WORDS, False)
MARKS = ("x", "\u0445", "+", "\u2713", "\u2714")  # \u0445 is the Cyrillic letter that looks like x
SHEET_ERROR = re.compile(
    r"#[A-Z\u0410-\u042f/0]{1,8}[!?]|#N/A|#\u041d/\u0414"
)  # in English and Russian programs


class CellError(ValueError):
    """The text of a cell does not fit its column; `mend` is empty where the kind's own advice is the best.

    `shown` is what to show of it, where that is not the text.
    """

    def __init__(self, what: str, mend: str = "", shown: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend
        self.shown = shown


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
    if (
        word in MARKS
    ):  # where an empty cell means true, too, a mark in some rows would tell them apart from none
        raise CellError("is a mark, and an empty cell means true here", "write true or false in every row")
    if word not in FLAGS:
        raise CellError("is neither true nor false")
    return FLAGS[word]


def _mark(cell: str) -> bool:
    return cell.strip().lower() in MARKS or _flag(cell)


def _date(cell: str) -> date:
    if found := ISO_DATE.fullmatch(cell):
        year, month, day = map(int, found.groups())
    elif found := DOTTED_DATE.fullmatch(cell):
        day, month, year = map(int, found.groups())
    else:
        raise _no_date(cell)
    try:
        return date(year, month, day)
    except ValueError:
        raise CellError("is not a day of the calendar") from None


def _no_date(cell: str) -> CellError:
    """Return why a text is no date, with the advice that fits what was probably meant."""
    if SLASHED_DATE.fullmatch(cell):
        return CellError("may be meant with the day or the month first")
    if SHORT_YEAR.fullmatch(cell):
        return CellError("has a year of two digits")
    if DAY_NUMBER.fullmatch(cell):
        mend = "show the column as dates in your spreadsheet program and save it again, or write 2022-09-25"
        return CellError("is a number, not a date", mend)
    return CellError("is not a date")


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
            raise CellError(f"is more than {most}", f"write {most} or less")
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


def one_of(*words: str, also: Mapping[str, str] = MappingProxyType({})) -> Kind:
    """Return the kind of cells that hold one of these words, in any case, or another name of one."""

    def read(cell: str) -> str:
        word = also.get(cell.lower(), cell.lower())
        if word not in words:
            raise CellError("is not one of the words for this column")
        return word

    return Kind(read, f"write one of {', '.join(words)}")


ID = Kind(_id, "write an id that no other row has", strip=False)
NAME_OF_ID = Kind(_id, "write the id as its own table has it", strip=False)
RAW = Kind(_text, "write the id as its own table has it", strip=False)
TEXT = Kind(_text, "write a word")
WORDS = Kind(_words, "write words with ; between them")
FLAG = Kind(_flag, "write true or false", strip=False)
MARK = Kind(_mark, "write true or false", strip=False)
SEX = one_of("f", "m", "mixed", also=MappingProxyType({"ж": "f", "\u043c": "m"}))
DATE = Kind(_date, "write it as year-month-day, for example 2022-09-25")
ARRIVAL = Kind(_arrival, "write it as year-month-day, for example 2022-09-25")
LATITUDE = Kind(_bounded(-90, 90, "degrees"), "write degrees such as 43.24, north positive")
LONGITUDE = Kind(_bounded(-180, 180, "degrees"), "write degrees such as 76.95, east positive")
WEIGHT = Kind(_weight, "write a number more than 0, such as 1")
COST = Kind(_person_nights, "write a number of person-nights such as 0.2 or -0.2")
PEOPLE = whole(1, MOST_PEOPLE)
NIGHTS = whole(-MOST_NIGHTS, MOST_NIGHTS)

"""How numbers, shares, counts and nights are written for people, in English. No figure is computed here."""

from datetime import date
from math import ceil, floor

THIN = "\u202f"  # narrow no-break space: groups of three digits stay together at the end of a line
NBSP = "\u00a0"
ROUGH = 0.1  # from this share on, its hundredths of a percent tell nobody anything
MINUTE = 60
MINUS = "\u2212"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def grouped(number: float, places: int = 0) -> str:
    """Write a number in groups of three digits: ``12 345`` or, with places, ``12 345.6``."""
    text = f"{abs(number):,.{places}f}".replace(",", THIN)
    return MINUS + text if number < 0 and text.strip("0.") else text


def counted(number: int, one: str, many: str) -> str:
    """Write a count with its word: ``1 party``, ``2 parties``."""
    return f"{grouped(number)} {one if number == 1 else many}"


def plain(text: str) -> str:
    """Replace narrow spaces and the minus of print, which not every terminal shows."""
    return text.replace(THIN, " ").replace(NBSP, " ").replace(MINUS, "-")


def share(part: float, places: int = 1) -> str:
    """Write a share as a percentage; never 100% of what is not all, never 0% of what is something."""
    scale = 10**places
    cut = part * 100 * scale
    near = round(cut)
    if near == 100 * scale and part < 1:
        near = floor(cut)
    if near == 0 and part > 0:
        return f"less than {1 / scale:.{places}f}%"
    return f"{near / scale:.{places}f}%"


def at_most(part: float, places: int = 2) -> str:
    """Write a share rounded up, where the sentence says that it is a limit."""
    scale = 10 ** (places if part < ROUGH else 0)
    return f"{ceil(part * 100 * scale - 1e-9) / scale:g}%"


def short_night(night: date) -> str:
    """Write the date of an evening for an axis: ``25 Sep``; it stays on one line."""
    return f"{night.day}{NBSP}{MONTHS[night.month - 1]}"


def night_in_table(night: date) -> str:
    """Write the date of an evening for a table: ``25 Sep 2022``."""
    return f"{short_night(night)}{NBSP}{night.year}"


def night_in_full(night: date) -> str:
    """Write the date of an evening in a sentence: ``25 September 2022``."""
    return f"{night.day} {FULL_MONTHS[night.month - 1]} {night.year}"


def duration(seconds: float) -> str:
    """Write how long something took: ``42 s``, ``3 min 05 s``."""
    whole = max(round(seconds), 0)
    if whole < MINUTE:
        return f"{whole} s"
    return f"{whole // MINUTE} min {whole % MINUTE:02d} s"

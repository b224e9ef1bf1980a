"""What is wrong with an input file: where, what and how to mend it. Nothing is read here."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from shanyrak.base.errors import InvalidError

SHOWN = 20  # faults named in a refusal; a longer list scrolls away before it is read
LONGEST_VALUE = 60  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in an input file.

    Parameters
    ----------
    file
        Name of the file, and of the sheet in a workbook.
    row
        Row as a spreadsheet shows it: the header is 1. None where the whole file or column is meant.
    column
        Name of the column, None where there is none to name.
    value
        The text found, None where nothing was found.
    what, mend
        What is wrong, and what to do about it; both read on after the value.
    refused
        True: the case cannot be planned. False: it is told, and the rest is planned.
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    what: str
    mend: str
    refused: bool = True

    def __str__(self) -> str:
        row = "" if self.row is None else f" row {self.row}"
        column = "" if self.column is None else f", {self.column}"
        value = "" if self.value is None else f"{_shown(self.value)} "
        return f"{self.file}{row}{column}: {value}{self.what}; {self.mend}"

    @property
    def kind(self) -> tuple[str, str | None, str]:
        """Faults of one kind differ only in row and value."""
        return (self.file, self.column, self.what)

    def as_dict(self) -> dict[str, str | int | bool | None]:
        """Return the fields as JSON takes them."""
        return asdict(self)


def _shown(value: str) -> str:
    """Quote a value, so that spaces show and nothing in it can steer a terminal."""
    return repr(value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "...")


def counted(number: int, one: str, many: str) -> str:
    """Write a count with its word: ``1 party``, ``2 parties``."""
    return f"{number} {one if number == 1 else many}"


def refusal(faults: Iterable[Fault]) -> InvalidError:
    """Return the error that names the faults for which a file is refused.

    Parameters
    ----------
    faults
        Any faults; those that are only told are left out.

    Returns
    -------
    InvalidError
        Its message has one line a fault, at most 20 of them, then a count of the others.
    """
    refused = [str(fault) for fault in faults if fault.refused]
    lines = refused[:SHOWN]
    if len(refused) > SHOWN:
        lines.append(f"... and {len(refused) - SHOWN} more; `shanyrak validate` lists all of them")
    return InvalidError("\n".join(lines))

"""Which file holds which table, and its bytes, never more than can be handled; not what the bytes mean."""

import gzip
import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from tokenize import TokenError
from xml.etree.ElementTree import ParseError

from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.schema import TABLES

SUFFIXES = (".csv", ".csv.gz", ".xlsx", ".parquet")
NOT_READ = (
    ".xls",
    ".xlsm",
    ".xlsb",
    ".ods",
    ".tsv",
    ".txt",
    ".json",
    ".jsonl",
    ".zip",
    ".csv.zip",
    ".csv.bz2",
    ".csv.xz",
    ".numbers",
)
MOST_BYTES = (
    256 * 2**20
)  # some two million parties; read as text this takes a few GB of memory, more would end in a crash
# What the readers of archives raise on bytes that somebody or some cable has changed.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, ParseError, TokenError, SyntaxError, LookupError, ValueError, TypeError,
    ArithmeticError, AttributeError, AssertionError, OSError, EOFError, RuntimeError, MemoryError,
)  # fmt: skip
SAVE_AS = "save it as .xlsx or .csv"


@dataclass(frozen=True, slots=True)
class Source:
    """Where one table is: a file, or a sheet of a workbook of all tables; `name` is how messages call it."""

    path: Path
    name: str
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read, for a report: its name, the SHA-256 of its bytes, its rows under the header."""

    file: str
    sha256: str
    rows: int


class SourceError(Exception):
    """A file cannot be read as a table at all; carries the fault that says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def find_tables(case: Path | None, given: dict[str, Path]) -> tuple[dict[str, Source], list[Fault]]:
    """Find the file of each table in a folder or a workbook; files `given` one by one come before those.

    Parameters
    ----------
    case
        A folder, a workbook with one sheet a table, or None where every file is given.
    given
        Path by name of table.

    Returns
    -------
    tuple
        Source by name of table, for the tables that are there; and what is wrong with the names of the files.
    """
    names = [path.name for path in given.values()]
    sources = {
        table: Source(path, path.name if names.count(path.name) == 1 else str(path))
        for table, path in given.items()
    }
    if case is None:
        return sources, []
    if case.is_dir():
        found, faults = _in_folder(case)
    elif case.suffix.lower() == ".xlsx" and case.is_file():
        found, faults = {table: Source(case, f"{case.name} sheet {table}", table) for table in TABLES}, []
    else:
        what = "is not a folder" if case.exists() else "does not exist"
        mend = "name the folder that holds parties.csv and spaces.csv"
        return sources, [Fault(str(case), None, None, None, what, mend)]
    return found | sources, [fault for table, fault in faults if table not in given]


def _in_folder(folder: Path) -> tuple[dict[str, Source], list[tuple[str, Fault]]]:
    """Return the source of each table, and faults by name of table, so that those of given files can go."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise SourceError(unreadable(str(folder), error)) from None
    sources: dict[str, Source] = {}
    faults = []
    for table in TABLES:
        mine = [name for name in names if name in {table + suffix for suffix in SUFFIXES}]
        if len(mine) > 1:
            what = f"holds the table {table} {len(mine)} times: {', '.join(mine)}"
            faults.append((table, Fault(str(folder), None, None, None, what, "keep one of them")))
        if mine:
            sources[table] = Source(folder / mine[0], mine[0])
        else:
            faults += [(table, _misnamed(name)) for name in names if _nearly(name, table)]
    return sources, faults


def _nearly(name: str, table: str) -> bool:
    return name.lower() in {table + suffix for suffix in (*SUFFIXES, *NOT_READ)}


def _misnamed(name: str) -> Fault:
    if name.lower().endswith(SUFFIXES):
        return Fault(name, None, None, None, "is not named as the table is", f"name it {name.lower()}")
    return Fault(name, None, None, None, "is of a kind that is not read", SAVE_AS)


def unreadable(name: str, error: OSError) -> Fault:
    """Return the fault of a file that the system does not give us."""
    return Fault(
        name,
        None,
        None,
        None,
        f"cannot be read ({error.strerror or error})",
        "check its name and who may read it",
    )


def read_bytes(source: Source) -> tuple[bytes, str]:
    """Return the bytes of a file, unzipped where it ends in .gz, and the SHA-256 of the file.

    Raises
    ------
    SourceError
        If it is missing, too large before or after unzipping, or damaged.
    """
    path = source.path
    try:
        if not path.is_file():
            what = "is not a file" if path.exists() else "does not exist"
            raise SourceError(Fault(source.name, None, None, None, what, "check the name"))
        if path.stat().st_size > MOST_BYTES:
            raise too_large(source.name)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SourceError(unreadable(source.name, error)) from None
    if len(data) > MOST_BYTES:
        raise too_large(source.name)
    digest = hashlib.sha256(data).hexdigest()
    return (_unzipped(source.name, data) if path.name.lower().endswith(".gz") else data), digest


def too_large(name: str) -> SourceError:
    """Return the error of a file that is larger than any table of parties or spaces."""
    what = f"is larger than {MOST_BYTES // 2**20} MB"
    return SourceError(
        Fault(name, None, None, None, what, "check that it is the right file, or plan in several cases")
    )


def _unzipped(name: str, data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            text = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise SourceError(
            Fault(name, None, None, None, "is damaged, or not a .gz file", "make or copy it again")
        ) from None
    if len(text) > MOST_BYTES:
        raise too_large(name)
    return text


def check_zip(name: str, data: bytes, *, kind: str) -> None:
    """Refuse bytes that are no zip archive (a workbook or certificate is one), or that unzip to too much.

    Raises
    ------
    SourceError
        With `kind`, what the file should have been, in its message.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except DAMAGE:
        raise SourceError(
            Fault(name, None, None, None, f"is not {kind}", "check the file, or save it again")
        ) from None
    if size > MOST_BYTES:
        raise too_large(name)

"""What a site left behind: its files, every value of its tables, a backup, the memory of its processes."""

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

SPAN = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (r\S+) \S+ \S+ \S+ *(.*)")
RUN = re.compile(rb"[a-z]+(?: [a-z]+)+")
CHUNK = 1 << 24
BETWEEN = b"\x1e"


def copy_while_it_runs(home: Path, folder: Path) -> None:
    """Copy the home as it lies there now, with logs of the database that are gone once it is closed."""
    shutil.copytree(home, folder, ignore=shutil.ignore_patterns("*.lock"))


def write_backup(folder: Path) -> None:
    """Write an archive as `shanyrak backup` does, where the database is a file."""
    from django.utils import timezone

    from shanyrak.base import clock
    from shanyrak.interfaces.cli.platform import archive, backup

    folder.mkdir()
    today = timezone.localdate(clock.now())
    archive.write(backup.database_file(), folder / "site.tar.gz", backup.this_site(), today)


def write_all_to_disk() -> None:
    """Let a PostgreSQL write what it holds in memory into its files, where they can be read."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")


def write_dump(folder: Path) -> int:
    """Write every value of every table, one after another, as a dump would; return how many there were."""
    from django.db import connection

    folder.mkdir()
    n_values = 0
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # nosec B608  # noqa: S608  # names of ours
            values = [_bytes_of(value) for row in cursor.fetchall() for value in row]
            n_values += len(values)
            (folder / table).write_bytes(BETWEEN.join(values))
    return n_values


def memory_of(process: int) -> Iterator[bytes]:
    """Yield what a process can read of its own memory, as a core dump would hold it.

    Raises
    ------
    OSError
        If this machine lets nobody look.
    """
    spans = Path(f"/proc/{process}/maps").read_text(encoding="utf-8")
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for first, end, _, name in SPAN.findall(spans):
            if name.startswith(("[vvar", "[vsyscall", "/dev/")):
                continue
            yield from _parts(memory, int(first, 16), int(end, 16))


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder, or the file itself."""
    if folder.is_file():
        yield folder
    yield from sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def words_in(places: Iterable[Path]) -> bytes:
    """Return what stands in files as plain neighbouring words: texts that were there before anybody came."""
    runs = (run for place in places for file in files_in(place) for run in RUN.findall(file.read_bytes()))
    return b"\n".join(set(runs))


def _parts(memory: IO[bytes], first: int, end: int) -> Iterator[bytes]:
    for begin in range(first, end, CHUNK):
        try:
            memory.seek(begin)
            yield memory.read(min(CHUNK, end - begin))
        except (OSError, ValueError):
            return  # a span that is gone, or that the kernel keeps to itself


def _bytes_of(value: object) -> bytes:
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    return str(value).encode("utf-8", "surrogatepass")

"""CSV as we write it: UTF-8, commas, line feeds; gzipped where the name ends in .gz, with no time inside."""

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from shanyrak.placement.files.folder import whole_file


def write_rows(path: Path | str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table; equal rows give equal bytes.

    Raises
    ------
    InvalidError
        If the file cannot be written.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    data = text.getvalue().encode()
    if Path(path).name.endswith(".gz"):
        data = gzip.compress(data, mtime=0)
    with whole_file(path) as file:
        file.write(data)

"""Reading Parquet, with pyarrow where it is installed (the extra `parquet`), as rows of text."""

import io
from collections.abc import Iterator, Sequence
from importlib import import_module

from shanyrak.placement.files.faults import Fault
from shanyrak.placement.files.grids.spreadsheets import text_of
from shanyrak.placement.files.schema import Schema
from shanyrak.placement.files.sources import MOST_BYTES, SourceError, too_large


def rows_of(data: bytes, name: str, schema: Schema) -> Iterator[Sequence[str]]:
    """Return the header and the rows of a Parquet file; columns that are not in the schema are not read.

    Raises
    ------
    SourceError
        If pyarrow is not installed, or the bytes are not Parquet.
    """
    try:
        pyarrow, parquet = (
            import_module("pyarrow"),
            import_module("pyarrow.parquet"),
        )  # 165 MB, so only if needed
    except ImportError:
        what, mend = "needs pyarrow to be read", "run pip install 'shanyrak[parquet]', or save it as .csv"
        raise SourceError(Fault(name, None, None, None, what, mend)) from None
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        if (
            sum(file.metadata.row_group(i).total_byte_size for i in range(file.metadata.num_row_groups))
            > MOST_BYTES
        ):
            raise too_large(name)
        names = [column for column in file.schema_arrow.names if column.strip().lower() in schema]
        columns = [file.read(columns=[column]).column(0).to_pylist() for column in names]
    except (pyarrow.ArrowException, OSError, ValueError):
        what = "is not a Parquet file that can be read"
        raise SourceError(Fault(name, None, None, None, what, "check the file, or save it as .csv")) from None
    return _lines(names, columns)


def _lines(names: list[str], columns: list[list[object]]) -> Iterator[Sequence[str]]:
    yield names
    yield from zip(*([_cell(value) for value in column] for column in columns), strict=True)


def _cell(value: object) -> str:
    return ";".join(map(str, value)) if isinstance(value, list) else text_of(value)

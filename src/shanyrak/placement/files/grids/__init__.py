"""Files of every kind as rows of text: CSV, workbooks, Parquet. No cell is judged here."""

from shanyrak.placement.files.grids.grid import Grid, read_grid

__all__ = ["Grid", "read_grid"]

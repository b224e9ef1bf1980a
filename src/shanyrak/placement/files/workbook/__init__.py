"""plan.xlsx, for people who work in spreadsheets; reading a workbook is in grids/spreadsheets.py."""

from shanyrak.placement.files.workbook.plan_sheets import write_workbook

__all__ = ["write_workbook"]

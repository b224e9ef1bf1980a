"""The columns that are read are those of docs/reference/problem.md and the fields of the model."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from shanyrak.placement.files import schema
from shanyrak.placement.model import Cost, Party, Space, Stay, Window

PAGE = Path(__file__).parents[3] / "docs/reference/problem.md"


def told(heading):
    """Return the names in the first column of the table below a heading."""
    section = PAGE.read_text(encoding="utf-8").partition(f"\n### {heading}\n")[2].partition("\n##")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


@pytest.mark.parametrize(
    ("table", "columns"), [("parties", schema.PARTIES), ("spaces", schema.SPACES_WITH_SPAN)]
)
def test_the_columns_are_those_of_the_page(table, columns):
    assert set(columns) == told(table)


@pytest.mark.parametrize(
    ("table", "value"),
    [("parties", Party), ("spaces", Space), ("windows", Window), ("stays", Stay), ("costs", Cost)],
)
def test_columns_stand_in_the_order_of_the_fields(table, value):
    assert list(schema.OF_TABLE[table]) == [field.name for field in fields(value)]


@pytest.mark.parametrize("value", [Party, Space])
def test_defaults_are_those_of_the_model(value):
    columns = schema.PARTIES if value is Party else schema.SPACES
    given = {field.name: field.default for field in fields(value) if not columns[field.name].required}
    assert given == {name: column.default for name, column in columns.items() if not column.required}

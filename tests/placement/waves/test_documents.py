"""The pages about the wave say what the code does."""

import ast
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from shanyrak.placement.waves import assumptions, facts
from shanyrak.placement.waves.places import CITIES

DOCS = Path(__file__).parents[3] / "docs"


def rows(name: str) -> list[list[str]]:
    lines = (DOCS / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


def constants(module) -> dict:
    return {name: value for name, value in vars(module).items() if re.fullmatch("[A-Z][A-Z0-9_]+", name)}


def plain(value):
    return dict(value) if isinstance(value, Mapping) else value


def test_every_fact_in_code_is_on_the_page_with_its_value():
    told = {
        row[-1].strip("`"): int(row[3].replace(",", "")) for row in rows("reference/kazakhstan-2022.md")[2:]
    }
    known = constants(facts)
    first = known.pop("FIRST_NIGHT")
    assert told == known
    assert {row[0] for row in rows("reference/kazakhstan-2022.md")[2:9]} >= {first.isoformat()}


def test_every_fact_on_the_page_has_a_source():
    page = (DOCS / "reference/kazakhstan-2022.md").read_text(encoding="utf-8")
    linked = dict(re.findall(r"^\[(\d)\]: (https://\S+)$", page, re.MULTILINE))
    for row in rows("reference/kazakhstan-2022.md")[2:]:
        assert row[5]
        assert all(number in linked for number in re.findall(r"\]\[(\d)\]", row[5]))
        assert date.fromisoformat(row[0]) <= date.fromisoformat(row[1])


def test_every_assumption_in_code_is_on_the_page_with_its_value_and_a_reason():
    table = [row for row in rows("explanation/synthetic-wave.md") if row[0].startswith("`")]
    assert {row[0].strip("`"): ast.literal_eval(row[1].strip("`")) for row in table} == {
        name: plain(value) for name, value in constants(assumptions).items()
    }
    assert all(row[2] for row in table)


def test_every_city_in_code_is_on_the_page():
    names = {city.name for city in CITIES}
    table = [row for row in rows("explanation/synthetic-wave.md") if row[0] in names]
    assert table == [
        [
            city.name,
            f"{city.lat:.5f}",
            f"{city.lon:.5f}",
            f"{city.population:,}",
            f"{100 * city.on_the_way:.0f} %",
            f"{100 * city.to_settle:.0f} %",
        ]
        for city in CITIES
    ]


@pytest.mark.parametrize("share", ["on_the_way", "to_settle"])
def test_the_shares_of_the_cities_add_up_to_one(share):
    assert sum(getattr(city, share) for city in CITIES) == pytest.approx(1.0)

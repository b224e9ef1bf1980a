"""What pages promise names tests that are there, and every requirement of OWASP ASVS 5.0 has its answer."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = tomllib.loads((ROOT / "docs/reference/asvs.toml").read_text(encoding="utf-8"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMED = re.compile(r"tests/[\w/]+\.py::\w+")
LEVELS = {"level-1": 70, "level-2": 183}
LEAST_MET = 0.9
LACKING = {"6.2.2", "6.2.3"}


def names_in(file):
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def is_there(named):
    file, _, test = named.partition("::")
    return (ROOT / file).is_file() and (not test or test in names_in(file))


def met(level):
    """Return the requirements that apply and have evidence, and how many apply."""
    applying = {name: told for name, told in TABLE[level].items() if not told.startswith("no: ")}
    return {name for name, told in applying.items() if not told.startswith("open: ")}, len(applying)


@pytest.mark.parametrize("told", [page for page in PAGES if NAMED.search(page.read_text(encoding="utf-8"))])
def test_what_pages_say_of_tests_is_so(told):
    assert [name for name in NAMED.findall(told.read_text(encoding="utf-8")) if not is_there(name)] == []


def test_every_adversary_of_the_threat_model_has_a_test():
    page = (ROOT / "docs/explanation/threat-model.md").read_text(encoding="utf-8")
    parts = page.split("\n## ")[1:]
    assert len(parts) == 11
    assert [part.splitlines()[0] for part in parts if not NAMED.search(part)] == ["What is not defended"]


@pytest.mark.parametrize("level", LEVELS)
def test_no_requirement_is_left_out(level):
    assert len(TABLE[level]) == LEVELS[level]
    known = set(TABLE["evidence"])
    for name, told in TABLE[level].items():
        assert re.match(r"(no|open): \w", told) or set(told.split()) <= known, name


def test_each_piece_of_evidence_is_there_and_used():
    assert [told for told in TABLE["evidence"].values() if not is_there(told)] == []
    words = {word for level in LEVELS for told in TABLE[level].values() for word in told.split()}
    assert set(TABLE["evidence"]) - words == set()


def test_what_applies_is_met():
    assert set(TABLE["level-1"]) - met("level-1")[0] - LACKING == {
        name for name, told in TABLE["level-1"].items() if told.startswith("no: ")
    }
    done, applying = met("level-2")
    assert len(done) >= LEAST_MET * applying


def test_the_page_counts_as_the_table_does():
    page = (ROOT / "docs/reference/asvs.md").read_text(encoding="utf-8")
    for number, level in enumerate(LEVELS, 1):
        done, applying = met(level)
        n = LEVELS[level]
        assert f"| {number} | {n} | {n - applying} | {len(done)} | {applying - len(done)} |" in page


def test_a_promise_without_its_test_is_seen():
    assert is_there("tests/docs/test_promises.py::test_a_promise_without_its_test_is_seen")
    assert not is_there("tests/docs/test_promises.py::test_gone")
    assert not is_there("tests/docs/test_gone.py::test_gone")

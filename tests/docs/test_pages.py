"""Pages keep their length and form, and say what the code says."""

import re
import tomllib
from pathlib import Path

import pytest

from shanyrak import __version__
from shanyrak.placement.params import Worth

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))
PARTS = ["Status", "Context", "Decision", "Consequences", "Rejected alternatives"]


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_readme_fits_one_screen():
    words = re.sub(r"<[^>]+>|\]\([^)]*\)|[|#*`-]+", " ", text("README.md")).split()
    assert len(words) <= 350


def test_the_architecture_fits_one_sitting():
    assert len(text("ARCHITECTURE.md").splitlines()) <= 250


def test_the_architecture_names_every_contract():
    ids = [contract["id"] for contract in PROJECT["tool"]["importlinter"]["contracts"]]
    assert [name for name in ids if f"`{name}`" not in text("ARCHITECTURE.md")] == []


def test_every_test_that_the_architecture_names_is_there():
    named = set(re.findall(r"`(tests/[^`]+)`", text("ARCHITECTURE.md")))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("path", DECISIONS, ids=[path.stem for path in DECISIONS])
def test_a_decision_has_its_parts_and_fits_a_page(path):
    page = path.read_text(encoding="utf-8")
    assert re.match(r"\d{4}-[a-z0-9-]+$", path.stem)
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == PARTS
    assert len(page.splitlines()) <= 60


def test_decisions_are_numbered_without_gap():
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_every_required_package_has_its_reason():
    groups = [
        PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"].values(),
        *PROJECT["dependency-groups"].values(),
    ]
    packages = {re.match(r"[a-z0-9-]+", line)[0] for group in groups for line in group}
    page = text("docs/reference/dependencies.md")
    assert {name for name in packages if f"`{name}`" not in page} == set()


def test_the_problem_states_the_defaults_of_the_code():
    page = text("docs/reference/problem.md")
    rows = dict(re.findall(r"^\| (MOVE|KM|WANT) \| ([\d.]+) \|", page, re.MULTILINE))
    assert {name.lower(): float(value) for name, value in rows.items()} == {
        "move": Worth().move,
        "km": Worth().km,
        "want": Worth().want,
    }


def test_the_citation_is_of_this_version():
    assert re.search(r"^version: (.+)$", text("CITATION.cff"), re.MULTILINE)[1] == __version__


def test_the_lock_names_no_address():
    for name in ("requirements.txt", "benchmarks/requirements.txt"):
        assert "://" not in text(name)
        assert not re.search(r"^--|^-[fi]", text(name), re.MULTILINE)

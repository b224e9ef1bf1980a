"""Powers and roles are those of the page, and the code asks for no other."""

import re
from pathlib import Path

import pytest

from shanyrak.base.powers import BOUND_TO_SITES, POWERS, ROLES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/powers.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if "| `" in line]


def test_the_page_tells_the_powers_of_every_role():
    told = {row[0].strip("`"): (row[1], dict(zip(ROLES, row[2:], strict=True))) for row in ROWS}
    assert {power: text for power, (text, _) in told.items()} == POWERS
    roles = {role: {power for power in told if told[power][1][role] == "yes"} for role in ROLES}
    assert roles == ROLES


def test_every_power_is_somebodys():
    assert frozenset().union(*ROLES.values()) == set(POWERS)
    assert set(ROLES) >= BOUND_TO_SITES


def asked_for(text):
    return set(re.findall(r"\.(?:demand|may)\(\s*\"(\w+)\"", text))


def test_the_code_asks_for_known_powers_only():
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    assert set().union(*map(asked_for, texts)) <= set(POWERS)
    assert asked_for('actor.demand("fly")') == {"fly"}


@pytest.mark.parametrize("power", POWERS)
def test_a_power_says_what_it_allows(power):
    assert re.fullmatch(r"[a-z_]+", power)
    assert len(POWERS[power].split()) > 2

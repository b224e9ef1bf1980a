"""A team with a coordinator who came in by invitation; hashes that cost little."""

import pytest

from shanyrak.apps.accounts import hashing, services
from tests.factories import NOW, ON_SERVER, enrol, team_of


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch):
    """Hash at little cost; the cost itself is looked at in test_enrolling."""
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)
    monkeypatch.setattr(hashing.HASHER, "time_cost", 1)


@pytest.fixture
def team(db):
    return team_of("Almaty")


@pytest.fixture
def other_team(db):
    return services.found_team(actor=ON_SERVER, now=NOW, name="Oral", place="Oral", time_zone="Asia/Oral")


@pytest.fixture
def link(team):
    return services.invite_member(
        actor=ON_SERVER, now=NOW, team=team, alias="Evening shift", roles=services.Roles(["coordinator"])
    )


@pytest.fixture
def coordinator(link):
    return enrol(link, "evening")

"""A team is found by its id alone, whatever other teams there are, by a statement that is made once."""

import uuid

import pytest

from shanyrak.apps.accounts import queries
from shanyrak.apps.accounts.lookup import OfTeam
from shanyrak.apps.accounts.models import Team
from tests.factories import cast_team
from tests.people import ALMATY

pytestmark = pytest.mark.django_db


def test_each_team_is_found_with_its_own_facts():
    cast_team()
    Team.objects.create(name="Oral team", place="Oral", time_zone="Asia/Oral")
    for team in Team.objects.all():
        view = queries.find_team_of_id(team=team.id)
        assert (view.id, view.name, view.place, view.time_zone) == (
            team.id, team.name, team.place, team.time_zone,
        )  # fmt: skip


def test_where_no_such_team_is_nothing_is_found():
    cast_team()
    assert queries.find_team_of_id(team=uuid.uuid4()) is None


def test_what_else_must_hold_is_asked_with_it(django_assert_num_queries):
    cast_team()
    name = Team.objects.get(id=ALMATY).name
    right, wrong = OfTeam(Team, "id", "place", name=name), OfTeam(Team, "id", "place", name="another")
    with django_assert_num_queries(2):
        assert (right.find(ALMATY), wrong.find(ALMATY)) == (("Almaty",), None)

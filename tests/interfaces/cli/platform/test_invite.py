"""The first members of a team are invited on the server."""

import pytest
from typer.testing import CliRunner

from shanyrak.apps.accounts import queries
from shanyrak.base.ids import InvitationLink
from shanyrak.interfaces.cli.app import app
from tests.factories import clock

pytestmark = pytest.mark.django_db


def invite(*words):
    return CliRunner().invoke(app, ["invite", *words])


def view_of(done):
    link = InvitationLink(done.stdout.strip().partition("#")[2])
    return queries.get_invitation(link=link, now=clock.now())


def test_an_invitation_founds_the_team_and_prints_its_link():
    done = invite("Almaty", "Evening shift")
    assert done.stdout.startswith("http://127.0.0.1:8000/staff/accounts/join/#")
    assert view_of(done).roles == ("coordinator",)
    assert [team.place for team in queries.list_teams()] == ["Almaty"]


def test_a_second_one_is_for_the_same_team():
    invite("North", "Evening shift", "--place", "Astana")
    done = invite("North", "Night shift", "--role", "clerk", "--role", "vetter", "--language", "kk")
    assert (view_of(done).team, view_of(done).roles) == ("North", ("clerk", "vetter"))
    assert [team.place for team in queries.list_teams()] == ["Astana"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["Almaty", "x1"], "an alias is letters\n"),
        (["Almaty", "Bo", "--role", "king"], "name at least one of the roles\n"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(words, message):
    done = invite(*words)
    assert (done.exit_code, done.stderr) == (1, message)

"""A sentinel is a party like any other that no city knows: it enters every week, and runs out."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from shanyrak.apps.accounts import queries as accounts
from shanyrak.apps.intake import queries, services
from shanyrak.apps.intake.models import Party
from shanyrak.apps.intake.sentinels import FILE, opens, read_sentinels
from shanyrak.apps.vault.copies import keys_in
from shanyrak.apps.vault.stock import KEYRING
from shanyrak.base.errors import InvalidError, NotAllowedError
from tests.factories import NOW
from tests.people import COORDINATOR, SYSTEM

pytestmark = pytest.mark.django_db
HOME = Path(settings.HOME)


@pytest.fixture(autouse=True)
def _nobody_before():
    (HOME / FILE).unlink(missing_ok=True)


def entered(now=NOW):
    return services.enter_sentinel(actor=SYSTEM, now=now)


def test_one_enters_a_week():
    told = [entered(NOW + timedelta(days=day)) for day in range(15)]
    assert [day for day, one in enumerate(told) if one] == [0, 7, 14]
    assert [one for one in told if one] == read_sentinels(HOME)


def test_it_is_a_request_that_no_city_knows():
    sentinel = entered()
    party = Party.objects.get(id=sentinel.id)
    assert (party.people, party.nights, party.created_on.isoformat()) == (1, 1, sentinel.entered)
    assert queries.find_locator(locator=bytes.fromhex(sentinel.locators[0])).party_id == party.id
    assert party.team_id not in {team.id for team in accounts.list_teams()}
    assert party.team_id not in {city.team for city in queries.list_cities()}
    assert accounts.find_team(place="-") is None


def test_its_contact_opens_until_its_time_is_over_and_then_with_nothing():
    sentinel, last = entered(), timedelta(days=8)
    services.sweep_parties(actor=SYSTEM, now=NOW + last - timedelta(days=1))
    assert opens(sentinel, keys_in([HOME]))
    services.sweep_parties(actor=SYSTEM, now=NOW + last)
    assert not opens(sentinel, keys_in([HOME]))
    assert not Party.objects.filter(id=sentinel.id).exists()


@pytest.mark.parametrize("with_master", [True, False])
def test_a_copy_of_the_keyring_is_good_for_as_long_as_its_master(tmp_path, with_master):
    sentinel, week = entered(), timedelta(days=7)
    KEYRING.rotate((NOW - week).date())
    KEYRING.copy(tmp_path / "keyring.db")
    if with_master:
        (tmp_path / "keyring.master").write_bytes((HOME / "keyring.master").read_bytes())
    assert opens(sentinel, keys_in([tmp_path, HOME]))
    KEYRING.rotate((NOW + week).date())
    services.sweep_parties(actor=SYSTEM, now=NOW + 2 * week)
    assert opens(sentinel, keys_in([tmp_path, HOME])) == with_master


def test_what_is_written_of_it_is_there_as_traces():
    sentinel = entered()
    traces = sentinel.traces()
    row = Party.objects.get(id=sentinel.id)
    assert {row.id.bytes, row.id.hex.encode(), bytes.fromhex(sentinel.blob)[24:48]} <= set(traces.values())
    assert len(traces) > 40


def test_a_member_invents_nobody():
    with pytest.raises(NotAllowedError):
        services.enter_sentinel(actor=COORDINATOR, now=NOW)


def test_a_damaged_file_says_how_to_go_on():
    (HOME / FILE).write_text("[{]")
    with pytest.raises(InvalidError, match="delete it"):
        read_sentinels(HOME)

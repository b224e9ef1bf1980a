"""A request is taken by one member for a quarter of an hour; notes are words of a list."""

from datetime import timedelta

import pytest

from shanyrak.apps.audit.models import Entry
from shanyrak.apps.intake.errors import PartyNotFoundError
from shanyrak.apps.shifts import queries, services
from shanyrak.apps.shifts.errors import TakenByOtherError, UnknownNoteError
from shanyrak.apps.shifts.models import Claim, RowNote
from shanyrak.apps.shifts.notes import NOTES
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import SYSTEM
from tests.factories import NOW, TONIGHT, cast_team, enrolled_member, party_of
from tests.people import ALMATY, COORDINATOR_ELSEWHERE, VETTER

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=16)


@pytest.fixture
def team(db):
    return cast_team(ALMATY)


@pytest.fixture
def first(team):
    return enrolled_member("coordinator", username="first").actor


@pytest.fixture
def second(team):
    return enrolled_member("coordinator", username="second").actor


def owner(actor, party, now=NOW):
    row = queries.find_row(actor=actor, now=now, night=TONIGHT, party=party)
    return (row.owner, row.is_mine)


def test_a_request_is_one_members_for_a_quarter_of_an_hour(team, first, second):
    party = party_of(team)
    until = services.claim_rows(actor=first, now=NOW, parties=[party])
    assert until == NOW + timedelta(minutes=15)
    assert owner(first, party) == ("Shift", True)
    assert owner(second, party) == ("Shift", False)
    with pytest.raises(TakenByOtherError) as refusal:
        services.claim_rows(actor=second, now=NOW, parties=[party_of(team), party])
    assert (refusal.value.alias, refusal.value.until) == ("Shift", until)
    assert Claim.objects.count() == 1


def test_afterwards_it_is_nobodys_and_the_row_is_swept(team, first, second):
    party = party_of(team)
    services.claim_rows(actor=first, now=NOW, parties=[party])
    assert owner(second, party, LATER) == ("", False)
    services.sweep(actor=SYSTEM, now=LATER)
    assert not Claim.objects.exists()
    services.claim_rows(actor=second, now=LATER, parties=[party])
    assert owner(second, party, LATER) == ("Shift", True)


def test_a_member_gives_back_their_own_and_nobody_elses(team, first, second):
    party = party_of(team)
    services.claim_rows(actor=first, now=NOW, parties=[party])
    services.release_rows(actor=second, now=NOW, parties=[party])
    assert owner(first, party) == ("Shift", True)
    services.release_rows(actor=first, now=NOW, parties=[party])
    assert owner(first, party) == ("", False)


def test_taking_it_again_takes_it_for_longer(team, first):
    party = party_of(team)
    services.claim_rows(actor=first, now=NOW, parties=[party])
    until = services.claim_rows(actor=first, now=NOW + timedelta(minutes=10), parties=[party])
    assert until == NOW + timedelta(minutes=25)
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("code", NOTES)
def test_a_note_is_a_word_of_the_list_and_replaces_the_one_before(team, first, code):
    party = party_of(team)
    services.note_rows(actor=first, now=NOW, parties=[party], code="called")
    services.note_rows(actor=first, now=NOW, parties=[party], code=code)
    assert RowNote.objects.get().code == code
    assert Entry.objects.filter(action="shifts.note_rows", detail=code).exists()
    services.note_rows(actor=first, now=NOW, parties=[party], code="")
    assert not RowNote.objects.exists()


def test_own_words_are_refused(team, first):
    with pytest.raises(UnknownNoteError):
        services.note_rows(actor=first, now=NOW, parties=[party_of(team)], code="a name")


@pytest.mark.parametrize("act", ["claim", "note"])
def test_who_may_not_or_is_elsewhere_changes_nothing(team, act):
    party = party_of(team)
    told = {"claim": (services.claim_rows, {}), "note": (services.note_rows, {"code": "called"})}
    service, more = told[act]
    with pytest.raises(NotAllowedError):
        service(actor=VETTER, now=NOW, parties=[party], **more)
    with pytest.raises(PartyNotFoundError):
        service(actor=COORDINATOR_ELSEWHERE, now=NOW, parties=[party], **more)
    assert not Claim.objects.exists()
    assert not RowNote.objects.exists()

"""A contact is written by whose it is and read by members, each time for a reason that stands in the log."""

from datetime import timedelta
from uuid import uuid4

import pytest

from shanyrak.apps.audit.models import Entry
from shanyrak.apps.vault import queries, services
from shanyrak.apps.vault.errors import (
    BudgetSpentError,
    ContactFormError,
    ContactNotFoundError,
    NoMemberKeyError,
    TeamKeysChangedError,
    UnknownPurposeError,
)
from shanyrak.apps.vault.models import Opening, SealedContact
from shanyrak.apps.vault.services import SentContact
from shanyrak.apps.vault.stock import KEYRING
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import STRANGER
from shanyrak.core.sealing import LOCKED_BLOCK, SEALED_BLOCK
from tests.browsers import holder, new_epoch, sealed, with_key
from tests.factories import NOW, asked_party, enrolled_member, party_of
from tests.people import one_of

pytestmark = pytest.mark.django_db
TEXT = '{"v":1,"name":"Ж. Ә.","phone":"701"}'


@pytest.fixture
def keeper():
    """Return a coordinator who made the keys of Almaty's team."""
    made = holder("coordinator", username="keeper")
    new_epoch(made)
    return made


def write(party, text=TEXT, **told):
    team = party.actor.team
    sent = {"actor": party.actor, "owner": party.id, "sent": sealed(team, text), **told}
    services.change_contact(now=NOW, team=team, **sent)


def opened(who, owner, now=NOW, purpose="safety"):
    return services.open_contact(actor=who.actor, now=now, owner=owner, purpose=purpose)


def test_what_somebody_wrote_is_read_by_a_member_who_gives_a_reason(keeper):
    party = asked_party()
    write(party)
    assert keeper.read(opened(keeper, party.id)) == TEXT
    entry = Entry.objects.get(action="vault.open_contact")
    assert (entry.actor, entry.detail, bool(entry.ref)) == (keeper.actor.ref, "safety", True)


def test_whether_anything_was_written_cannot_be_seen(keeper):
    one, other = asked_party(), asked_party()
    write(one)
    rows = {row.id: row for row in SealedContact.objects.all()}
    assert {len(row.blob) for row in rows.values()} == {LOCKED_BLOCK}
    assert (rows[one.id].kver, rows[one.id].epoch_id) == (rows[other.id].kver, rows[other.id].epoch_id)
    assert keeper.read(opened(keeper, other.id)) == ""


def test_what_is_kept_holds_no_word_of_it(keeper):
    party = asked_party()
    write(party)
    assert TEXT.encode() not in bytes(SealedContact.objects.get(id=party.id).blob)


def test_without_its_own_key_a_contact_opens_for_nobody(keeper):
    one, other = asked_party(), asked_party()
    write(one)
    KEYRING.forget([one.id])
    with pytest.raises(ContactNotFoundError):
        opened(keeper, one.id)
    SealedContact.objects.filter(id=other.id).update(blob=SealedContact.objects.get(id=one.id).blob)
    with pytest.raises(Exception, match="does not open"):
        opened(keeper, other.id)


def test_where_a_team_has_no_keys_nothing_can_be_written_yet():
    party = asked_party()
    assert not SealedContact.objects.exists()
    with pytest.raises(TeamKeysChangedError):
        services.change_contact(
            actor=party.actor,
            now=NOW,
            owner=party.id,
            team=party.actor.team,
            sent=SentContact("A" * 1430, "1"),
        )


def test_who_asked_before_the_team_had_keys_can_write_later(keeper):
    SealedContact.objects.all().delete()
    party = asked_party()
    SealedContact.objects.all().delete()
    write(party)
    assert keeper.read(opened(keeper, party.id)) == TEXT


def test_a_contact_is_written_by_whose_it_is_or_by_a_desk(keeper):
    party = asked_party()
    write(party, actor=enrolled_member("clerk", username="clerk").actor)
    for actor in (asked_party().actor, one_of("host"), STRANGER, enrolled_member("analyst").actor):
        with pytest.raises(ContactNotFoundError):
            write(party, actor=actor)


@pytest.mark.parametrize("box", ["", "A", "A" * 1428, "ж" * 1430, "A" * 1430 + "="])
def test_what_is_no_box_is_refused(keeper, box):
    party = asked_party()
    with pytest.raises(ContactFormError):
        write(party, sent=SentContact(box, "1"))


def test_a_page_that_was_open_while_the_keys_changed_is_told_so(keeper):
    party = asked_party()
    before = sealed(party.actor.team, TEXT)
    new_epoch(keeper, number=2)
    with pytest.raises(TeamKeysChangedError):
        write(party, sent=before)


@pytest.mark.parametrize("roles", [("clerk",), ("hall_manager",), ("analyst",), ("operator",)])
def test_roles_without_the_power_open_nothing(keeper, roles):
    party = asked_party()
    who = with_key(enrolled_member(*roles, username="other"))
    with pytest.raises(NotAllowedError):
        opened(who, party.id)


def test_another_team_opens_nothing_and_learns_nothing(keeper):
    party = asked_party()
    elsewhere = holder("coordinator", place="Oral", username="oral")
    new_epoch(elsewhere)
    for owner in (party.id, uuid4()):
        with pytest.raises(ContactNotFoundError):
            opened(elsewhere, owner)


def test_who_was_let_into_no_keys_opens_nothing(keeper):
    party = asked_party()
    with pytest.raises(NoMemberKeyError):
        opened(holder("coordinator", username="new"), party.id)
    with pytest.raises(NoMemberKeyError):
        opened(enrolled_member("coordinator", username="keyless"), party.id)


def test_a_reason_is_one_of_few_words(keeper):
    with pytest.raises(UnknownPurposeError):
        opened(keeper, asked_party().id, purpose="curiosity")


def test_the_21st_contact_of_an_hour_is_refused_and_noted(keeper):
    parties = [asked_party() for _ in range(21)]
    for number, party in enumerate(parties[:20]):
        opened(keeper, party.id, now=NOW + timedelta(minutes=number))
    with pytest.raises(BudgetSpentError):
        opened(keeper, parties[20].id, now=NOW + timedelta(minutes=59))
    assert Entry.objects.filter(action="vault.open_contact").count() == 20
    assert Entry.objects.get(action="vault.refuse_opening").actor == keeper.actor.ref
    assert opened(keeper, parties[20].id, now=NOW + timedelta(minutes=61))


def test_the_101st_contact_of_a_day_is_refused(keeper):
    party = asked_party()
    for number in range(100):
        Opening.objects.create(member_id=keeper.actor.id, opened_at=NOW - timedelta(minutes=61 + number))
    with pytest.raises(BudgetSpentError):
        opened(keeper, party.id)


def test_an_opening_does_not_say_whose_contact_it_was(keeper):
    opened(keeper, asked_party().id)
    assert {field.name for field in Opening._meta.get_fields()} == {"id", "member", "opened_at"}
    assert queries.count_openings(actor=keeper.actor, now=NOW) == (1, 1)


def test_the_server_takes_off_one_lock_and_no_more(keeper):
    party = asked_party()
    write(party)
    told = opened(keeper, party.id)
    assert len(told.box) == SEALED_BLOCK
    assert "box" not in repr(told)


def test_a_request_taken_at_a_desk_has_a_contact_of_the_same_length(keeper):
    assert len(SealedContact.objects.get(id=party_of()).blob) == LOCKED_BLOCK

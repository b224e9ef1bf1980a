"""Who is erased cannot be found in the log any more: neither by their id nor by those of their stays."""

from uuid import uuid4

import pytest

from shanyrak.apps.audit import queries as audit
from shanyrak.apps.audit.models import Entry
from shanyrak.apps.audit.refs import ref_of, refs_of
from shanyrak.apps.stays import services
from shanyrak.apps.stays.models import SafeCheck
from shanyrak.apps.vault.endings import end_keys
from tests.apps.stays.conftest import itself, party, place, told
from tests.factories import NOW, hall, offered_space
from tests.people import COORDINATOR, SYSTEM

pytestmark = pytest.mark.django_db


def ids_of(people, *stays):
    return [people, *stays, *SafeCheck.objects.values_list("id", flat=True)]


def test_a_stay_is_found_in_the_log_while_its_party_is_there():
    people = party()
    stay = told(people, offered_space())
    services.cancel_stay(actor=COORDINATOR, now=NOW, stay=stay)
    found = audit.list_entries(actor=COORDINATOR, subject=stay)
    assert {entry.action for entry in found} == {"stays.cancel_stay", "stays.propose_stay"}


def test_nothing_in_the_log_leads_to_who_is_erased(settings):
    # Given somebody of whom the log has entries, and a copy of all ids
    people = party()
    stay = told(people, offered_space())
    services.cancel_stay(actor=COORDINATOR, now=NOW, stay=stay)
    ids = ids_of(people, stay)
    known = set(Entry.objects.exclude(ref="").values_list("ref", flat=True))
    assert known & {ref_of(one) for one in ids}
    # When
    end_keys(owners=[people], now=NOW)
    # Then not even the keys of the site tell which entries were about them
    assert known & {ref_of(one) for one in ids} == set()
    settings.REFERENCE_KEYS = ""
    assert known & {ref_of(one) for one in ids} == set()


def test_what_is_written_while_their_rows_go_leads_nowhere(settings):
    people = party()
    _, room = hall()
    stay = services.hold_beds(actor=COORDINATOR, now=NOW, party=people, place=place(room))
    services.erase_party(actor=itself(people), now=NOW)
    services.forget_erased(actor=SYSTEM, now=NOW)
    settings.REFERENCE_KEYS = ""
    known = set(Entry.objects.exclude(ref="").values_list("ref", flat=True))
    assert known & {ref_of(one) for one in ids_of(people, stay)} == set()


def test_the_keys_of_many_are_looked_up_together(django_assert_num_queries):
    subjects = [*(told(party(), offered_space()) for _ in range(4)), uuid4()]
    alone = [ref_of(one) for one in subjects]
    with django_assert_num_queries(2):
        assert refs_of(subjects) == alone

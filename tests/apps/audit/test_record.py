"""The log keeps who did what on which day, of members and the machine only, and no word that was typed."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from shanyrak.apps.audit import queries, services
from shanyrak.apps.audit.models import Entry
from shanyrak.apps.audit.refs import ref_of
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import STRANGER, SYSTEM, Actor

pytestmark = pytest.mark.django_db
LATE = datetime(2022, 9, 25, 20, 30, tzinfo=UTC)  # in Almaty it is the 26th
AUDITOR = Actor("member", ref="00aa", powers=frozenset({"see_audit"}))


def test_an_act_of_a_member_is_kept_with_the_day_of_the_city():
    # When
    services.record(actor=AUDITOR, now=LATE, action="stays.hold_bed", detail="second_host")
    # Then
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.day, entry.detail) == (
        "stays.hold_bed", "00aa", date(2022, 9, 26), "second_host",
    )  # fmt: skip
    assert len(entry.nonce) == 16


@pytest.mark.parametrize("kind", ["arrival", "host"])
def test_what_arrivals_and_hosts_do_is_not_kept(kind):
    services.record(actor=Actor(kind, ref="x"), now=LATE, action="intake.ask", subject=uuid4())
    assert not Entry.objects.exists()


def test_a_subject_is_found_again_but_not_told():
    # Given
    one, other = uuid4(), uuid4()
    for subject in (one, other):
        services.record(actor=SYSTEM, now=LATE, action="stays.expire", subject=subject)
    # Then
    assert len(queries.list_entries(actor=AUDITOR, subject=one)) == 1
    assert one.hex not in Entry.objects.filter(ref=ref_of(one)).get().ref


@pytest.mark.parametrize(
    ("action", "detail"), [("hold", ""), ("stays.hold_bed", "they came late"), ("stays.hold_bed", "x" * 41)]
)
def test_no_free_text_enters_the_log(action, detail):
    with pytest.raises(ValueError, match="is a code"):
        services.record(actor=SYSTEM, now=LATE, action=action, detail=detail)


def test_a_stranger_reads_nothing():
    with pytest.raises(NotAllowedError):
        queries.list_entries(actor=STRANGER)


def test_two_entries_of_one_kind_differ_in_their_nonce():
    for _ in range(2):
        services.record(actor=SYSTEM, now=LATE, action="stays.expire")
    assert len({bytes(entry.nonce) for entry in Entry.objects.all()}) == 2

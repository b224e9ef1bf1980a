"""Entries enter the tree; heads are published; old content goes and the tree stays; tampering shows."""

from datetime import timedelta

import pytest
from django.conf import settings

from shanyrak.apps.audit import queries, services
from shanyrak.apps.audit.models import Entry, Growth, PublishedHead
from shanyrak.base.errors import InvalidError, NotAllowedError
from shanyrak.base.ids import SYSTEM
from shanyrak.core.auditlog import is_consistent, is_included, public_key_of, read_head, read_published
from tests.factories import NOW, TONIGHT
from tests.people import COORDINATOR

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=181)


def recorded(n, now=NOW):
    for _ in range(n):
        services.record(actor=COORDINATOR, now=now, action="stays.hold_beds", detail="hall")
    return services.grow_tree(actor=SYSTEM, now=now)


def published(now=NOW):
    return services.publish_head(actor=SYSTEM, now=now)


def faults(today=TONIGHT, kept=()):
    return [fault.what for fault in queries.get_examined(today=today, kept=kept).faults]


def head_of(view):
    return read_head(view.note, public_key_of(settings.SECRETS.head))


def test_entries_get_places_once_and_the_log_is_sound():
    assert (recorded(5), recorded(0), recorded(2)) == (5, 0, 2)
    services.record(actor=SYSTEM, now=NOW, action="stays.expire_holds")
    found = queries.get_examined(today=TONIGHT)
    assert (found.size, found.n_waiting, found.faults) == (7, 1, [])
    assert sorted(Entry.objects.exclude(position=None).values_list("position", flat=True)) == list(range(7))


def test_the_order_of_places_is_not_the_order_of_acts():
    entries = [services.record(actor=SYSTEM, now=NOW, action="a.b", detail=str(n)) for n in range(40)]
    services.grow_tree(actor=SYSTEM, now=NOW)
    told = list(Entry.objects.order_by("position").values_list("detail", flat=True))
    assert len(told) == len(entries)
    assert told != sorted(told, key=int)


def test_an_entry_of_a_time_without_hashes_enters_too():
    recorded(1)
    services.record(actor=SYSTEM, now=NOW, action="a.b")
    Entry.objects.filter(position=None).update(leaf_hash=None)
    services.grow_tree(actor=SYSTEM, now=NOW)
    assert faults() == []


def test_a_head_is_published_once_a_day_and_follows_the_one_before():
    recorded(3)
    first = published()
    assert published() is None
    recorded(4)
    second = published(NOW + timedelta(days=1))
    told = read_published(first + second, public_key_of(settings.SECRETS.head))
    (before, _), (after, proof) = told
    assert (before.size, after.size, before.origin) == (3, 7, "127.0.0.1/audit")
    assert is_consistent((3, before.root), (7, after.root), proof)


def test_an_entry_is_proved_to_be_in_the_latest_head():
    recorded(6)
    published()
    found = queries.get_proof(position=4)
    root = head_of(found.head).root
    assert is_included(found.row.leaf_hash, (4, 6), found.hashes, root)
    with pytest.raises(InvalidError):
        queries.get_proof(position=6)


def test_after_half_a_year_the_content_goes_and_the_log_is_sound():
    recorded(4)
    published()
    recorded(2, LATER)
    published(LATER)
    assert services.forget_content(actor=SYSTEM, now=NOW) == 0
    assert services.forget_content(actor=SYSTEM, now=LATER) == 4
    assert faults(TONIGHT + timedelta(days=181)) == []
    assert Entry.objects.filter(action="", actor="", day=None, detail="", ref="").count() == 4
    assert Entry.objects.exclude(action="").count() == 2


def test_content_that_goes_before_its_time_is_seen():
    recorded(4)
    published()
    Entry.objects.filter(position=2).update(action="", actor="", day=None, detail="", ref="", nonce=b"")
    assert faults() == ["an entry lost its content too early"]


TAMPERINGS = {
    "an entry was changed": lambda: Entry.objects.filter(position=3).update(detail="other"),
    "an entry is missing, or stands twice": lambda: Entry.objects.filter(position=3).delete(),
    "the log is shorter than a published head says": lambda: Entry.objects.filter(position__gte=3).delete(),
    "the log is not the one that a published head tells of": lambda: Entry.objects.filter(position=3).update(
        leaf_hash=bytes(32)
    ),
    "a published head is not signed by this site": lambda: PublishedHead.objects.update(note="x"),
    "the log is not the one that the note on its growth tells of": lambda: Growth.objects.update(
        size=1, peaks=bytes(32)
    ),
}


@pytest.mark.parametrize("fault", TAMPERINGS)
def test_tampering_with_the_tables_is_seen(fault):
    recorded(6)
    published()
    assert faults() == []
    TAMPERINGS[fault]()
    assert fault in faults()


def test_a_log_that_was_made_anew_with_all_keys_differs_from_a_head_that_was_kept():
    recorded(4)
    published()
    kept = [head_of(view) for view in queries.list_heads()]
    # Whoever has the server changes an act, and makes the tree and the head anew.
    Entry.objects.filter(position=1).update(detail="other", leaf_hash=None)
    Entry.objects.update(position=None)
    Growth.objects.all().delete()
    PublishedHead.objects.all().delete()
    services.grow_tree(actor=SYSTEM, now=NOW)
    published()
    assert faults() == []
    assert faults(kept=kept) == ["the log is not the one that a head that was kept tells of"]


def test_nobody_but_the_machine_grows_publishes_or_forgets():
    for service in (services.grow_tree, services.publish_head, services.forget_content):
        with pytest.raises(NotAllowedError):
            service(actor=COORDINATOR, now=NOW)

"""Vetting: levels stand on one another, two vetters on the highest, a failed check is kept and counted."""

import pytest

from shanyrak.apps.hosting import queries, services
from shanyrak.apps.hosting.errors import CheckOrderError, HostNotFoundError
from shanyrak.apps.hosting.models import Host
from shanyrak.apps.hosting.words import VettingLevel
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import Actor
from tests.factories import NOW, TONIGHT, offered_space
from tests.people import COORDINATOR, ORAL, SECOND_VETTER, STRANGER, VETTER, member_of, one_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def host():
    return offered_space(level=VettingLevel.NEW).host


def note(host, kind, vetter=VETTER, failed_for=""):
    return services.note_check(actor=vetter, now=NOW, host=host, kind=kind, failed_for=failed_for)


def test_levels_stand_on_one_another(host):
    with pytest.raises(CheckOrderError):
        note(host, "visit")
    assert [note(host, kind) for kind in ("phone", "visit", "references")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("vetters", "enough"),
    [
        ((VETTER, VETTER, VETTER), False), ((SECOND_VETTER, VETTER, VETTER), False),
        ((VETTER, VETTER, SECOND_VETTER), True), ((VETTER, SECOND_VETTER, VETTER), True),
    ],
    ids=["one for all", "second only called", "second for references", "second for the visit"],
)  # fmt: skip
def test_two_vetters_have_seen_who_receives_protected_parties(host, vetters, enough):
    for kind, vetter in zip(("phone", "visit", "references"), vetters, strict=True):
        note(host, kind, vetter)
    assert Host.objects.get().has_two_vetters == enough
    if not enough:
        note(host, "references", SECOND_VETTER)
        assert Host.objects.get().has_two_vetters == (vetters[1] == VETTER)


def test_a_failed_check_takes_the_level_away_stops_the_host_and_is_kept(host):
    for kind in ("phone", "visit", "references"):
        note(host, kind)
    note(host, "references", SECOND_VETTER)
    assert note(host, "visit", SECOND_VETTER, failed_for="keeps_papers") == VettingLevel.PHONE
    view = queries.get_host(actor=COORDINATOR, host=host, day=TONIGHT)
    assert ([pause.kind for pause in view.pauses], view.has_two_vetters) == (["vetting"], False)
    assert note(host, "visit", VETTER) == VettingLevel.REFERENCES
    counts = queries.count_checks(actor=COORDINATOR)
    assert (counts.n_passed, counts.n_failed, counts.n_hosts_failed) == (5, 1, 1)
    assert [line.kind for line in queries.list_checks(actor=VETTER, host=host) if not line.is_passed] == [
        "visit"
    ]
    # The pause ends only when a vetter says so.
    assert queries.get_host(actor=VETTER, host=host, day=TONIGHT).pauses


@pytest.mark.parametrize(
    ("kind", "reason"), [("smile", ""), ("phone", "he looked at me strangely")], ids=["check", "reason"]
)
def test_only_words_of_the_lists_are_written_down(host, kind, reason):
    with pytest.raises(CheckOrderError):
        note(host, kind, failed_for=reason)


@pytest.mark.parametrize(
    ("actor", "refusal"),
    [
        (COORDINATOR, NotAllowedError), (STRANGER, NotAllowedError), (one_of("host"), NotAllowedError),
        (member_of(ORAL, "vetter"), HostNotFoundError),
    ],
    ids=["coordinator", "stranger", "host", "vetter elsewhere"],
)  # fmt: skip
def test_who_may_not_vet(host, actor, refusal):
    with pytest.raises(refusal):
        note(host, "phone", actor)
    with pytest.raises(refusal if refusal is NotAllowedError else AssertionError):
        assert queries.list_vetting_due(actor=actor, day=TONIGHT)


def test_the_queue_begins_with_who_waits_for_a_decision(host):
    seen, halted = offered_space().host, offered_space().host
    done = offered_space(level=VettingLevel.REFERENCES).host
    services.halt_host(actor=one_of("arrival"), now=NOW, host=halted)
    due = [view.id for view in queries.list_vetting_due(actor=VETTER, day=TONIGHT)]
    assert due == [halted, host, seen]
    services.halt_host(actor=one_of("arrival"), now=NOW, host=done)
    assert done in [view.id for view in queries.list_vetting_due(actor=VETTER, day=TONIGHT)]


def test_a_host_does_not_read_the_checks(host):
    with pytest.raises(NotAllowedError):
        queries.list_checks(actor=Actor("host", id=host), host=host)

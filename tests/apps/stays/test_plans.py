"""A plan for all: asked for, made, looked at, locked, sent, taken back; and a worker that dies over it."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from shanyrak.apps.hosting.models import Host
from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import placing, queries, services
from shanyrak.apps.stays.errors import PlanNotFoundError, PlanOverError
from shanyrak.apps.stays.frozen import freeze, thaw
from shanyrak.apps.stays.models import Bar, Hold, Notice, PlanRun, Stay
from shanyrak.apps.stays.services import plans, running
from shanyrak.base.errors import ConflictError, NotAllowedError
from tests.apps.stays.conftest import itself, moved_in, party, place, state, told
from tests.factories import NOW, TONIGHT, hall, nights, offered_space
from tests.people import ALMATY, COORDINATOR, COORDINATOR_ELSEWHERE, SYSTEM, VETTER

pytestmark = pytest.mark.django_db


def make_plan(now=NOW, seed=1):
    plan = services.request_plan(actor=COORDINATOR, now=now, time_limit_s=1, seed=seed)
    assert running.run_plan(actor=SYSTEM, now=now, clock=lambda: now)
    return plan


def lines(plan):
    return queries.list_plan_lines(actor=COORDINATOR, plan=plan)


def case():
    return placing.case_of(placing.read_tables(ALMATY, TONIGHT))


def test_a_plan_is_asked_for_made_and_sent():
    people, other = party(), party(people=5)
    made, (_, room) = offered_space(), hall()
    plan = make_plan()
    view = queries.find_plan(actor=COORDINATOR, now=NOW)
    assert (view.id, view.state, view.n_rows) == (plan, "done", 2)
    assert view.figures["unhoused_person_nights"] == 0
    assert len(view.input_hash) == 64
    assert {(line.party, line.change) for line in lines(plan)} == {(people, "placed"), (other, "placed")}
    assert {line.space for line in lines(plan)} <= {made.space, room}
    assert queries.find_certificate(actor=COORDINATOR, plan=plan)[:2] == b"PK"
    services.send_plan(actor=COORDINATOR, now=NOW, plan=plan)
    assert services.send_rows(actor=SYSTEM, now=NOW) == 2
    assert {line.state for line in lines(plan)} <= {"held", "host_yes"}
    assert queries.get_plan(actor=COORDINATOR, plan=plan, now=NOW).state == "sent"


def test_while_a_plan_is_under_work_it_is_the_one_that_is_meant():
    party()
    first = services.request_plan(actor=COORDINATOR, now=NOW)
    assert services.request_plan(actor=COORDINATOR, now=NOW) == first
    assert PlanRun.objects.count() == 1


def test_who_has_no_bed_is_told_why_and_whether_that_is_worse():
    many, few = party(people=9), party()
    offered_space()
    first = make_plan()
    gap = queries.list_plan_gaps(actor=COORDINATOR, plan=first)[0]
    assert (gap.party, gap.asked_nights, gap.unhoused_nights, gap.kind, gap.is_worse) == (
        many, 2, 2, "too_large", False,
    )  # fmt: skip
    Host.objects.update(fresh_on=TONIGHT - timedelta(days=8))
    again = make_plan()
    worse = [gap.party for gap in queries.list_plan_gaps(actor=COORDINATOR, plan=again) if gap.is_worse]
    assert worse == [few]
    assert PlanRun.objects.get(id=first).state == "discarded"


def test_who_was_sent_a_bed_and_lost_it_is_worse_off():
    people = party()
    offered_space()
    sent = make_plan()
    services.send_plan(actor=COORDINATOR, now=NOW, plan=sent)
    services.send_rows(actor=SYSTEM, now=NOW)
    make_plan(seed=2)  # nothing changed, so nothing is planned for them
    stay = Stay.objects.get(plan=sent)
    services.cancel_stay(actor=COORDINATOR, now=NOW, stay=stay.id, reason="withdrawn")
    Host.objects.update(fresh_on=TONIGHT - timedelta(days=8))
    gaps = queries.list_plan_gaps(actor=COORDINATOR, plan=make_plan(seed=3))
    assert [(gap.party, gap.before, gap.is_worse) for gap in gaps] == [(people, 0, True)]


def test_what_no_longer_fits_is_listed_and_the_rest_is_sent():
    people, other = party(), party()
    made, also = offered_space(), offered_space()
    plan = make_plan()
    late = next(line for line in lines(plan) if line.space == made.space)
    third = party()
    told(third, made)
    services.send_plan(actor=COORDINATOR, now=NOW, plan=plan)
    for _ in range(3):
        services.send_rows(actor=SYSTEM, now=NOW)
    first, second = lines(plan)
    assert (first.stay, first.misfit, first.state) == (
        late.stay,
        "parties",
        "proposed",
    ) or first.misfit == "taken"
    assert (second.space, second.state, second.misfit) == (also.space, "held", "")
    assert {late.party, second.party} == {people, other}
    assert queries.find_plan(actor=COORDINATOR, now=NOW).n_misfits == 1


def test_a_plan_can_be_taken_back_before_its_messages_leave():
    people = party()
    made = offered_space()
    plan = make_plan()
    services.send_plan(actor=COORDINATOR, now=NOW, plan=plan)
    services.send_rows(actor=SYSTEM, now=NOW)
    assert Hold.objects.get().host_by > NOW + timedelta(minutes=20)
    services.undo_send(actor=COORDINATOR, now=NOW + timedelta(seconds=59), plan=plan)
    assert [line.state for line in lines(plan)] == ["proposed"]
    assert (Notice.objects.count(), Hold.objects.count(), Host.objects.get().n_asked) == (0, 0, 0)
    assert told(people, made)


def interrupt_after(monkeypatch, n_rows):
    """Let the process end once so many rows were taken back."""
    take_back, done = plans._take_back, []

    def take_back_or_end(*told):
        if len(done) == n_rows:
            raise KeyboardInterrupt
        done.append(take_back(*told))

    monkeypatch.setattr(plans, "_take_back", take_back_or_end)


@pytest.mark.parametrize("who", ["somebody who asks again", "the clock"])
def test_what_is_taken_back_half_is_taken_back_whole(monkeypatch, who):
    for _ in range(3):
        party(), offered_space()
    plan = make_plan()
    services.send_plan(actor=COORDINATOR, now=NOW, plan=plan)
    services.send_rows(actor=SYSTEM, now=NOW)
    with monkeypatch.context() as patch:
        interrupt_after(patch, 1)
        with pytest.raises(KeyboardInterrupt):
            services.undo_send(actor=COORDINATOR, now=NOW, plan=plan)
    assert sorted(line.state for line in lines(plan)) == ["held", "held", "proposed"]
    assert queries.get_plan(actor=COORDINATOR, plan=plan, now=NOW).state == "undoing"
    for service in (services.request_plan, services.send_plan):
        with pytest.raises(ConflictError):
            service(actor=COORDINATOR, now=NOW, **({"plan": plan} if service == services.send_plan else {}))
    later = NOW + timedelta(hours=1)
    if who == "the clock":
        services.finish_undo(actor=SYSTEM, now=later)
    else:
        services.undo_send(actor=COORDINATOR, now=later, plan=plan)
    assert {line.state for line in lines(plan)} == {"proposed"}
    assert queries.get_plan(actor=COORDINATOR, plan=plan, now=NOW).state == "done"
    assert (Notice.objects.count(), Hold.objects.count()) == (0, 0)
    services.send_plan(actor=COORDINATOR, now=later, plan=plan)
    assert services.send_rows(actor=SYSTEM, now=later) == 3


def test_only_the_machine_finishes_what_was_interrupted():
    with pytest.raises(NotAllowedError):
        services.finish_undo(actor=COORDINATOR, now=NOW)


def test_messages_that_have_left_are_not_taken_back():
    party()
    offered_space()
    plan = make_plan()
    services.send_plan(actor=COORDINATOR, now=NOW, plan=plan)
    with pytest.raises(PlanOverError):
        services.undo_send(actor=COORDINATOR, now=NOW + timedelta(seconds=60), plan=plan)


def test_rows_that_are_locked_stay_and_rows_that_are_dropped_go():
    parties = [party() for _ in range(3)]
    for _ in range(3):
        offered_space()
    plan = make_plan()
    kept, dropped, _ = lines(plan)
    services.keep_rows(actor=COORDINATOR, now=NOW, plan=plan, rows=[kept.stay], is_kept=True)
    assert services.drop_rows(actor=COORDINATOR, now=NOW, plan=plan, rows=[dropped.stay]) == 1
    newer = make_plan(seed=9)
    assert kept.stay in {line.stay for line in lines(newer)}
    assert {line.party for line in lines(newer)} == set(parties)
    assert Stay.objects.count() == 3


def test_a_discarded_plan_leaves_nothing():
    party()
    offered_space()
    plan = make_plan()
    services.discard_plan(actor=COORDINATOR, now=NOW, plan=plan)
    assert (Stay.objects.count(), queries.find_plan(actor=COORDINATOR, now=NOW)) == (0, None)
    with pytest.raises(PlanOverError):
        services.send_plan(actor=COORDINATOR, now=NOW, plan=plan)


@pytest.mark.parametrize(
    ("actor", "refusal"), [(COORDINATOR_ELSEWHERE, PlanNotFoundError), (VETTER, NotAllowedError)]
)
def test_who_may_not_touch_a_plan(actor, refusal):
    party()
    offered_space()
    plan = make_plan()
    for service in (services.send_plan, services.discard_plan, services.undo_send):
        with pytest.raises(refusal):
            service(actor=actor, now=NOW, plan=plan)


def test_a_dead_worker_is_noticed_and_another_works_on_the_same_input(monkeypatch):
    party()
    offered_space()
    plan = services.request_plan(actor=COORDINATOR, now=NOW, time_limit_s=1)
    with monkeypatch.context() as patch:
        patch.setattr(running, "solve", lambda *a, **k: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            running.run_plan(actor=SYSTEM, now=NOW, clock=lambda: NOW)
    digest = PlanRun.objects.get().input_hash
    party()  # whoever asks later is for the next plan
    soon, later = NOW + timedelta(seconds=30), NOW + timedelta(seconds=61)
    assert queries.get_plan(actor=COORDINATOR, plan=plan, now=soon).is_late
    assert not running.run_plan(actor=SYSTEM, now=soon, clock=lambda: soon)
    assert running.run_plan(actor=SYSTEM, now=later, clock=lambda: later)
    row = PlanRun.objects.get()
    assert (row.state, row.attempts, row.input_hash, bytes(row.frozen)) == ("done", 2, digest, b"")
    assert len(lines(plan)) == 1


def test_a_worker_that_was_taken_for_dead_writes_nothing(monkeypatch):
    party()
    offered_space()
    plan = services.request_plan(actor=COORDINATOR, now=NOW, time_limit_s=1)
    solve = running.solve

    def overtaken(*args, **named):
        result = solve(*args, **named)
        services.discard_plan(actor=COORDINATOR, now=NOW, plan=plan)
        return result

    monkeypatch.setattr(running, "solve", overtaken)
    running.run_plan(actor=SYSTEM, now=NOW, clock=lambda: NOW)
    assert (PlanRun.objects.get().state, Stay.objects.count()) == ("discarded", 0)


def test_a_plan_that_fails_says_so_and_the_next_may_be_asked_for(monkeypatch):
    party()
    offered_space()
    monkeypatch.setattr(running, "solve", lambda *a, **k: 1 / 0)
    make_plan()
    view = queries.find_plan(actor=COORDINATOR, now=NOW)
    assert (view.state, view.error) == ("failed", "ZeroDivisionError")
    assert services.request_plan(actor=COORDINATOR, now=NOW) != view.id


def test_told_stays_are_promised_and_longer_ones_are_proposed_beside_them():
    people = party(nights=4)
    made = offered_space()
    told(people, made, span=nights(0, 2))
    plan = make_plan()
    assert [(line.change, line.space, line.first_night) for line in lines(plan)] == [
        ("longer", made.space, nights(2).first)
    ]
    services.send_plan(actor=COORDINATOR, now=NOW, plan=plan)
    services.send_rows(actor=SYSTEM, now=NOW)
    assert [line.misfit for line in lines(plan)] == [""]


def test_a_stay_under_way_is_kept_whole_and_the_rest_is_planned():
    people = party(nights=4)
    moved_in(people, offered_space(span=nights(0, 3), min_nights=3), span=nights(0, 3))
    _, room = hall()
    plan = make_plan(now=NOW + timedelta(days=1))
    assert [(line.change, line.space) for line in lines(plan)] == [("moved", room)]


def test_a_plan_brings_nobody_together_who_was_parted():
    people = party()
    made = offered_space()
    Bar.objects.create(party_id=people, host_id=made.host)
    assert lines(make_plan()) == []
    assert case().costs[0].cost >= 1


@pytest.mark.parametrize(
    ("change", "is_used"),
    [
        ({"fresh_on": TONIGHT - timedelta(days=8)}, False), ({"fresh_on": TONIGHT - timedelta(days=7)}, True),
        ({"level": 0}, False), ({"level": 1}, True),
    ],
)  # fmt: skip
def test_stale_and_new_hosts_are_out_of_the_plan(change, is_used):
    party()
    offered_space()
    Host.objects.update(**change)
    assert bool(case().spaces) == is_used


def test_levels_and_vetters_are_needs_that_the_engine_keeps():
    party(needs=frozenset({"children"}))
    party(is_protected=True)
    offered_space(features=frozenset({"children"}))
    hall(is_staffed=False)
    assert lines(make_plan()) == []
    offered_space(level=3)
    assert len(lines(make_plan())) == 1


def test_a_host_who_wishes_a_rest_has_it_in_the_plan():
    for first in (0, 5, 7, 9):
        party(first_night=nights(first).first, nights=5)
    offered_space(span=nights(0, 20))
    plan = make_plan()
    services.send_plan(actor=COORDINATOR, now=NOW, plan=plan)
    services.send_rows(actor=SYSTEM, now=NOW)
    assert lines(plan)
    assert [line.misfit for line in lines(plan)] == [""] * len(lines(plan))


def test_no_host_gets_more_than_two_parties_from_a_plan():
    for _ in range(6):
        party(people=1)
    first = offered_space(beds=3, is_private=False)
    offered_space(beds=2, host=first.host)
    offered_space(beds=2, host=first.host)
    plan = make_plan()
    services.send_plan(actor=COORDINATOR, now=NOW, plan=plan)
    services.send_rows(actor=SYSTEM, now=NOW)
    assert [line.misfit for line in lines(plan)] == ["", ""]


def test_a_case_comes_back_as_it_was_frozen():
    party(needs=frozenset({"pets"}), sex="f")
    told(party(), offered_space())
    hall()
    kept = case()
    content, digest = freeze(kept)
    assert thaw(content) == kept
    assert freeze(thaw(content))[1] == digest


def test_who_is_erased_while_a_plan_is_made_has_no_row(monkeypatch):
    people = party()
    offered_space()
    solve = running.solve

    def meanwhile(*args, **named):
        services.erase_party(actor=itself(people), now=NOW)
        return solve(*args, **named)

    monkeypatch.setattr(running, "solve", meanwhile)
    assert lines(make_plan()) == []


def test_pages_do_not_load_the_engine():
    code = (
        "import django, sys; django.setup(); import shanyrak.apps.stays.services;"
        "sys.exit('numba' in sys.modules)"
    )
    environ = {"DJANGO_SETTINGS_MODULE": "shanyrak.project.settings"}
    run = subprocess.run([sys.executable, "-c", code], env={**os.environ, **environ}, check=False)
    assert run.returncode == 0


def test_a_held_bed_is_not_planned_again():
    people, other = party(), party()
    made = offered_space()
    services.hold_beds(actor=COORDINATOR, now=NOW, party=people, place=place(made))
    plan = make_plan()
    assert [line.party for line in lines(plan)] == []
    assert [gap.party for gap in queries.list_plan_gaps(actor=COORDINATOR, plan=plan)] == [other]
    assert Party.objects.count() == 2
    assert state(queries.list_kept(party=people)[0]) == "held"

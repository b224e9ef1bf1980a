"""The life of a stay, from a proposal to the morning of leaving: each step, each repeat, each refusal."""

from datetime import timedelta

import pytest

from shanyrak.apps.audit.models import Entry
from shanyrak.apps.hosting.models import BedNight, Host, Space
from shanyrak.apps.stays import queries, services
from shanyrak.apps.stays.errors import AskNotFoundError, AskOverError, StayNightsError, WrongStepError
from shanyrak.apps.stays.models import Bar, Hold, Notice, Refusal, RefusalCount, Stay
from shanyrak.base.ids import AskToken
from tests.apps.stays.conftest import (
    host_of,
    itself,
    moved_in,
    offered,
    party,
    place,
    proposed,
    state,
    told,
)
from tests.factories import NOW, TONIGHT, hall, nights, offered_space
from tests.people import COORDINATOR, STRANGER, SYSTEM

pytestmark = pytest.mark.django_db


def taken():
    return sum(BedNight.objects.values_list("taken", flat=True))


def owed(stay):
    return {(notice.side, notice.kind) for notice in Notice.objects.filter(stay=stay)}


def test_a_stay_is_proposed_held_agreed_told_slept_and_left():
    people = party()
    stay = proposed(people, offered_space())
    assert (state(stay), taken(), owed(stay)) == ("held", 2, {("host", "asked")})
    services.accept_for_host(actor=host_of(stay), now=NOW, stay=stay)
    assert (state(stay), owed(stay)) == ("host_yes", {("host", "asked"), ("party", "offered")})
    services.accept_for_party(actor=itself(people), now=NOW, stay=stay)
    assert state(stay) == "told"
    assert {("party", "told"), ("host", "told")} <= owed(stay)
    assert not Hold.objects.exists()
    assert len(Stay.objects.get().door_words.split()) == 2
    services.check_in(actor=itself(people), now=NOW, stay=stay)
    services.check_out(actor=itself(people), now=NOW + timedelta(days=2), stay=stay)
    assert (state(stay), taken()) == ("out", 2)


def test_who_leaves_early_gives_the_rest_back():
    people = party(nights=5)
    stay = moved_in(people, offered_space(), span=nights(0, 5))
    services.check_out(actor=itself(people), now=NOW + timedelta(days=1), stay=stay)
    row = Stay.objects.get()
    assert (row.state, row.end_night, taken()) == ("out", nights(1).first, 1)


def test_who_leaves_at_once_has_slept_no_night():
    people = party()
    stay = moved_in(people, offered_space())
    services.check_out(actor=itself(people), now=NOW, stay=stay)
    assert taken() == 0


def test_each_step_taken_twice_is_one():
    people = party()
    made = offered_space()
    first, again = proposed(people, made), proposed(people, made)
    assert first == again
    told(people, made)
    told(people, made)
    for _ in range(2):
        services.check_in(actor=itself(people), now=NOW, stay=first)
    for _ in range(2):
        services.check_out(actor=itself(people), now=NOW, stay=first)
    assert Stay.objects.count() == 1
    assert Host.objects.get().n_yes == 1


def test_a_hall_needs_no_host_and_asks_the_party_at_once():
    people = party()
    _, room = hall()
    stay = proposed(people, room)
    assert (state(stay), owed(stay)) == ("host_yes", {("party", "offered")})
    services.accept_for_party(actor=itself(people), now=NOW, stay=stay)
    assert state(stay) == "told"


def test_a_member_holds_beds_for_half_an_hour_and_asks_within_it():
    people = party()
    made = offered_space()
    hold = {"actor": COORDINATOR, "party": people, "place": place(made)}
    stay = services.hold_beds(now=NOW, **hold)
    assert Hold.objects.get().until == NOW + timedelta(minutes=30)
    assert services.hold_beds(now=NOW + timedelta(minutes=20), **hold) == stay
    assert Hold.objects.get().until == NOW + timedelta(minutes=30)  # nothing restarts it
    services.ask_host(actor=COORDINATOR, now=NOW + timedelta(minutes=25), stay=stay)
    until = Hold.objects.get().until
    services.ask_host(actor=COORDINATOR, now=NOW + timedelta(minutes=40), stay=stay)
    assert Hold.objects.get().until == until


def test_a_hold_that_is_over_cannot_be_asked_about_even_if_nobody_noted_it():
    people = party()
    stay = services.hold_beds(actor=COORDINATOR, now=NOW, party=people, place=place(offered_space()))
    with pytest.raises(WrongStepError):
        services.ask_host(actor=COORDINATOR, now=NOW + timedelta(minutes=30), stay=stay)


@pytest.mark.parametrize(
    ("minutes", "day", "until"),
    [(0, 0, 20), (-90, 0, 45), (0, 1, 240)],
    ids=["late tonight", "tonight", "tomorrow"],
)
def test_a_host_has_as_long_as_the_night_allows(minutes, day, until):
    now = NOW + timedelta(minutes=minutes)
    proposed(party(nights=5), offered_space(), span=nights(day, 2), now=now)
    assert Hold.objects.get().host_by == now + timedelta(minutes=until)


def test_silence_ends_a_question_and_the_next_in_rank_is_asked():
    people = party()
    first, second, third = offered_space(), offered_space(), offered_space()
    stay = proposed(people, first, second, third)
    assert services.expire_holds(actor=SYSTEM, now=NOW + timedelta(minutes=19)) == 0
    later = NOW + timedelta(minutes=20)
    assert services.expire_holds(actor=SYSTEM, now=later) == 1
    assert services.expire_holds(actor=SYSTEM, now=later) == 0
    assert state(stay) == "expired"
    assert [row.space_id for row in Stay.objects.filter(state="held")] == [second.space]
    assert Host.objects.get(id=first.host).n_silent == 1
    with pytest.raises(AskOverError):
        services.accept_for_host(actor=host_of(stay), now=later, stay=stay)


def test_not_this_time_asks_the_next_at_once_and_drops_those_that_do_not_fit_any_more():
    people, other = party(), party()
    first, second, third = offered_space(), offered_space(), offered_space()
    stay = proposed(people, first, second, third)
    told(other, second)
    services.refuse_for_host(actor=host_of(stay), now=NOW, stay=stay, reason="busy")
    assert [row.space_id for row in Stay.objects.filter(state="held")] == [third.space]
    assert Stay.objects.get(space=second.space, party=people).state == "cancelled"


@pytest.mark.parametrize(
    ("reason", "effect"),
    [("busy", "nothing"), ("no_pets", "learn"), ("not_again", "bar"), ("away", "rest")],
)
def test_each_reason_of_a_host_has_its_consequence(reason, effect):
    people = party(needs=frozenset({"pets"}))
    made = offered_space(features=frozenset({"pets"}))
    stay = proposed(people, made)
    for _ in range(2):
        services.refuse_for_host(actor=host_of(stay), now=NOW, stay=stay, reason=reason)
    assert (Refusal.objects.get().effect, taken()) == (effect, 0)
    assert Space.objects.get().features == ("" if effect == "learn" else "pets")
    assert Bar.objects.count() == (effect == "bar")
    assert Host.objects.get().pauses.count() == (effect == "rest")
    assert RefusalCount.objects.get().n_times == 1
    assert (Host.objects.get().n_no, Host.objects.get().no_in_a_row) == (1, 1)


@pytest.mark.parametrize(
    ("reason", "barred", "halted"),
    [
        ("too_far", True, False),
        ("found_another", False, False),
        ("not_safe", True, True),
        ("step", False, False),
    ],
)
def test_each_reason_of_a_party_has_its_consequence(reason, barred, halted):
    people = party()
    stay = offered(people, offered_space(features=frozenset({"step_free"})))
    for _ in range(2):
        services.refuse_for_party(actor=itself(people), now=NOW, stay=stay, reason=reason)
    assert (state(stay), taken()) == ("refused", 0)
    assert (Bar.objects.exists(), Host.objects.get().pauses.exists()) == (barred, halted)
    assert ("host", "solved") in owed(stay)
    assert (Space.objects.get().features == "") == (reason == "step")


def test_what_a_team_cancels_bars_nobody():
    people = party()
    made = offered_space()
    stay = told(people, made)
    services.cancel_stay(actor=COORDINATOR, now=NOW, stay=stay, reason="mistake")
    assert (state(stay), taken(), Bar.objects.count()) == ("cancelled", 0, 0)
    assert told(people, made) != stay


def test_a_host_answers_by_a_link_that_opens_one_question():
    people = party()
    stay = proposed(people, offered_space())
    token = services.draw_ask_link(actor=COORDINATOR, now=NOW, stay=stay)
    newer = services.draw_ask_link(actor=COORDINATOR, now=NOW, stay=stay)
    with pytest.raises(AskNotFoundError):
        services.accept_ask(actor=STRANGER, now=NOW, token=token)
    assert queries.get_ask(token=newer).people == 2
    for _ in range(2):
        assert services.accept_ask(actor=STRANGER, now=NOW, token=newer) == stay
    with pytest.raises(AskOverError):
        services.refuse_ask(actor=STRANGER, now=NOW, token=newer, reason="busy")
    with pytest.raises(AskNotFoundError):
        queries.get_ask(token=AskToken("x" * 22))


def test_the_link_of_a_host_leads_to_five_facts_and_no_more():
    people = party(needs=frozenset({"pets", "step_free", "women_only"}), sex="f", is_protected=False)
    offers = offered_space(
        features=frozenset({"pets", "step_free"}), sexes="f", house_rules=frozenset({"shoes_off"})
    )
    stay = proposed(people, offers)
    ask = queries.get_ask(token=services.draw_ask_link(actor=COORDINATOR, now=NOW, stay=stay))
    assert (ask.needs, ask.language, ask.house_rules) == (("pets", "step_free"), "ru", ("shoes_off",))


def test_an_answer_after_the_hold_is_over_is_told_so_and_changes_nothing():
    people = party()
    stay = offered(people, offered_space())
    later = Hold.objects.get().until
    with pytest.raises(AskOverError):
        services.accept_for_party(actor=itself(people), now=later, stay=stay)
    assert services.expire_holds(actor=SYSTEM, now=later) == 1
    assert (state(stay), taken()) == ("expired", 0)
    assert ("host", "solved") in owed(stay)


def test_a_bed_for_somebody_whom_nobody_has_seen_is_kept_for_two_hours_at_most():
    people = party(is_vouched=False)
    _, room = hall()
    stay = proposed(people, room)
    assert Hold.objects.get().until <= NOW + timedelta(hours=2)
    assert Hold.objects.get().until.minute == 0
    services.accept_for_party(actor=itself(people), now=NOW, stay=stay)
    assert (state(stay), Hold.objects.count()) == ("party_yes", 1)
    with pytest.raises(WrongStepError):
        services.check_in(actor=itself(people), now=NOW, stay=stay)
    services.vouch_party(actor=COORDINATOR, now=NOW, party=people)
    assert (state(stay), Hold.objects.count()) == ("told", 0)


def test_nobody_is_checked_in_on_another_night():
    people = party(nights=5)
    stay = told(people, offered_space(), span=nights(2, 2))
    with pytest.raises(StayNightsError):
        services.check_in(actor=itself(people), now=NOW, stay=stay)
    services.check_in(actor=itself(people), now=NOW + timedelta(days=2), stay=stay)


def test_who_does_not_come_gives_all_nights_back():
    people = party()
    stay = told(people, offered_space())
    for _ in range(2):
        services.note_no_show(actor=COORDINATOR, now=NOW, stay=stay)
    assert (state(stay), taken()) == ("no_show", 0)
    with pytest.raises(WrongStepError):
        services.check_in(actor=itself(people), now=NOW, stay=stay)


def test_check_out_is_final():
    people = party()
    stay = moved_in(people, offered_space())
    services.check_out(actor=itself(people), now=NOW, stay=stay)
    with pytest.raises(WrongStepError):
        services.check_in(actor=itself(people), now=NOW, stay=stay)


def test_every_step_of_a_member_leaves_an_entry_and_none_of_the_others_does():
    people = party()
    Entry.objects.all().delete()
    stay = proposed(people, offered_space())
    n_before = Entry.objects.count()
    services.accept_for_host(actor=host_of(stay), now=NOW, stay=stay)
    services.accept_for_party(actor=itself(people), now=NOW, stay=stay)
    assert Entry.objects.count() == n_before
    assert "stays.propose_stay" in set(Entry.objects.values_list("action", flat=True))
    assert Entry.objects.first().day == TONIGHT

"""Who is called next."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.base.errors import InvalidError
from shanyrak.core.queueing import (
    Discipline,
    InLine,
    expected_order,
    next_call,
    overtaken_by,
    since_behind,
)

RULE = Discipline()
TICKETS = st.lists(
    st.builds(
        InLine,
        ticket=st.uuids().map(str),
        since=st.floats(0, 120),
        urgency=st.integers(0, 2),
        is_appointment=st.booleans(),
    ),
    min_size=1,
    max_size=30,
    unique_by=lambda one: one.ticket,
)


def emptied(line, rule, now=0.0):
    """Call until nobody is left, a minute a call; return the tickets in order."""
    left, called, credit = {one.ticket: one for one in line}, [], 0.0
    while left:
        done = next_call(list(left.values()), rule, now=now, credit=credit)
        if done is not None:
            credit = done.credit
            called.append(left.pop(done.one.ticket))
            for passed in overtaken_by(done.one, list(left.values()), now=now):
                left[passed] = replace(left[passed], overtaken=left[passed].overtaken + 1)
        now += 1
    return called


def order(*line, now=10.0, rule=RULE):
    return "".join(one.ticket for one in emptied(line, rule, now))


def test_first_come_is_first_called():
    assert order(InLine("b", 2), InLine("a", 1), InLine("c", 3)) == "abc"


def test_the_more_urgent_come_first_and_waiting_makes_urgent():
    assert order(InLine("a", 8), InLine("b", 9, urgency=1)) == "ba"
    assert order(InLine("a", 8), InLine("b", 40, urgency=1), now=41.0) == "ab"


def test_an_appointment_waits_for_its_time_and_then_goes_first():
    assert (
        order(InLine("w", 5), InLine("t", 12, is_appointment=True), InLine("v", 6), InLine("u", 7)) == "wvtu"
    )


def test_walk_ins_get_their_share_while_appointments_are_due():
    line = [InLine(f"t{n}", 1, is_appointment=True) for n in range(8)] + [
        InLine(f"w{n}", 2) for n in range(4)
    ]
    called = [one.ticket[0] for one in emptied(line, RULE, 10.0)]
    assert "".join(called) == "tttwtttwttww"


@given(TICKETS, st.integers(1, 5))
def test_everybody_is_called_once_and_nobody_overtaken_too_often(line, most):
    called = emptied(line, Discipline(most_overtakes=most))
    assert sorted(one.ticket for one in called) == sorted(one.ticket for one in line)
    assert max(one.overtaken for one in called) <= most


@given(TICKETS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(line, random):
    shuffled = random.sample(line, len(line))
    assert next_call(line, RULE, now=60.0) == next_call(shuffled, RULE, now=60.0)


def test_nobody_there_is_nobody_called():
    assert next_call([], RULE, now=0.0) is None
    assert next_call([InLine("t", 30, is_appointment=True)], RULE, now=29.0) is None


@pytest.mark.parametrize("wrong", [{"patience_min": 0}, {"most_overtakes": 0}, {"walk_in_share": 1.1}])
def test_a_rule_without_sense_is_refused(wrong):
    with pytest.raises(InvalidError):
        Discipline(**wrong)


@given(TICKETS, st.integers(1, 30))
def test_who_steps_back_stands_behind_so_many_and_no_more(line, n_places):
    one, others = line[0], line[1:]
    moved = replace(one, since=since_behind(one, line, n_places))
    assert moved.since >= one.since
    passed = [x for x in others if one.since < x.since <= moved.since]
    behind = [x for x in others if x.since > one.since]
    # Who came in the same moment as the last of them goes first as well.
    assert len(passed) >= min(n_places, len(behind))
    assert sum(x.since < max((y.since for y in passed), default=0) for x in passed) < n_places


@given(TICKETS)
def test_the_first_that_is_expected_is_the_one_that_is_called(line):
    called = next_call(line, Discipline(walk_in_share=0), now=150.0)
    assert expected_order(line, Discipline(), now=150.0, per_min=0.1)[0] == called.one


def test_an_appointment_is_expected_where_its_time_will_have_come():
    walk_ins = [InLine(f"w{n}", n) for n in range(8)]
    line = [InLine("t", 40, is_appointment=True), *walk_ins]
    ordered = expected_order(line, RULE, now=10.0, per_min=0.1)
    assert [one.ticket for one in ordered] == ["w0", "w1", "w2", "t", "w3", "w4", "w5", "w6", "w7"]

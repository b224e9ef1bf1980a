"""What is drawn for a replay: the same for the same seed, in any order of rows, and cut at its end."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from shanyrak.base.errors import InvalidError
from shanyrak.placement import Case, Party, Space, Stay, Window
from shanyrak.placement.simulate import Assumptions, Effort, draw, truth
from shanyrak.placement.waves import wave

START = date(2022, 9, 21)
WAVE = wave(people=200, nights=8, seed=2, places=3)
OFTEN = Assumptions(withdraw=0.5, offer=0.4, no_show=0.3)


def drawn(case=WAVE, assumptions=OFTEN, seed=0):
    return draw(case, assumptions, np.random.default_rng(seed))


def story(events):
    return replace(events, free=None), events.free.tobytes()


def test_the_same_seed_draws_the_same_and_another_one_does_not():
    assert story(drawn()) == story(drawn())
    assert drawn().withdrawn != drawn(seed=1).withdrawn


def test_the_order_of_rows_changes_nothing():
    turned = replace(WAVE, parties=WAVE.parties[::-1], spaces=WAVE.spaces[::-1], windows=WAVE.windows[::-1])
    assert story(drawn(turned)) == story(drawn())


def test_a_higher_share_adds_to_what_a_lower_one_draws():
    fewer, more = drawn(), drawn(assumptions=replace(OFTEN, withdraw=0.8, offer=0.6, no_show=0.5))
    assert fewer.withdrawn.items() < more.withdrawn.items()
    assert fewer.offered.items() < more.offered.items()
    assert fewer.no_shows < more.no_shows


def test_withdrawals_do_not_depend_on_who_comes():
    assert drawn(assumptions=replace(OFTEN, no_show=0.0)).withdrawn == drawn().withdrawn


def test_about_the_stated_shares_are_drawn():
    events = drawn()
    assert len(events.withdrawn) == pytest.approx(0.5 * len(WAVE.spaces), abs=0.15 * len(WAVE.spaces))
    assert len(events.no_shows) == pytest.approx(0.3 * len(events.parties), abs=0.1 * len(events.parties))


def test_a_space_is_withdrawn_on_a_night_on_which_it_was_free():
    events = drawn()
    row = {space.space_id: s for s, space in enumerate(events.spaces)}
    assert all(events.free[row[space_id], night] for space_id, night in events.withdrawn.items())


def test_a_new_space_is_like_one_of_the_case_and_not_free_before_it_is_offered():
    events = drawn()
    row = {space.space_id: s for s, space in enumerate(events.spaces)}
    assert events.offered
    for space_id, night in events.offered.items():
        new, old = events.spaces[row[space_id]], events.spaces[row[space_id.rstrip("+")]]
        assert replace(new, space_id=old.space_id) == old
        assert not events.free[row[space_id], :night].any()


def test_what_lies_after_the_last_night_is_cut():
    events = drawn(assumptions=replace(OFTEN, nights=3))
    assert events.free.shape[1] == 3
    assert max(party.end_night for party in events.parties) == START + timedelta(3)
    assert all(party.arrival < START + timedelta(3) for party in events.parties)


def test_a_promised_stay_is_cut_with_the_rest():
    case = Case(
        (Party("p1", 2, START, 5),),
        (Space("s1", 2),),
        (Window("s1", START, START + timedelta(5)),),
        (Stay("p1", "1", 2, "s1", START, START + timedelta(5)),),
    )
    events = drawn(case, Assumptions(nights=2))
    assert [stay.end_night for stay in events.promised] == [START + timedelta(2)]


def test_the_truth_has_nobody_who_did_not_come_and_no_night_that_was_withdrawn():
    events = drawn()
    case = truth(events)
    assert {party.party_id for party in case.parties} == {
        party.party_id for party in events.parties
    } - events.no_shows
    for window in case.windows:
        since = events.withdrawn.get(window.space_id)
        assert since is None or window.end_night <= events.night(since)


@pytest.mark.parametrize(
    ("words", "option"),
    [
        ({"nights": 0}, "--days"),
        ({"ahead": -1}, "--known-ahead"),
        ({"withdraw": 1.5}, "--withdraw"),
        ({"offer": -0.1}, "--offer"),
        ({"no_show": float("nan")}, "--no-show"),
    ],
)
def test_assumptions_out_of_range_are_refused_by_the_name_of_the_option(words, option):
    with pytest.raises(InvalidError, match=option):
        Assumptions(**words)


@pytest.mark.parametrize("words", [{"evening_s": 0.0}, {"hindsight_s": float("inf")}, {"gap": 1.0}])
def test_limits_that_mean_nothing_are_refused(words):
    with pytest.raises(InvalidError, match="--"):
        Effort(**words)


def test_a_case_in_which_nobody_asks_is_refused():
    with pytest.raises(InvalidError, match="Nobody asks"):
        drawn(Case((), (Space("s1", 2),), ()))


def test_a_slip_in_a_year_is_not_replayed_for_ever():
    far = Case((Party("p1", 1, START, 1), Party("p2", 1, date(2122, 9, 21), 1)), (), ())
    with pytest.raises(InvalidError, match="--days"):
        drawn(far)
    assert drawn(far, Assumptions(nights=2)).n_nights == 2

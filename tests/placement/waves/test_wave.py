"""The synthetic wave has the shape of the published facts and keeps the rules of a case."""

from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanyrak.base.errors import InvalidError
from shanyrak.placement.waves import assumptions, facts, wave
from shanyrak.placement.waves.places import CITIES

WORDS = {
    *(
        "step_free",
        "children",
        "cot",
        "pets",
        "no_pets",
        "smoking",
        "no_smoking",
        "quiet",
        "kitchen",
        "washer",
    ),
    *(
        "workspace",
        "fridge",
        "private_room",
        "women_only",
        "lang_ru",
        "lang_kk",
        "lang_en",
        "lang_uk",
        "lang_ky",
    ),
    *("night_only", "parking"),
}
BIG = wave(people=60_000, nights=41, seed=1)
FIRST_WEEKS = [p for p in BIG.parties if (p.arrival - facts.FIRST_NIGHT).days < 14]


def people(parties) -> int:
    return sum(p.people for p in parties)


def by_night(case, nights=30):
    """Return people who want a bed, and beds that are free, on each night."""
    wanted, free = np.zeros(nights, int), np.zeros(nights, int)
    beds = {space.space_id: space.beds for space in case.spaces}
    for p in case.parties:
        start = (p.arrival - facts.FIRST_NIGHT).days
        wanted[start : start + p.nights] += p.people
    for w in case.windows:
        free[(w.first_night - facts.FIRST_NIGHT).days : (w.end_night - facts.FIRST_NIGHT).days] += beds[
            w.space_id
        ]
    return wanted, free


def test_the_curve_of_entries_runs_through_the_facts():
    curve = assumptions.ENTRIES_BY_DAY
    assert sum(curve[:6]) == facts.ENTRIES_TO_26_SEPTEMBER
    assert sum(curve) == facts.ENTRIES_TO_4_OCTOBER
    assert max(curve) == facts.ENTRIES_ON_PEAK_DAY
    assert curve[12] == facts.ENTRIES_ON_3_OCTOBER
    assert curve[13] >= facts.ENTRIES_ON_4_OCTOBER_BY_11_AM
    assert curve[0] == pytest.approx(facts.ENTRIES_IN_A_NORMAL_YEAR / 365, rel=0.01)


@pytest.mark.parametrize(
    ("latest", "published"),
    [
        (6, facts.ENTRIES_TO_26_SEPTEMBER / facts.ENTRIES_TO_4_OCTOBER),
        (41, facts.ENTRIES_TO_31_OCTOBER / facts.ENTRIES_TO_4_OCTOBER),
    ],
)
def test_as_many_have_come_as_the_facts_say_within_two_in_a_hundred(latest, published):
    come = people(p for p in BIG.parties if (p.arrival - facts.FIRST_NIGHT).days < latest)
    assert come / people(FIRST_WEEKS) == pytest.approx(published, rel=0.02)


def test_the_busiest_day_has_the_published_share_within_five_in_a_hundred():
    of_day = Counter()
    for p in FIRST_WEEKS:
        of_day[p.arrival] += p.people
    share = max(of_day.values()) / people(FIRST_WEEKS)
    assert share == pytest.approx(facts.ENTRIES_ON_PEAK_DAY / facts.ENTRIES_TO_4_OCTOBER, rel=0.05)


def test_the_published_share_leaves_again_within_days_within_two_in_a_hundred():
    short = people(p for p in FIRST_WEEKS if p.nights < assumptions.LONG_STAY_NIGHTS)
    published = facts.EXITS_TO_4_OCTOBER / facts.ENTRIES_TO_4_OCTOBER
    assert short / people(FIRST_WEEKS) == pytest.approx(published, rel=0.02)


def test_who_stays_is_fewer_than_who_registered():
    assert 1 - facts.EXITS_TO_4_OCTOBER / facts.ENTRIES_TO_4_OCTOBER < (
        facts.REGISTERED_TO_4_OCTOBER / facts.ENTRIES_TO_4_OCTOBER
    )


def test_nobody_stays_longer_than_the_days_without_visa():
    assert max(p.nights for p in BIG.parties) == facts.VISA_FREE_DAYS


def test_beds_are_as_many_as_people_on_the_night_when_most_want_one():
    wanted, free = by_night(wave(seed=3))
    peak = wanted.argmax()
    assert wanted[peak] / free[peak] == pytest.approx(assumptions.PEAK_LOAD, rel=0.05)


def test_the_same_seed_gives_the_same_wave_and_another_seed_another():
    assert wave(people=500, seed=7) == wave(people=500, seed=7)
    assert wave(people=500, seed=7) != wave(people=500, seed=8)


def test_hosts_change_the_homes_and_no_party():
    few, many = wave(people=500, hosts=10), wave(people=500, hosts=90)
    assert few.parties == many.parties
    assert len(many.spaces) - len(few.spaces) == 80


def test_places_takes_the_first_cities():
    case = wave(people=500, places=2)
    assert {s.place for s in case.spaces} == {city.name for city in CITIES[:2]}
    assert {p.place for p in case.parties} == {city.name for city in CITIES[:2]} | {None}


def test_parties_come_in_order_but_their_ids_do_not_tell_it():
    parties = wave(people=2_000).parties
    assert [p.arrival for p in parties] == sorted(p.arrival for p in parties)
    ids = [int(p.party_id[1:]) for p in parties]
    assert abs(np.corrcoef(ids, np.arange(len(ids)))[0, 1]) < 0.1


def test_the_first_night_moves_all_dates():
    moved = wave(people=300, first_night=date(2030, 1, 1))
    still = wave(people=300)
    shift = date(2030, 1, 1) - facts.FIRST_NIGHT
    assert [p.arrival for p in moved.parties] == [p.arrival + shift for p in still.parties]
    assert [w.end_night for w in moved.windows] == [w.end_night + shift for w in still.windows]


WAVES = st.fixed_dictionaries(
    {
        "people": st.integers(1, 400),
        "nights": st.integers(1, 50),
        "seed": st.integers(0, 2**63 - 1),
        "hosts": st.none() | st.integers(0, 60),
        "places": st.none() | st.integers(1, len(CITIES)),
    }
)


@given(WAVES)
@settings(max_examples=60, deadline=None)
def test_every_wave_is_a_case_that_keeps_the_rules(given_numbers):
    case = wave(**given_numbers)
    n, nights = given_numbers["people"], given_numbers["nights"]
    end = facts.FIRST_NIGHT + timedelta(days=nights)
    assert people(case.parties) == n
    assert len({p.party_id for p in case.parties}) == len(case.parties)
    assert len({s.space_id for s in case.spaces}) == len(case.spaces)
    for p in case.parties:
        assert p.people >= 1
        assert facts.FIRST_NIGHT <= p.arrival < p.end_night <= end
        assert p.needs | p.wants <= WORDS
    for s in case.spaces:
        assert s.beds >= 1
        assert s.max_nights is None or s.min_nights <= s.max_nights
        assert s.features <= WORDS
        assert ("women_only" in s.features) == (s.sexes == "f")
    free = {}
    for w in case.windows:
        assert facts.FIRST_NIGHT <= w.first_night < w.end_night <= end
        assert free.get(w.space_id, date.min) < w.first_night
        free[w.space_id] = w.end_night
    assert set(free) == {s.space_id for s in case.spaces}


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("people", 0),
        ("people", 10**9),
        ("nights", 0),
        ("nights", 400),
        ("seed", -1),
        ("hosts", -1),
        ("places", 0),
        ("places", 13),
    ],
)
def test_a_number_out_of_range_is_refused_by_its_name(name, number):
    with pytest.raises(InvalidError, match=f"--{name} must be a whole number from"):
        wave(**{name: number})

"""A suggester holds a plan, ranks by value less what is displaced, and refuses what does not fit together."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from shanyrak.base.errors import ConflictError, InvalidError, NotFoundError
from shanyrak.placement import Case, Certificate, Party, Plan, Problem, Space, Stay, Suggester, Window

START = date(2022, 9, 21)
END = START + timedelta(4)
PAIR = Party("pair", 2, START, 4, lat=50.0, lon=80.0)
LARGE = Space("large", 8, lat=50.0, lon=80.0)
SMALL = Space("small", 2, lat=50.1, lon=80.0)
HALL = Space("hall", 9, lat=50.2, lon=80.0, private=False)
SPACES = (LARGE, SMALL, HALL)
CASE = Case(
    (PAIR, Party("late", 1, START, 4, lat=50.0, lon=80.0)),
    SPACES,
    tuple(Window(s.space_id, START, END) for s in SPACES),
)


def priced(**prices):
    rows = np.array([[price] * 4 for price in prices.values()], np.float32)
    return Certificate(tuple(prices), START, rows)


def spaces(answer):
    return [one.stays[0].space_id for one in answer.suggestions]


def test_the_nearest_space_comes_first_where_no_price_speaks_for_others():
    assert spaces(Suggester(CASE, Plan()).suggest(PAIR)) == ["large", "small", "hall"]


def test_a_large_home_that_others_need_comes_later_and_is_not_hidden():
    answer = Suggester(CASE, Plan(), priced(large=3.0)).suggest(PAIR)
    assert spaces(answer) == ["small", "hall", "large"]
    assert [one.displaced for one in answer.suggestions] == [0.0, 0.0, 12.0]


def test_at_scale_0_prices_are_told_but_do_not_count():
    answer = Suggester(CASE, Plan(), priced(large=3.0)).suggest(PAIR, scale=0.0)
    assert spaces(answer) == ["large", "small", "hall"]
    assert answer.suggestions[0].displaced == 12.0


def test_in_a_shared_space_each_person_displaces_a_bed():
    told = Suggester(CASE, Plan(), priced(hall=0.25)).suggest(PAIR, scale=0.0)
    assert [one.displaced for one in told.suggestions if one.stays[0].space_id == "hall"] == [2.0]


def test_beds_that_are_dear_everywhere_are_suggested_all_the_same():
    answer = Suggester(CASE, Plan(), priced(large=9.0, small=8.0, hall=7.0)).suggest(PAIR)
    assert spaces(answer) == ["small", "large", "hall"]
    assert all(one.is_whole for one in answer.suggestions)
    assert answer.why_not is None


def test_a_party_of_the_plan_may_have_what_it_has():
    stay = Stay("pair", "1", 2, "small", START, END)
    suggester = Suggester(CASE, Plan.of([stay]))
    told = suggester.suggest("pair")
    assert [one.as_planned for one in told.suggestions] == [False, True, False]
    assert suggester.suggest(replace(PAIR, party_id="new")).suggestions[1].stays[0].space_id == "hall"
    assert suggester.stays("pair") == (stay,)


def test_what_is_applied_is_on_offer_to_nobody_else_until_it_is_cancelled():
    suggester = Suggester(CASE, Plan())
    first = suggester.suggest(PAIR).suggestions[0]
    suggester.apply(first)
    assert spaces(suggester.suggest("late")) == ["small", "hall"]
    stolen = replace(first.legs[0], stay=replace(first.stays[0], party_id="other"))
    with pytest.raises(ConflictError, match="space large has no longer room for 2 of party other"):
        suggester.apply(replace(first, party=replace(PAIR, party_id="other"), legs=(stolen,)))
    assert suggester.cancel("pair") == first.stays
    assert spaces(suggester.suggest("late")) == ["large", "small", "hall"]


def test_applying_moves_a_party_and_a_refusal_leaves_it_where_it_is():
    suggester = Suggester(CASE, Plan())
    large, small, _ = suggester.suggest(PAIR).suggestions
    suggester.apply(large)
    suggester.apply(small)
    assert suggester.plan == Plan(small.stays)
    suggester.apply(suggester.suggest("late").suggestions[0])
    before = suggester.plan
    with pytest.raises(ConflictError):
        suggester.apply(large)
    assert suggester.plan == before


def test_what_was_promised_is_kept_and_not_cancelled():
    promise = Stay("pair", "1", 2, "hall", START, START + timedelta(2))
    suggester = Suggester(replace(CASE, stays=(promise,)), Plan.of([promise]))
    for told in suggester.suggest("pair").suggestions:
        assert told.stays[0].space_id == "hall"
    suggester.apply(suggester.suggest("pair").suggestions[0])
    suggester.cancel("pair")
    assert suggester.plan == Plan((promise,))
    with pytest.raises(InvalidError, match="was promised hall from 2022-09-21 to the morning of 2022-09-23"):
        suggester.suggest(replace(PAIR, needs=frozenset({"lift"})))


def test_a_problem_does_as_well_as_its_case():
    assert Suggester(Problem.of(CASE), Plan()).suggest("pair") == Suggester(CASE, Plan()).suggest("pair")


STRANGE = {
    "party": (NotFoundError, Stay("nobody", "1", 2, "small", START, END), "a stay of party nobody"),
    "space": (NotFoundError, Stay("pair", "1", 2, "nowhere", START, END), "a stay of space nowhere"),
    "nights": (InvalidError, Stay("pair", "1", 2, "small", START, END + timedelta(1)), "did not ask for all"),
    "beds": (
        InvalidError,
        Stay("pair", "1", 9, "small", START, END),
        "space small is not free, or too small, on",
    ),
}


@pytest.mark.parametrize("what", STRANGE)
def test_a_plan_that_does_not_go_with_the_case_is_refused(what):
    kind, stay, message = STRANGE[what]
    plan = Plan.of([stay, Stay("late", "1", 1, "small", START, END)] if what == "beds" else [stay])
    with pytest.raises(kind, match=message):
        Suggester(CASE, plan)


def test_prices_of_another_case_are_refused():
    with pytest.raises(InvalidError, match="this one has no space castle"):
        Suggester(CASE, Plan(), priced(castle=1.0))


def test_prices_outside_the_nights_of_the_case_count_for_nothing():
    early = replace(priced(small=1.0), first_night=START - timedelta(2))
    told = Suggester(CASE, Plan(), early).suggest(PAIR, scale=0.0).suggestions
    assert [one.displaced for one in told if one.stays[0].space_id == "small"] == [2.0]


WRONG = {
    "unknown": ("nobody", "There is no party nobody"),
    "no people": (replace(PAIR, people=0), "people must be 1 or more"),
    "no nights": (replace(PAIR, not_after=START), "asks for no night"),
    "too early": (replace(PAIR, arrival=START - timedelta(1)), "the plan has those from 2022-09-21"),
    "too late": (replace(PAIR, nights=5), "to the morning of 2022-09-25"),
    "no point": (replace(PAIR, lat=95.0), "lat must be from -90 to 90 degrees"),
    "too many words": (replace(PAIR, wants=frozenset(map(str, range(70)))), "more than 62 different words"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_party_that_cannot_be_asked_for_is_refused(what):
    party, message = WRONG[what]
    with pytest.raises((InvalidError, NotFoundError), match=message):
        Suggester(CASE, Plan()).suggest(party)


def test_wants_that_nobody_offers_take_from_the_value():
    told = Suggester(CASE, Plan()).suggest(replace(PAIR, wants=frozenset({"sauna"}))).suggestions[0]
    assert told.legs[0].wants_missing == ("sauna",)
    assert told.value == pytest.approx(2 * 4 * 0.9)


def test_a_party_that_may_be_split_is_lodged_in_parts_where_that_is_better():
    case = replace(CASE, spaces=(SMALL, replace(SMALL, space_id="b", beds=1)))
    case = replace(case, windows=tuple(Window(s.space_id, START, END) for s in case.spaces))
    suggester = Suggester(case, Plan())
    told = suggester.suggest(replace(PAIR, people=3, may_split=True)).suggestions[0]
    assert told.is_whole
    assert {(stay.people, stay.space_id) for stay in told.stays} == {(2, "small"), (1, "b")}
    assert {stay.part for stay in told.stays} == {"1", "2"}


@pytest.mark.parametrize("number", [0, -1])
def test_no_suggestions_cannot_be_asked_for(number):
    with pytest.raises(InvalidError, match="must be 1 or more"):
        Suggester(CASE, Plan()).suggest(PAIR, most=number)


@pytest.mark.parametrize(("sex", "fits"), [("f", True), ("m", False)])
def test_a_space_for_one_sex_a_night_takes_those_of_the_same(sex, fits):
    woman = Party("woman", 1, START, 4, sex="f")
    case = replace(CASE, parties=(woman,), spaces=(replace(HALL, sexes="same"),), windows=CASE.windows[2:])
    suggester = Suggester(case, Plan.of([Stay("woman", "1", 1, "hall", START, END)]))
    answer = suggester.suggest(replace(PAIR, sex=sex))
    assert bool(answer.suggestions) == fits
    assert (answer.why_not is None) == fits
    told = Suggester(case, Plan()).suggest(replace(PAIR, sex=sex)).suggestions[0]
    if not fits:
        with pytest.raises(ConflictError, match="no longer room for 2 of party pair"):
            suggester.apply(told)

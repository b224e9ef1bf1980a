"""What a certificate proves, computed by hand, and which certificates are refused."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from shanyrak.base.errors import InvalidError
from shanyrak.placement.check import check
from shanyrak.placement.model import Case, Certificate, Cost, Party, Plan, Space, Stay, Window
from shanyrak.placement.params import Worth

START = date(2022, 9, 21)
PARTY = Party("p1", 3, START, 4)
DEFAULT = Worth()
HOME, HALL = Space("home", 5), Space("hall", 5, private=False)


def night(number):
    return START + timedelta(number)


def case_of(*parties, spaces=(HOME,), costs=(), nights=(0, 4)):
    windows = tuple(Window(space.space_id, night(nights[0]), night(nights[1])) for space in spaces)
    return Case(parties, spaces, windows, (), costs)


def prices(*rows, ids=("home", "hall"), shift=0, unavoidable=None):
    price = np.array(rows, np.float32) if rows else np.zeros((0, 1), np.float32)
    return Certificate(ids[: len(rows)], night(shift), price, unavoidable)


def bound(case, certificate, worth=DEFAULT):
    return check(case, Plan(), certificate, worth).upper_bound


def test_without_prices_everybody_has_a_best_chain():
    assert bound(case_of(PARTY, replace(PARTY, party_id="p2")), prices()) == pytest.approx(24.0)


def test_a_private_space_is_paid_whole():
    assert bound(case_of(PARTY), prices([1, 1, 1, 1])) == pytest.approx(4 + 4 * (3 - 1))


def test_a_shared_space_is_paid_by_the_bed():
    case = case_of(PARTY, spaces=(HALL,))
    assert bound(case, prices([0.5, 0.5, 0.5, 0.5], ids=("hall",))) == pytest.approx(5 * 2 + 4 * 3 * 0.5)


def test_nobody_takes_a_space_that_costs_more_than_it_brings():
    assert bound(case_of(PARTY), prices([9, 9, 9, 9])) == pytest.approx(36.0)


@pytest.mark.parametrize("price", [1e9, 3e38])
def test_an_enormous_price_hides_no_digit_of_the_rest(price):
    certificate = prices([price, 0, 0, 0], [0.25, 0.25, 0.25, 0.25])
    case = case_of(PARTY, spaces=(HOME, HALL))
    beds = float(np.float32(price)) + 5
    # One night in the hall, a move, three nights at home; or all nights in the hall: 12 - 3.
    assert bound(case, certificate) - beds == pytest.approx(3 * 0.75 - 1.5 + 9, abs=beds * 1e-15 + 1e-9)


@pytest.mark.parametrize("shift", [-2, 0, 3])
def test_prices_outside_the_nights_asked_for_count_for_nothing(shift):
    row = [100.0] * 9
    for number in range(4):
        if 0 <= number - shift < 9:
            row[number - shift] = 1.0
    shorter = replace(PARTY, nights=4)
    expected = sum(1.0 if number >= shift else 3.0 for number in range(4))
    expected += sum(2.0 for number in range(4) if number >= shift)
    assert bound(case_of(shorter, nights=(-5, 20)), prices(row, shift=shift)) == pytest.approx(expected)


def test_prices_of_nights_that_are_not_free_count_for_nothing():
    assert bound(case_of(PARTY, nights=(1, 3)), prices([7, 1, 1, 7])) == pytest.approx(2 + 2 * 2)


def test_a_party_that_may_be_split_is_bounded_person_by_person():
    convoy = replace(PARTY, people=20, may_split=True)
    # One of at most 5 people in the home pays a fifth of its price.
    assert bound(case_of(convoy), prices([2, 2, 2, 2])) == pytest.approx(8 + 20 * 4 * (1 - 2 / 5))
    assert bound(case_of(replace(convoy, people=2)), prices([1, 1, 1, 1])) == pytest.approx(
        4 + 2 * 4 * (1 - 1 / 2)
    )


def test_a_whole_party_too_large_for_every_space_wins_nothing():
    assert bound(case_of(replace(PARTY, people=6)), prices()) == 0.0


@pytest.mark.parametrize(("before", "expected"), [(None, 12.0), ("home", 12.0), ("elsewhere", 10.5)])
def test_coming_from_elsewhere_is_a_move(before, expected):
    assert bound(case_of(replace(PARTY, current_space=before)), prices()) == pytest.approx(expected)


def test_a_run_longer_than_the_house_rule_pays_a_move():
    strict = replace(HOME, max_nights=2)
    assert bound(case_of(PARTY, spaces=(strict,)), prices()) == pytest.approx(12 - 0.5 * 3)


def test_a_run_shorter_than_the_house_rule_is_no_stay():
    strict = replace(HOME, min_nights=4)
    assert bound(case_of(PARTY, spaces=(strict,), nights=(1, 4)), prices()) == 0.0
    assert bound(case_of(PARTY, spaces=(strict,)), prices([0, 2, 9, 0])) == pytest.approx(11 + 12 - 11)


def test_coming_back_after_a_night_that_is_not_free_is_a_move():
    windows = (Window("home", START, night(1)), Window("home", night(2), night(4)))
    assert bound(Case((PARTY,), (HOME,), windows), prices()) == pytest.approx(9 - 1.5)


SEXES = {"any": ("", "f", "m", "mixed"), "f": ("f",), "m": ("m",), "same": ("f", "m")}


@pytest.mark.parametrize("rule", SEXES)
@pytest.mark.parametrize("sex", ["", "f", "m", "mixed"])
def test_a_space_takes_parties_by_its_rule_on_sexes(rule, sex):
    case = case_of(replace(PARTY, sex=sex), spaces=(replace(HOME, sexes=rule),))
    assert bound(case, prices()) == pytest.approx(12.0 if sex in SEXES[rule] else 0.0)


def test_one_sex_a_night_is_relaxed():
    women, men = replace(PARTY, sex="f"), replace(PARTY, party_id="p2", sex="m")
    case = case_of(women, men, spaces=(replace(HALL, beds=6, sexes="same"),))
    assert bound(case, prices()) == pytest.approx(24.0)


def test_a_limit_on_moves_is_relaxed():
    fixed = replace(PARTY, max_moves=0)
    two = Case((fixed,), (HOME, HALL), (Window("home", START, night(2)), Window("hall", night(2), night(4))))
    assert bound(two, prices()) == pytest.approx(12 - 1.5)


def test_worth_counts_as_in_a_plan():
    party = replace(PARTY, weight=2.0, wants=frozenset({"crib", "lift"}), lat=50.0, lon=82.0)
    space = replace(HOME, features=frozenset({"lift"}), lat=52.0, lon=82.0)
    case = case_of(party, spaces=(space,), costs=(Cost("p1", "home", 0.25),))
    stay = Stay("p1", "1", 3, "home", START, night(4))
    verdict = check(case, Plan((stay,)), prices(), Worth(want=0.4))
    assert verdict.figures.value == pytest.approx(12 * (2 - 0.2 - 0.4 / 2 - 0.25))
    assert verdict.upper_bound == pytest.approx(verdict.figures.value, abs=1e-9)
    assert verdict.gap == pytest.approx(0.0, abs=1e-9)


def test_more_words_than_a_machine_word_has_bits():
    words = [f"word{number}" for number in range(150)]
    party = replace(PARTY, needs=frozenset(words[:70]), wants=frozenset(words[70:]))
    space = replace(HOME, features=frozenset(words[:110]))
    assert bound(case_of(party, spaces=(space,)), prices()) == pytest.approx(12 * (1 - 0.1 * 40 / 80))
    assert bound(case_of(party, spaces=(replace(space, features=frozenset(words[:69])),)), prices()) == 0.0


def test_person_nights_that_nobody_could_have_housed():
    parties = (PARTY, replace(PARTY, party_id="p2"), Party("p3", 9, START, 2))
    wanted = np.array([[3.0, 3.0, 3.0, 3.0]], np.float32)
    verdict = check(case_of(*parties), Plan(), prices([0, 0, 0, 0], unavoidable=wanted))
    assert verdict.unavoidable_person_nights == 42 - 12


def test_weights_wants_and_distance_do_not_matter_for_the_unavoidable():
    party = replace(PARTY, weight=0.1, wants=frozenset({"crib"}), current_space="elsewhere")
    case = case_of(party, costs=(Cost("p1", "home", 5.0),))
    verdict = check(case, Plan(), prices([0], unavoidable=np.zeros((1, 1), np.float32)))
    assert verdict.unavoidable_person_nights == 0


def test_without_the_second_prices_nothing_is_said_of_the_unavoidable():
    verdict = check(case_of(PARTY), Plan(), prices([0]))
    assert verdict.unavoidable_person_nights is None
    assert check(case_of(PARTY), Plan()).upper_bound is None


def test_an_empty_case_has_the_bound_0():
    verdict = check(Case((), (HOME,), ()), Plan(), prices([1.0], unavoidable=np.ones((1, 1), np.float32)))
    assert (verdict.upper_bound, verdict.gap, verdict.unavoidable_person_nights) == (0.0, 0.0, 0)


@pytest.mark.parametrize(
    ("certificate", "words"),
    [
        (prices([0, -1e-9]), "negative"),
        (prices([0, np.nan]), "not finite"),
        (prices([0, np.inf]), "not finite"),
        (prices([0], ids=("castle",)), "castle"),
        (prices([0], [0], ids=("home", "home")), "twice"),
        (Certificate(("home",), START, np.zeros((2, 3), np.float32)), "shape"),
        (Certificate(("home",), START, np.zeros(1, np.float32)), "shape"),
        (prices([0], unavoidable=np.full((1, 1), -1, np.float32)), "negative"),
    ],
    ids=["negative", "not a number", "infinite", "unknown space", "twice", "rows", "flat", "second prices"],
)
def test_a_certificate_that_proves_nothing_is_refused(certificate, words):
    with pytest.raises(InvalidError, match=words):
        check(case_of(PARTY), Plan(), certificate)


def test_parties_who_ask_for_the_same_count_each_in_what_nobody_could_house():
    case = case_of(*(Party(f"p{i}", 1, START, 2) for i in range(5)), spaces=(HALL,))
    nothing = np.zeros((1, 2), np.float32)
    verdict = check(case, Plan(), Certificate(("hall",), START, nothing, nothing))
    assert verdict.unavoidable_person_nights == 0

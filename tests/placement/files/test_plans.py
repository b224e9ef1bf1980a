"""A plan reads back as it was written; a stranger's plan is read as far as it can be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.base.errors import InvalidError
from shanyrak.placement.files import read_plan, write_plan, write_unplaced
from shanyrak.placement.model import Plan, Reason, Stay

HEADER = "party_id,part,people,space_id,first_night,end_night\n"
START = date(2022, 9, 25)
IDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=5).filter(
    str.strip
)
STAYS = st.builds(
    lambda party, part, people, space, first: Stay(
        party, str(part), people, space, START + timedelta(days=first), START + timedelta(days=first + people)
    ),
    IDS, st.integers(1, 3), st.integers(1, 9), IDS, st.integers(0, 9),
)  # fmt: skip


@given(stays=st.lists(STAYS, max_size=6), suffix=st.sampled_from(["csv", "csv.gz"]))
def test_a_plan_reads_back_as_it_was_written(tmp_path_factory, stays, suffix):
    path = tmp_path_factory.mktemp("plan") / f"plan.{suffix}"
    write_plan(path, Plan.of(stays))
    assert raw(read_plan(path)[0]) == raw(Plan.of(stays))


def raw(plan):
    """Leave the spaces around ids aside; the check of plans finds such ids unknown."""
    return [(s.party_id, s.part, s.people, s.space_id, s.first_night, s.end_night) for s in plan.stays]


def test_a_plan_is_written_sorted_with_line_feeds(tmp_path):
    late = Stay("p1", "1", 2, "hall, east", START + timedelta(days=2), START + timedelta(days=3))
    early = Stay("p1", "1", 2, "дом", START, START + timedelta(days=2))
    write_plan(tmp_path / "plan.csv", Plan((early, late)))
    assert (tmp_path / "plan.csv").read_bytes() == (
        HEADER + 'p1,1,2,"hall, east",2022-09-27,2022-09-28\np1,1,2,дом,2022-09-25,2022-09-27\n'
    ).encode()


def test_a_plan_without_stays_is_its_header(tmp_path):
    write_plan(tmp_path / "plan.csv", Plan())
    assert (tmp_path / "plan.csv").read_text(encoding="utf-8") == HEADER
    assert read_plan(tmp_path / "plan.csv") == (Plan(), [])


def test_rows_that_cannot_be_read_are_faults_and_the_others_stays(tmp_path):
    (tmp_path / "plan.csv").write_text(
        HEADER + "p1,,2,home,2022-09-25,2022-09-27\np2,1,two,home,2022-09-25,soon\n", encoding="utf-8"
    )
    plan, faults = read_plan(tmp_path / "plan.csv")
    assert plan.stays == (Stay("p1", "1", 2, "home", START, START + timedelta(days=2)),)
    assert [(f.row, f.column, f.value) for f in faults] == [(3, "people", "two"), (3, "end_night", "soon")]


def test_what_can_be_read_is_left_to_the_check(tmp_path):
    text = HEADER + " p1,1,-2,nowhere ,2022-09-27,2022-09-25\n"
    (tmp_path / "plan.csv").write_text(text, encoding="utf-8")
    plan, faults = read_plan(tmp_path / "plan.csv")
    assert faults == []
    assert (plan.stays[0].party_id, plan.stays[0].people, plan.stays[0].space_id) == (" p1", -2, "nowhere ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "plan.csv: is empty; its first row must be party_id,part,people"),
        ("party_id,people\np1,2\n", "plan.csv, space_id: this column is missing; add it to the first row"),
        ("\0\1\2" * 9, "plan.csv: is not a text table; save it as CSV UTF-8"),
        (HEADER + '"p1', "plan.csv row 2: has a quotation mark that is not closed"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(tmp_path, text, message):
    (tmp_path / "plan.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidError) as refused:
        read_plan(tmp_path / "plan.csv")
    assert str(refused.value).startswith(message)


def test_a_plan_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InvalidError, match=r"^plan\.csv: does not exist; check the name$"):
        read_plan(tmp_path / "plan.csv")


def test_parties_without_a_bed_are_listed_with_the_reason(tmp_path):
    reasons = [Reason("p6", 9, 18, 18, "too_large"), Reason("p7", 2, 6, 4, "need", "pets, step_free")]
    write_unplaced(tmp_path / "unplaced.csv", reasons)
    assert (tmp_path / "unplaced.csv").read_text(encoding="utf-8") == (
        "party_id,people,asked_person_nights,unhoused_person_nights,reason,detail\n"
        'p6,9,18,18,too_large,\np7,2,6,4,need,"pets, step_free"\n'
    )

"""A promised stay that breaks a rule of the problem is refused, at its row and with the rule in words."""

import tomllib
from pathlib import Path

import pytest

from shanyrak.placement.files import read_case

HEADER = "party_id,part,people,space_id,first_night,end_night\n"
PARTIES = """party_id,people,arrival,nights,place,needs,may_split,max_moves,current_space,sex
p1,2,2022-09-25,4,Oral,,false,,,f
p2,3,2022-09-25,4,,pets,false,1,,mixed
p3,4,2022-09-25,4,,,true,0,home,m
p4,1,2022-09-25,4,,,false,,,
"""
SPACES = """space_id,beds,place,private,features,min_nights,max_nights,sexes
home,4,Oral,true,pets,1,3,any
hall,4,Oral,false,,2,,any
dorm,4,,false,,1,,same
girls,4,,false,,1,,f
away,4,Aktobe,true,pets,1,,any
"""
WINDOWS = """space_id,first_night,end_night
home,2022-09-25,2022-09-27
home,2022-09-27,2022-09-30
hall,2022-09-24,2022-10-30
dorm,2022-09-25,2022-09-28
girls,2022-09-25,2022-09-28
away,2022-09-25,2022-09-28
"""
BROKEN = tomllib.loads(Path(__file__).with_name("broken_promises.toml").read_text(encoding="utf-8"))


def faults_of(put, stays):
    return read_case(put({"parties": PARTIES, "spaces": SPACES, "windows": WINDOWS, "stays": HEADER + stays}))


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_promise_is_refused(put, broken):
    case, faults = faults_of(put, broken["stays"])
    assert case is None
    assert (broken["row"], broken["what"]) in [(fault.row, fault.what) for fault in faults]
    assert {fault.file for fault in faults} == {"stays.csv"}


@pytest.mark.parametrize(
    "stays",
    [
        "p1,1,2,home,2022-09-25,2022-09-27\np1,1,2,home,2022-09-27,2022-09-28",
        "p1,,2,girls,2022-09-25,2022-09-27\np1,1,2,home,2022-09-27,2022-09-29",
        "p3,a,2,home,2022-09-25,2022-09-26\np3,b,2,home,2022-09-26,2022-09-27",
        "p1,1,2,dorm,2022-09-25,2022-09-26\np3,a,4,home,2022-09-26,2022-09-28",
        "p1,1,2,hall,2022-09-25,2022-09-27\np4,1,1,hall,2022-09-26,2022-09-28",
    ],
    ids=["one run in two rows", "a chain", "parts after each other", "sexes on other nights", "shared"],
)
def test_promises_that_keep_the_rules_pass(put, stays):
    case, faults = faults_of(put, stays)
    assert list(map(str, faults)) == []
    assert len(case.stays) == len(stays.splitlines())


def test_a_table_of_stays_may_be_empty(put):
    case, faults = faults_of(put, "")
    assert faults == []
    assert case.stays == ()

"""What we accept means the same to the judge, which reads tables in its own way."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from shanyrak.placement.files import read_case

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
EXAMPLE = ROOT / "examples/evening"
CASES = [EXAMPLE, *(SHARED / "cases" / name for name in ("albany", "convoy"))]


ODD = [
    (
        "party_id,people,arrival,nights,needs,weight,may_split,max_moves,place,sex,lat,lon,not_after,extra\n"
        'p1, 2 , 2022-09-25 ,4,"pets;;x; pets",,TRUE,, Oral ,,,,,\n'
        "p2,+3,2022-09-25,0,,0.5,Yes,2.0,,f,,,,1\n"
        "p3,1_0,2022-09-25,2,,1e-1,0,0,  ,mixed,1,-2,2022-09-26,,,\n"
        "p4,4,2022-09-25,2"
    ),
]


@pytest.fixture(params=[*CASES, *ODD], ids=lambda param: getattr(param, "name", "odd"))
def folder(request, tmp_path):
    if isinstance(request.param, Path):
        if not request.param.exists():
            pytest.skip("needs ../shared, which is not part of the project")
        return request.param
    (tmp_path / "parties.csv").write_text(request.param, encoding="utf-8")
    (tmp_path / "spaces.csv").write_text(
        "space_id,beds,private,features,min_nights,max_nights,sexes,first_night,end_night,place\n"
        "a,4,,x;pets,,,,2022-09-25,2022-09-29,Oral\n"
        "b,4,NO,pets ; x,2.0,9, same ,2022-09-26,2022-09-26,\n",
        encoding="utf-8",
    )
    return tmp_path


def test_a_case_means_the_same_to_the_judge(judge, folder):
    theirs = judge.Case(folder)
    ours, faults = read_case(folder)
    assert [fault for fault in faults if fault.refused] == []
    parties, spaces = ours.parties, ours.spaces
    assert theirs.party_id == [p.party_id for p in parties]
    assert theirs.space_id == [s.space_id for s in spaces]
    assert theirs.people.tolist() == [p.people for p in parties]
    assert theirs.weight.tolist() == [p.weight for p in parties]
    assert theirs.split.tolist() == [p.may_split for p in parties]
    assert np.maximum(theirs.end - theirs.arrival, 0).tolist() == [p.n_nights for p in parties]
    assert [m if np.isfinite(m) else None for m in theirs.max_moves] == [p.max_moves for p in parties]
    assert theirs.current == [p.current_space or "" for p in parties]
    assert [judge.SEXES[n] for n in theirs.sex] == [p.sex for p in parties]
    assert theirs.beds.tolist() == [s.beds for s in spaces]
    assert theirs.private.tolist() == [s.private for s in spaces]
    assert theirs.min_nights.tolist() == [s.min_nights for s in spaces]
    assert theirs.max_nights.tolist() == [s.max_nights or 10**6 for s in spaces]
    assert [judge.RULES[n] for n in theirs.sexes] == [s.sexes for s in spaces]
    lengths = [len(p.needs) for p in parties] + [len(s.features) for s in spaces]
    assert [int(mask).bit_count() for mask in [*theirs.needs, *theirs.features]] == lengths
    assert_same_floats(theirs.p_lat, [p.lat for p in parties])
    assert_same_floats(theirs.s_lon, [s.lon for s in spaces])
    assert partition(theirs.p_place, theirs.s_place) == partition_of_names(parties, spaces)
    assert theirs.open.tolist() == free(ours, theirs).tolist()


def assert_same_floats(theirs, ours):
    np.testing.assert_array_equal(theirs, np.array([np.nan if x is None else x for x in ours]))


def partition(*codes):
    """Give places numbers in order of their first mention, -1 where there is none."""
    seen = {-1: -1}
    return [seen.setdefault(int(code), len(seen)) for code in np.concatenate(codes)]


def partition_of_names(parties, spaces):
    seen = {None: -1}
    return [seen.setdefault(each.place, len(seen)) for each in [*parties, *spaces]]


def free(ours, theirs):
    nights = np.zeros_like(theirs.open)
    row = {space.space_id: n for n, space in enumerate(ours.spaces)}
    first = date(1970, 1, 1).toordinal() + theirs.first
    for window in ours.windows:
        start, end = window.first_night.toordinal() - first, window.end_night.toordinal() - first
        nights[row[window.space_id], max(start, 0) : max(end, 0)] = True
    return nights

"""A case that is written reads back as it was, whatever it holds."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shanyrak.base.errors import InvalidError
from shanyrak.placement.files import read_case, write_case
from shanyrak.placement.model import Case, Cost, Party, Space, Stay, Window

START = date(2022, 9, 20)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8).filter(
    lambda text: text == text.strip()
)
WORDS = st.frozensets(st.sampled_from(["pets", "step_free", "тихо", "a,b", 'say "hi"']))
NIGHTS = st.integers(0, 40).map(lambda n: START + timedelta(days=n))
SOME = st.integers(1, 9)
POINTS = st.one_of(st.just((None, None)), st.tuples(st.floats(-90, 90), st.floats(-180, 180)))


def maybe(strategy):
    return st.none() | strategy


@st.composite
def parties(draw, party_id):
    lat, lon = draw(POINTS)
    return Party(
        party_id=party_id,
        people=draw(SOME),
        arrival=draw(NIGHTS),
        nights=draw(st.integers(-1, 9)),
        place=draw(maybe(TEXTS)),
        lat=lat,
        lon=lon,
        needs=draw(WORDS),
        wants=draw(WORDS),
        weight=draw(st.floats(1e-6, 1e6)),
        may_split=draw(st.booleans()),
        max_moves=draw(maybe(st.integers(0, 9))),
        not_after=draw(maybe(NIGHTS)),
        current_space=draw(maybe(TEXTS)),
        sex=draw(st.sampled_from(["", "f", "m", "mixed"])),
    )


@st.composite
def spaces(draw, space_id):
    lat, lon = draw(POINTS)
    shortest = draw(SOME)
    longest = draw(maybe(st.integers(shortest, 99)))
    return Space(
        space_id, draw(SOME), draw(maybe(TEXTS)), lat, lon, draw(st.booleans()), draw(WORDS),
        shortest, longest, draw(st.sampled_from(["any", "f", "m", "same"])),
    )  # fmt: skip


@st.composite
def cases(draw):
    people = tuple(draw(parties(i)) for i in draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True)))
    rooms = tuple(draw(spaces(i)) for i in draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True)))
    free = draw(st.lists(st.tuples(st.sampled_from(rooms), NIGHTS, SOME), min_size=1, max_size=6))
    pairs = st.tuples(st.sampled_from(people), st.sampled_from(rooms))
    dear = draw(st.lists(pairs, max_size=3, unique_by=lambda pair: (pair[0].party_id, pair[1].space_id)))
    return Case(
        parties=people,
        spaces=rooms,
        windows=tuple(Window(room.space_id, night, night + timedelta(days=n)) for room, night, n in free),
        costs=tuple(Cost(p.party_id, s.space_id, draw(st.floats(-10, 10))) for p, s in dear),
    )


@given(case=cases(), gzipped=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_case_reads_back_as_it_was_written(tmp_path_factory, case, gzipped):
    folder = tmp_path_factory.mktemp("case")
    write_case(folder, case, gzipped=gzipped)
    again, faults = read_case(folder)
    assert [str(fault) for fault in faults if fault.refused] == []
    assert again == case


PROMISE = Case(
    parties=(Party("p1", 2, START, 3),),
    spaces=(Space("home", 2),),
    windows=(Window("home", START, START + timedelta(days=9)),),
    stays=(Stay("p1", "1", 2, "home", START, START + timedelta(days=2)),),
)


def test_promised_stays_are_written_too(tmp_path):
    write_case(tmp_path / "case", PROMISE)
    assert read_case(tmp_path / "case") == (PROMISE, [])


@pytest.mark.parametrize("gzipped", [False, True])
def test_equal_cases_give_equal_bytes(tmp_path, gzipped):
    for name in ("one", "two"):
        write_case(tmp_path / name, PROMISE, gzipped=gzipped)
    written = [
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two")
    ]
    assert written[0] == written[1]
    suffix = ".csv.gz" if gzipped else ".csv"
    if gzipped:
        assert {data[4:8] for data in written[0].values()} == {bytes(4)}  # the time in a gzip header
    assert set(written[0]) == {name + suffix for name in ("parties", "spaces", "windows", "stays")}


def test_columns_that_say_nothing_are_left_out(tmp_path):
    write_case(tmp_path, PROMISE)
    assert (tmp_path / "spaces.csv").read_text(encoding="utf-8") == "space_id,beds\nhome,2\n"
    assert (tmp_path / "parties.csv").read_text(encoding="utf-8") == (
        "party_id,people,arrival,nights\np1,2,2022-09-20,3\n"
    )


def test_a_case_is_not_written_among_the_tables_of_another(tmp_path):
    write_case(tmp_path, PROMISE)
    write_case(tmp_path, PROMISE)
    with pytest.raises(InvalidError, match=r"holds parties\.csv, .* of another case; name an empty folder"):
        write_case(tmp_path, PROMISE, gzipped=True)

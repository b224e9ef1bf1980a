"""A small case as texts, and a folder to put it in."""

from pathlib import Path

import pytest

PARTIES = """party_id,people,arrival,nights,place,needs,may_split,max_moves,current_space,sex
p1,2,2022-09-25,4,Oral,,false,,,f
p2,3,2022-09-26,2,Oral,pets,false,1,,mixed
p3,4,2022-09-25,4,,,true,,home,m
"""
SPACES = """space_id,beds,place,private,features,min_nights,max_nights,sexes
home,4,Oral,true,pets;kitchen,1,3,any
hall,6,Oral,false,,2,,any
dorm,4,,false,,1,,same
"""
WINDOWS = """space_id,first_night,end_night
home,2022-09-25,2022-09-30
hall,2022-09-25,2022-09-30
dorm,2022-09-25,2022-09-30
"""


@pytest.fixture
def tables() -> dict[str, str]:
    """Texts by name of table, to be changed by a test."""
    return {"parties": PARTIES, "spaces": SPACES, "windows": WINDOWS}


@pytest.fixture
def put(tmp_path):
    """Write texts as the CSV files of a case and return its folder."""

    def write(tables: dict[str, str]) -> Path:
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return tmp_path

    return write

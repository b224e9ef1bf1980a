"""The named cases: where they are found, how long a plan may take and how good it has to be proved."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from measure import ROOT, environment

SHARED = Path(os.environ.get("SHANYRAK_CASES", ROOT.parent / "shared" / "cases"))


@dataclass(frozen=True, slots=True)
class BenchCase:
    """A case with its time limit in seconds and the gap that has to be proved, where there is one.

    `wave` are the arguments of `shanyrak generate wave`, for cases that are drawn; `listings` the folders of
    listings from which `build.py` beside the cases makes one that is not stored; `candidates` is how many
    candidate spaces a party each peer gets, chosen so that the peer does best in the time.
    """

    name: str
    time_limit_s: float
    gap: float | None = None
    wave: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    candidates: Mapping[str, int] = field(default_factory=dict)


LISTINGS = ("antwerp_2024-06", "albany_2024-11", "munich_2023-12", "vancouver_2020-10", "dublin_2021-04")
WAVE = ("--people", "20000", "--nights", "30")
CASES = {
    case.name: case
    for case in (
        BenchCase("albany", 20, 0.0015, candidates={"cpsat": 20, "highs": 9, "timefold": 5}),
        BenchCase("antwerp", 60, 0.005, candidates={"cpsat": 10, "highs": 2, "timefold": 2}),
        BenchCase("convoy", 60, 0.010, candidates={"cpsat": 4, "highs": 2, "timefold": 2}),
        BenchCase(
            "wave200k", 60, 0.008, listings=LISTINGS, candidates={"cpsat": 4, "highs": 2, "timefold": 2}
        ),
        BenchCase("wave", 60, wave=WAVE, candidates={"cpsat": 10, "highs": 2, "timefold": 2}),
    )
}
SMALL_WAVE = ("--people", "400", "--nights", "8")
SMOKE = BenchCase("smoke", 12, wave=SMALL_WAVE, candidates={"cpsat": 10, "highs": 10, "timefold": 5})


def folder_of(case: BenchCase, work: Path) -> Path | None:
    """Return the folder of a case, drawn or built into `work` if need be; None where it is not there."""
    folder = SHARED / case.name
    if not case.wave and (folder.is_dir() or not case.listings or not SHARED.is_dir()):
        return folder if folder.is_dir() else None
    folder = work / case.name
    if case.listings:
        _build(case, folder)
        return folder
    words = [sys.executable, "-m", "shanyrak", "generate", "wave", "-o", str(folder), "--seed", "0"]
    subprocess.run([*words, *case.wave], check=True, stdout=subprocess.DEVNULL, env=environment(1))
    return folder


def _build(case: BenchCase, folder: Path) -> None:
    """Make a case of 200,000 people from listings and hotel bookings, as the page beside the cases says."""
    data = SHARED.parent / "data"
    listings = [str(data / "airbnb" / name) for name in case.listings]
    bookings = str(data / "hotel_bookings" / "hotel_bookings.csv.gz")
    words = [sys.executable, str(SHARED / "build.py"), "hotel-airbnb", "--listings", *listings]
    words += ["--bookings", bookings, "--nights", "60", "--people", "200000", str(folder)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)

"""Processes fight for the same beds, and die at any moment: none is given twice, no answer is lost.

The whole of it is in `benchmarks/city/race.py` and `benchmarks/city/crash.py`; here it is short.
"""

import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

from shanyrak.apps.hosting import ledger
from shanyrak.apps.stays import rules, services
from shanyrak.interfaces.cli.platform.examining import examine
from tests.factories import NOW, nights

sys.path.append(str(Path(__file__).parents[3] / "benchmarks/city"))
beds, crash, race = (import_module(name) for name in ("beds", "crash", "race"))

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.forks]
N_PROCESSES, N_ATTEMPTS, N_ROUNDS = 4, 25, 4


def run():
    outcomes, told = race.race(beds.seed(), N_PROCESSES, N_ATTEMPTS)
    return SimpleNamespace(outcomes=outcomes, wrong=race.wrongs(outcomes, told))


def test_processes_that_want_the_same_beds_get_each_once():
    done = run()
    assert done.wrong == []
    assert done.outcomes["held"] > 0
    assert done.outcomes["refused"] > N_ATTEMPTS


def test_without_its_guard_the_race_is_lost(monkeypatch):
    """Who looks at the ledger no more meets the constraint of the database, which gives nobody an answer."""
    monkeypatch.setattr(rules, "_lacks_room", lambda *_: False)
    monkeypatch.setattr(ledger, "take", race.take_unguarded)
    assert any("no_bed_is_promised_twice" in fault for fault in run().wrong)


def test_whoever_is_killed_has_lost_no_answer_and_taken_no_bed():
    told, wrong = crash.crash(beds.seed(), 0, N_ROUNDS)
    assert wrong == []
    assert told.n_answers > N_ROUNDS
    assert [found for found in examine(NOW) if found.grade == "wrong"] == []


def test_an_answer_that_was_lost_is_seen():
    city, told = beds.seed(), crash.Told()
    place = services.Place(city.spaces[0], nights(0, 2))
    stay = services.hold_beds(actor=city.actor, now=NOW, party=city.parties[0], place=place)
    told.read([f"is {stay} held", "about new"])
    services.cancel_stay(actor=city.actor, now=NOW, stay=stay)
    assert crash._forgotten(told) == ["a stay was told to be held and is cancelled"]

"""The page on the life of a stay shows the steps and the deadlines that the code has."""

import re
from datetime import timedelta

from shanyrak.apps.stays import times
from shanyrak.apps.stays.states import FAILED, STEPS, StayState
from tools import life_of_a_stay

PAGE = life_of_a_stay.PAGE.read_text(encoding="utf-8")


def test_the_page_has_the_steps_of_the_code():
    assert life_of_a_stay.renewed(PAGE) == PAGE, "run tools/life_of_a_stay.py"
    assert all(f"`{name}`" in PAGE for name in STEPS)


def test_every_state_can_be_reached_and_only_endings_lead_nowhere():
    assert {step.after for step in STEPS.values()} == set(StayState)
    onward = {state for step in STEPS.values() for state in step.before}
    assert set(StayState) - onward <= {StayState.OUT, *FAILED}


def test_the_page_has_the_deadlines_of_the_code():
    told = dict(re.findall(r"(?m)^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", PAGE.partition("## Until when")[2]))
    minutes = {
        "a member who holds beds and thinks": times.MEMBER_THINKS,
        "a host, for tonight": times.HOST_ANSWERS_TONIGHT,
    }
    for who, time in minutes.items():
        assert told[who].startswith(f"{time // timedelta(minutes=1)} minutes")
    late = f"after {times.LATE:%H:%M} {times.HOST_ANSWERS_LATE // timedelta(minutes=1)} minutes"
    assert late in told["a host, for tonight"]
    assert told["a host, for a later night"] == f"{times.HOST_ANSWERS_LATER // timedelta(hours=1)} hours"
    assert timedelta(hours=1) == times.PARTY_ANSWERS
    assert told["the party, after the host"] == "one hour"
    assert timedelta(hours=2) == times.UNVOUCHED_AT_MOST

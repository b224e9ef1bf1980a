"""Puzzles: the known answers, and each thing that is refused, in its order."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.core.sealing import (
    Purpose,
    Puzzle,
    PuzzleError,
    PuzzleKey,
    check_solution,
    from_base64url,
    issue_puzzle,
    read_puzzle,
    solve,
    to_base64url,
)

POW = json.loads((Path(__file__).parents[1] / "security-vectors.json").read_text(encoding="utf-8"))["pow"]
KEY = PuzzleKey.from_hex(POW["key"])
NOW = datetime(2026, 9, 26, 21, 0, tzinfo=UTC)
cases = pytest.mark.parametrize("case", POW["cases"], ids=[f"{case['bits']} bits" for case in POW["cases"]])


def known(case):
    now = datetime.fromtimestamp(case["expiry"], UTC)
    return read_puzzle(
        KEY, case["wire_base64url"], purpose=Purpose(case["purpose"]), least_bits=case["bits"], now=now
    )


def fault(act):
    with pytest.raises(PuzzleError) as refusal:
        act()
    return refusal.value.code


def read(wire, **changes):
    how = {"purpose": Purpose.INTAKE, "least_bits": 8, "now": NOW} | changes
    return read_puzzle(KEY, wire, **how)


@pytest.fixture
def wire():
    return issue_puzzle(KEY, purpose=Purpose.INTAKE, bits=8, now=NOW)


@cases
def test_a_puzzle_is_that_of_the_known_answers(case):
    puzzle = known(case)
    assert puzzle.to_bytes().hex() == case["puzzle"]
    mac = hmac.digest(KEY.reveal(), puzzle.to_bytes(), "sha256")[:16]
    assert mac.hex() == case["mac"]
    assert to_base64url(puzzle.to_bytes() + mac) == case["wire_base64url"]


@cases
def test_its_smallest_solution_is_that_of_the_known_answers(case):
    puzzle = known(case)
    check_solution(puzzle, case["smallest_solution"])
    assert case["hash"].startswith("0" * (case["bits"] // 4))
    if case["bits"] <= 16:
        assert solve(puzzle) == case["smallest_solution"]
    assert fault(lambda: check_solution(puzzle, case["smallest_solution"] - 1)) == "unsolved"


def test_a_new_puzzle_is_good_for_ten_minutes(wire):
    assert len(wire) == 52
    puzzle = read(wire, now=NOW + timedelta(minutes=10))
    assert (puzzle.purpose, puzzle.bits) == (Purpose.INTAKE, 8)
    check_solution(puzzle, solve(puzzle))
    assert fault(lambda: read(wire, now=NOW + timedelta(minutes=10, seconds=1))) == "expired"


@pytest.mark.parametrize("text", ["", "x", "A" * 51, "A" * 53, "A" * 51 + "=", "пазл", "A" * 10**4])
def test_what_is_no_puzzle_is_refused(text):
    assert fault(lambda: read(text)) == "bad_form"


@given(st.integers(0, 38), st.integers(1, 255))
def test_no_byte_of_a_puzzle_can_be_changed(at, change):
    content = from_base64url(issue_puzzle(KEY, purpose=Purpose.INTAKE, bits=8, now=NOW))
    forged = content[:at] + bytes([content[at] ^ change]) + content[at + 1 :]
    assert fault(lambda: read(to_base64url(forged))) == "forged"


def test_a_puzzle_of_another_server_is_refused(wire):
    assert (
        fault(lambda: read_puzzle(PuzzleKey(bytes(32)), wire, purpose=Purpose.INTAKE, least_bits=8, now=NOW))
        == "forged"
    )


def test_a_solution_pays_for_one_purpose(wire):
    assert fault(lambda: read(wire, purpose=Purpose.OFFER)) == "other_purpose"


def test_an_easier_puzzle_than_was_asked_of_anybody_is_refused(wire):
    assert fault(lambda: read(wire, least_bits=9)) == "too_easy"
    assert read(wire, least_bits=7).bits == 8


def test_the_first_thing_that_is_wrong_is_told(wire):
    late = NOW + timedelta(hours=1)
    everything = {"now": late, "purpose": Purpose.SIGN_IN, "least_bits": 30}
    assert fault(lambda: read(wire[:-2], **everything)) == "bad_form"
    assert fault(lambda: read_puzzle(PuzzleKey(bytes(32)), wire, **everything)) == "forged"
    assert fault(lambda: read(wire, **everything)) == "expired"
    assert fault(lambda: read(wire, **everything | {"now": NOW})) == "other_purpose"


@pytest.mark.parametrize("solution", [-1, 2**64, 10**30])
def test_a_solution_has_64_bits(wire, solution):
    assert fault(lambda: check_solution(read(wire), solution)) == "unsolved"


@given(st.integers(0, 16), st.binary(min_size=16, max_size=16), st.integers(0, 2**64 - 1))
def test_a_solved_puzzle_has_its_bits(bits, nonce, solution):
    puzzle = Puzzle(Purpose.OFFER, bits, 0, nonce)
    digest = hashlib.sha256(puzzle.to_bytes() + solution.to_bytes(8)).digest()
    leading = f"{int.from_bytes(digest):0256b}".partition("1")[0]
    assert puzzle.is_solved_by(solution) == (len(leading) >= bits)


def test_no_two_puzzles_are_alike():
    wires = {issue_puzzle(KEY, purpose=Purpose.INTAKE, bits=16, now=NOW) for _ in range(100)}
    assert len(wires) == 100

"""Print each goal of privacy and security with what was measured and the command that measured it.

python tools/security.py [--quick] [GOAL]...

Nothing is told that no command showed: a figure is read from what its command prints, or from a record that
a command of `benchmarks/` made, with its day. `--quick` leaves out what takes minutes. The status is 1 if a
goal is missed.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
RECORDS = ROOT / "benchmarks/results/platform.json"
PATIENCE_S = 1800
PASSED = r"(\d+ passed[^\n]*?) in "
MET, MISSED, UNKNOWN = "met", "MISSED", "not measured"
DATA = '"${SHANYRAK_DATABASE#*host=}/data"'
LEAKS = "tests/interfaces/cli/platform/leaks"


@dataclass(frozen=True)
class Goal:
    """What is aimed at, the words that measure it, and what of their answer is the figure."""

    name: str
    aim: str
    command: str
    figure: str = PASSED
    is_slow: bool = False


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    aim: str
    measured: str
    verdict: str
    command: str


SCAN = "python -m shanyrak leakscan"
SCANNED = r"(\d+ canaries; control: 10 of 10 planted leaks found)"
WORDS, STAYS = "tests/core/passphrases", "tests/interfaces/public/stays"
SHARED, WATCHING = "tests/interfaces/shared", "tests/interfaces/cli/platform/watching"
WHO_MAY = "tests/interfaces/{}/test_who_may.py"
GOALS = (
    Goal("G1", "0 hits of 40 canaries in all that a site with a file leaves", SCAN, SCANNED, is_slow=True),
    Goal("G1", "the same with PostgreSQL", f"postgresql {SCAN}", SCANNED, is_slow=True),
    Goal("G1", "every form in every kind of file is found", f"pytest {LEAKS}/test_scanner.py"),
    Goal(
        "G2",
        "nobody who ran out can be had back",
        "python -m shanyrak prove-purge --rehearse",
        r"ok: ([^\n]+)\s*\Z",
        is_slow=True,
    ),
    Goal(
        "G3",
        "scripts on: no phrase leaves the browser",
        "pytest tests/journeys/test_contact.py",
        is_slow=True,
    ),
    Goal(
        "G4", "77 bits, words known by four letters", f"pytest {WORDS}/test_lists.py {WORDS}/test_drawing.py"
    ),
    Goal("G5", "300 requests a second, 20 with keys of ours", "record intake.py", "key made"),
    Goal("G6", "revoked at once, sealed anew, report exact", "pytest tests/apps/vault/test_resealing.py"),
    Goal("G7", "10,000 tamperings found", "pytest tests/apps/audit/test_tampering.py tests/core/auditlog"),
    Goal("G9", "0 network addresses in all that is left", f"pytest {LEAKS}/test_leakscan.py", is_slow=True),
    Goal("G10", "one length in every state", f"pytest {STAYS}/test_me.py {STAYS}/test_pages.py"),
    Goal("G10", "panic and nobody 5 ms apart at most", "record intake.py", "panic"),
    Goal("G11", "families found with AUC 0.55 at most", "pytest tests/apps/intake/test_linkage.py"),
    Goal("G14", "light scripts, exact headers", f"pytest {SHARED}/test_vendor.py {SHARED}/test_headers.py"),
    Goal("G15", "ASVS 5.0: nine tenths of level 2", "pytest tests/docs/test_promises.py"),
    Goal("G16", "bandit: nothing of medium weight or more", "bandit -q -ll -r src tools", r"()\Z"),
    Goal("G16", "no known hole in what a site runs", "python tools/known_holes.py", r"(\d+ packages, .*)"),
    Goal("G16", "16 packages at most, all listed", "pytest tests/tools/test_sbom.py"),
    Goal("G16", "one changed byte is found", f"pytest {WATCHING}/test_verify_site.py"),
    Goal("G18", "every address, method and role declared", f"pytest {WHO_MAY.format('public')}"),
    Goal("G18", "the same of members", f"pytest {WHO_MAY.format('staff')}"),
    Goal("G19", "every seeded fault caught", "python tools/mutants.py", r"(\d+ of \d+ caught)", is_slow=True),
)
# What the design asks for and nothing here measures yet.
OWED = {
    "G8": "ten times as many fakes add 2 % unhoused person-nights at most",
    "G12": "public figures refuse to overspend",
    "G13": "nine of ten tasks of arrivals without scripts",
    "G17": "killed at 200 points, nobody is lost or had back",
}


def main() -> int:
    """Measure what is asked for; print a row as soon as it is known."""
    words = [word for word in sys.argv[1:] if word != "--quick"]
    rows = []
    for row in table(words, is_quick="--quick" in sys.argv):
        rows.append(row)
        print(f"{row.name:4} {row.verdict:13} {row.aim}: {row.measured}\n{'':18} {row.command}", flush=True)
    return int(any(row.verdict == MISSED for row in rows))


def table(names: list[str], *, is_quick: bool) -> Iterator[Row]:
    """Yield the rows of these goals, or of all."""
    for goal in GOALS:
        if names and goal.name not in names:
            continue
        if is_quick and goal.is_slow:
            yield Row(goal.name, goal.aim, "takes minutes", UNKNOWN, goal.command)
        else:
            yield measured(goal)
    for name, aim in OWED.items():
        if not names or name in names:
            yield Row(name, aim, "nothing measures it yet", UNKNOWN, "-")


def measured(goal: Goal) -> Row:
    """Run what measures a goal, or read the record that it made."""
    first, *others = goal.command.split()
    if first == "record":
        return _recorded(goal, others[0])
    done = subprocess.run(
        _words(first, others), cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE_S
    )
    found = re.search(goal.figure, done.stdout)
    told = found[1].strip() or "nothing found" if found else (done.stdout + done.stderr).strip()[-200:]
    verdict = MET if done.returncode == 0 and found else MISSED
    return Row(goal.name, goal.aim, told, UNKNOWN if "not asked:" in told else verdict, goal.command)


def _words(first: str, others: list[str]) -> list[str]:
    """Return the words that start what measures, with this Python."""
    if first == "pytest":
        return [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *others]
    if first == "bandit":
        return [sys.executable, "-m", "bandit", *others]
    if first == "postgresql":
        told = [sys.executable, *others[1:], "--database", '"$SHANYRAK_DATABASE"', DATA]
        return [sys.executable, "tools/postgres.py", "sh", "-c", " ".join(told)]
    return [sys.executable, *others]


def _recorded(goal: Goal, script: str) -> Row:
    """Return a goal with what `benchmarks/city` measured and kept."""
    command = f"python benchmarks/city/{script} --keep"
    kept = json.loads(RECORDS.read_text(encoding="utf-8")).get(script, {"figures": []})
    figures = [figure for figure in kept["figures"] if goal.figure in figure["what"]]
    if not figures:
        return Row(goal.name, goal.aim, "no record of it", UNKNOWN, command)
    told = "; ".join(f"{figure['value']:.4g} {figure['unit']}" for figure in figures)
    is_met = all(_is_met(figure) for figure in figures)
    return Row(goal.name, goal.aim, f"{told} ({kept['made_on']})", MET if is_met else MISSED, command)


def _is_met(figure: dict[str, float | None]) -> bool:
    value, most, least = figure["value"], figure["most"], figure["least"]
    return value is not None and (most is None or value <= most) and (least is None or value >= least)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(ROOT / "src"))
    sys.exit(main())

"""Time tomorrow's plan from today's: some parties and spaces change, and the case is planned again.

The plan of today is made here, or named; the loops are then met once on a small case, so that the time is
that of the search and not of loading it. Wall and processor time of one process; the machine should be idle.
"""

import argparse
import json
import os
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from machine import described
from table import RESULTS, renew_page

from shanyrak.interfaces.cli.verdicts import case_from
from shanyrak.placement import (
    Case,
    Certificate,
    Party,
    Plan,
    Previous,
    Problem,
    Space,
    Stop,
    Window,
    check,
    solve,
)
from shanyrak.placement.files import read_certificate, read_plan
from shanyrak.placement.waves import wave

MOST_S, MORE_GAP, MOST_LOST = 5.0, 0.002, 0.01  # seconds of search, of the gap, of told stays that change
Record = dict[str, Any]


def main() -> int:
    """Measure, print, keep the result; return 1 where a target was missed."""
    options = _options()
    case = case_from(options.case)
    plan, certificate = _today(case, options)
    gap = _gap(case, plan, certificate)
    _warm(options.threads)
    runs = []
    for seed in range(options.seed, options.seed + options.repeat):
        tomorrow = changed(case, options.share, np.random.default_rng(seed))
        runs.append(
            {"seed": seed, **measured(tomorrow, Previous(plan, certificate, options.told), gap, options)}
        )
    result = {
        "case": options.case.name,
        "made_on": datetime.now(tz=UTC).date().isoformat(),  # noqa: TID251  # a record has its date
        "parties": len(case.parties),
        "spaces": len(case.spaces),
        "share": options.share,
        "told": options.told,
        "threads": options.threads,
        "gap_today": round(gap, 6),
        "median": {
            key: median(run[key] for run in runs) for key in ("seconds", "cpu_seconds", "gap", "lost_share")
        },
        "runs": runs,
        "machine": described(),
    }
    _print(result)
    if not options.dry:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"replan-{options.case.name}.json"
        path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        renew_page()
    missed = list(_missed(result))
    print(*(f"missed: {text}" for text in missed), sep="\n")
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    say = parser.add_argument
    say("case", type=Path, metavar="CASE", help="folder of the case")
    say(
        "--plan", type=Path, metavar="OUT", help="folder that `shanyrak place` wrote; else it is planned here"
    )
    say("--time-limit", type=float, default=60, help="seconds for the plan of today")
    say("--share", type=float, default=0.01, help="of the parties and of the spaces that change")
    say("--told", type=float, default=2.0, help="price of telling one person anew, in person-nights")
    say("--threads", type=int, default=2)
    say("--seed", type=int, default=0, help="of the first change")
    say("--repeat", type=int, default=3, help="changes, with seeds one after the other")
    say("--dry", action="store_true", help="keep no result")
    return parser.parse_args()


def _today(case: Case, options: argparse.Namespace) -> tuple[Plan, Certificate]:
    if options.plan is None:
        stop = Stop(time_limit_s=options.time_limit, gap=0.0, clock=False)
        result = solve(Problem.of(case), stop=stop, threads=options.threads)
        return result.plan, result.certificate
    plan, faults = read_plan(options.plan / "plan.csv")
    if faults:
        raise SystemExit("\n".join(map(str, faults)))
    return plan, read_certificate(options.plan / "certificate.npz")


def _gap(case: Case, plan: Plan, certificate: Certificate) -> float:
    gap = check(case, plan, certificate).gap
    if gap is None:
        raise SystemExit("The certificate proves nothing of this case.")
    return gap


def _warm(threads: int) -> None:
    """Meet every loop once."""
    problem, stop = Problem.of(wave(people=200, nights=6, seed=0)), Stop(900.0, gap=0.0, rounds=1)
    first = solve(problem, stop=stop, threads=threads)
    solve(problem, previous=Previous(first.plan, first.certificate), stop=stop, threads=threads)


def changed(case: Case, share: float, rng: np.random.Generator) -> Case:
    """Return the case of tomorrow: a share of the parties and of the spaces has changed.

    A third of those parties no longer come and others, who ask for what people ask for, come in their place;
    a third comes a day later, stays a night more or less, or is one more; a third is replaced, too. Of the
    spaces a quarter is withdrawn, a quarter from some night on, and a half are offered anew, each like some
    other one and on the nights of a third one.
    """
    parties = _parties(case, share, rng)
    spaces, windows = _spaces(case, share, rng)
    return replace(case, parties=parties, spaces=spaces, windows=windows, stays=(), costs=())


def _parties(case: Case, share: float, rng: np.random.Generator) -> tuple[Party, ...]:
    parties: dict[str, Party] = {party.party_id: party for party in case.parties}
    drawn = rng.choice(len(case.parties), round(share * len(case.parties)), replace=False)
    for n, p in enumerate(drawn.tolist()):
        party, turn = case.parties[p], int(rng.integers(4))
        if n % 3:
            del parties[party.party_id]
            other = case.parties[int(rng.integers(len(case.parties)))]
            parties[f"new {n}"] = replace(other, party_id=f"new {n}", current_space=None)
        else:
            parties[party.party_id] = (
                replace(party, arrival=party.arrival + timedelta(1)),
                replace(party, nights=party.nights + 1),
                replace(party, nights=max(party.nights - 1, 1)),
                replace(party, people=party.people + 1),
            )[turn]
    return tuple(parties.values())


def _spaces(
    case: Case, share: float, rng: np.random.Generator
) -> tuple[tuple[Space, ...], tuple[Window, ...]]:
    windows: dict[str, list[Window]] = {space.space_id: [] for space in case.spaces}
    for window in case.windows:
        windows[window.space_id].append(window)
    spaces = {space.space_id: space for space in case.spaces}
    first = min(party.arrival for party in case.parties)
    nights = max((party.end_night - first).days for party in case.parties)
    drawn = rng.choice(len(case.spaces), round(share * len(case.spaces)), replace=False)
    for n, s in enumerate(drawn.tolist()):
        space = case.spaces[s]
        if n % 4 == 0:
            del spaces[space.space_id], windows[space.space_id]
        elif n % 4 == 1:
            end = first + timedelta(int(rng.integers(nights)))
            whole = windows[space.space_id]
            windows[space.space_id] = [
                replace(w, end_night=min(w.end_night, end)) for w in whole if w.first_night < end
            ]
        else:
            name, other = f"new {n}", case.spaces[int(rng.integers(len(case.spaces)))]
            spaces[name] = replace(space, space_id=name)
            windows[name] = [replace(w, space_id=name) for w in case.windows if w.space_id == other.space_id]
    return tuple(spaces.values()), tuple(window for each in windows.values() for window in each)


def measured(case: Case, previous: Previous, gap: float, options: argparse.Namespace) -> Record:
    """Plan a case of tomorrow, and return what it took and what became of what was told."""
    problem = Problem.of(case)
    stop = Stop(time_limit_s=options.time_limit, gap=gap + MORE_GAP, clock=False)
    load, began, cpu = os.getloadavg()[0], time.perf_counter(), time.process_time()
    result = solve(problem, previous=previous, stop=stop, threads=options.threads)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    verdict = check(case, result.plan, result.certificate)
    if not verdict.is_valid or verdict.gap is None:
        raise SystemExit(f"the plan breaks a rule: {verdict.violations[0].text}")
    by_choice = sum(notice.kind == "worth" for notice in result.notices)
    return {
        "seconds": round(seconds, 3),
        "cpu_seconds": round(cpu, 3),
        "gap": round(verdict.gap, 6),
        "told_stays": result.told_stays,
        "lost_stays": len(result.notices),
        "lost_by_choice": by_choice,
        "lost_share": round(len(result.notices) / max(result.told_stays, 1), 6),
        "reasons": dict(Counter(notice.kind for notice in result.notices).most_common()),
        "unavoidable_person_nights": result.unavoidable_person_nights,
        "stopped_by": result.stopped_by,
        "load_average": round(load, 2),
    }


def _missed(result: Record) -> list[str]:
    one = result["median"]
    checks = {
        f"{one['seconds']:.1f} s of search, at most {MOST_S}": one["seconds"] <= MOST_S,
        f"a gap of {one['gap']:.2%} after {result['gap_today']:.2%}": one["gap"]
        <= result["gap_today"] + MORE_GAP,
        f"{one['lost_share']:.2%} of told stays change": one["lost_share"] <= MOST_LOST,
    }
    return [text for text, is_met in checks.items() if not is_met]


def _print(result: Record) -> None:
    print(f"{result['case']}: {result['parties']:,} parties, {result['spaces']:,} spaces;", end=" ")
    print(f"{result['share']:.1%} change; gap of the plan of today {result['gap_today']:.3%}\n")
    print("| change | seconds | processor | gap | told stays | that change | by choice | load |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for run in result["runs"]:
        print(
            f"| {run['seed']} | {run['seconds']:.1f} | {run['cpu_seconds']:.1f} | {run['gap']:.3%} "
            f"| {run['told_stays']:,} | {run['lost_stays']:,} ({run['lost_share']:.2%}) "
            f"| {run['lost_by_choice']} | {run['load_average']} |"
        )


if __name__ == "__main__":
    raise SystemExit(main())

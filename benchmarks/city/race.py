"""Let processes fight for the same scarce beds: none may be given twice, none lost.

`python benchmarks/city/race.py` makes 100,000 attempts with 8 processes on SQLite, `--database postgresql` on
a throw-away server. `--without` switches guards off, to see that the race is real: `rule` (may_hold does not
look at the ledger), `ledger` (it takes whatever is asked, and the constraint is gone), `locks`.
docs/explanation/locking.md tells more.
"""

import argparse
import json
import sys
import time
from collections import Counter
from functools import partial
from typing import Any
from unittest import mock

from beds import City, Outcomes, Tell, attempts, faults, fork, held, scratch, seed
from kept import Figure, keep, load_now, tell

GUARDS = ("rule", "ledger", "locks")


def main() -> int:
    """Run the race; return 1 where a bed was given twice, or an answer lost."""
    options, load = _options(), load_now()
    with scratch(options.database):
        city = seed()
        _switch_off(options.without)
        began = time.perf_counter()
        outcomes, told = race(city, options.processes, options.attempts // options.processes)
        seconds = time.perf_counter() - began
        wrong = wrongs(outcomes, told)
    print(f"{dict(sorted(outcomes.items()))}, {options.attempts / seconds:.0f} attempts a second")
    print(*(f"WRONG: {fault}" for fault in wrong[:10]), sep="\n" if wrong else "")
    what = f"{options.attempts:,} attempts of {options.processes} processes, {options.database}"
    figures = [Figure(f"{what}: beds given twice, answers lost", len(wrong), "", most=0)]
    is_missed = tell(figures)
    if options.keep:
        keep(f"race.py --database {options.database}", figures, load)
    return int(is_missed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--attempts", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--without", nargs="*", choices=GUARDS, default=[], help="guards to switch off")
    parser.add_argument("--keep", action="store_true", help="keep the figures")
    return parser.parse_args()


def race(city: City, n_processes: int, n_each: int) -> tuple[Outcomes, set[str]]:
    """Let processes try at once; return what they met, and the stays that they were told of and kept."""
    from django.db import connection

    connection.close()
    children = [fork(partial(_run, city, number, n_each)) for number in range(n_processes)]
    outcomes: Outcomes = Counter()
    told: dict[str, set[str]] = {"held": set(), "gave back": set()}
    for child in children:
        *lines, ending = child.lines() or ["lost: a process"]
        outcomes.update(json.loads(ending) if ending.startswith("{") else {ending: 1})
        for line in lines:
            what, stay = line.rsplit(" ", 1)
            told[what].add(stay)
    # What two processes asked for alike is one stay; whoever gives it back gives it back for both.
    return outcomes, told["held"] - told["gave back"]


def _run(city: City, number: int, n_attempts: int, say: Tell) -> None:
    say(json.dumps(attempts(city, number, n_attempts, say)))


def wrongs(outcomes: Outcomes, told: set[str]) -> list[str]:
    """Return what must not be after a race: a bed given twice, or an answer that was lost."""
    lost, unknown = told - held(), held() - told
    found = faults()
    found += [f"{len(lost)} stays were told and are not there"] if lost else []
    found += [f"{len(unknown)} stays are there that nobody was told of"] if unknown else []
    return found + [what for what in outcomes if what.startswith("lost")]


def take_unguarded(*, wanted: Any) -> bool:
    """Take what is wanted without a look at what is left."""
    from django.db.models import F

    from shanyrak.apps.hosting.models import BedNight

    n_rows = 0
    for one in wanted:
        rows = [BedNight(space_id=one.space, night=night, capacity=one.capacity) for night in one.span]
        BedNight.objects.bulk_create(rows, ignore_conflicts=True)
        here = BedNight.objects.filter(space_id=one.space, night__gte=one.span.first, night__lt=one.span.end)
        n_rows += here.update(taken=F("taken") + one.units)
    return bool(n_rows)


def _switch_off(guards: list[str]) -> None:
    """Take guards away, in this process and all that it forks."""
    from django.db import connection
    from django.db.models import QuerySet

    from shanyrak.apps.hosting import ledger
    from shanyrak.apps.hosting.models import BedNight
    from shanyrak.apps.stays import rules

    if "rule" in guards:
        mock.patch.object(rules, "_lacks_room", return_value=False).start()
    if "ledger" in guards:
        mock.patch.object(ledger, "take", take_unguarded).start()
        meta: Any = BedNight._meta  # noqa: SLF001
        guard = next(c for c in meta.constraints if c.name == "no_bed_is_promised_twice")
        meta.constraints.remove(guard)  # SQLite writes the table anew, with what is left
        with connection.schema_editor() as editor:
            editor.remove_constraint(BedNight, guard)
    if "locks" in guards:
        mock.patch.object(QuerySet, "select_for_update", lambda self, **_: self.all()).start()


if __name__ == "__main__":
    sys.exit(main())

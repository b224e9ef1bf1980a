"""Time the plan of one evening and the sending of it, with so many parties: `benchmarks/city/evening.py`.

The city is drawn as `shanyrak seed` draws one, and written at once into a new database, of which nothing is
left. What is timed is what a team waits for: from the press on "Plan for all" to the last question sent.
"""

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from beds import scratch
from kept import Figure, keep, load_now, tell

sys.path.append(str(Path(__file__).parents[2] / "src"))
MOST_S, NIGHTS = 60, 30
PEOPLE_A_PARTY, HOSTS_A_PARTY = 2.6, 0.35
MOST_BEDS_OF_A_HOST = 6
LETTERS, CODES_A_LETTER = "ABEKMHPCTX", 10_000


def main() -> int:
    """Seed, plan, send; return 1 where it took too long."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--parties", type=int, default=5_000, metavar="N")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--keep", action="store_true", help="keep the figures")
    options = parser.parse_args()
    with scratch(options.database):
        actor = seeded(options.parties)
        load = load_now()
        figures = _measured(options, actor)
    is_missed = tell(figures)
    if options.keep:
        keep(f"evening.py --database {options.database}", figures, load)
    return int(is_missed)


def _measured(options: argparse.Namespace, actor: Any) -> list[Figure]:
    from shanyrak.apps.stays import queries, services
    from shanyrak.apps.stays.services import running
    from shanyrak.base import clock
    from shanyrak.base.ids import SYSTEM

    began = perf_counter()
    plan = services.request_plan(actor=actor, now=clock.now(), seed=0)
    running.run_plan(actor=SYSTEM, now=clock.now(), clock=clock.now)
    planned = perf_counter()
    view = queries.get_plan(actor=actor, plan=plan, now=clock.now())
    worked = process_time()
    services.send_plan(actor=actor, now=clock.now(), plan=plan)
    while services.send_rows(actor=SYSTEM, now=clock.now()):
        pass
    sent, worked = perf_counter(), process_time() - worked
    lines = queries.list_plan_lines(actor=actor, plan=plan)
    n_asked = sum(line.state != "proposed" for line in lines)
    print(f"{view.state}: {view.n_rows} rows, {n_asked} asked, gap {view.figures.get('gap')}")
    print(f"sending: {1000 * worked / max(n_asked, 1):.1f} ms of a core for each question")
    what = f"plan and send for {options.parties:,} parties, {options.database}"
    parts = f"of that, planning; the rest is {n_asked:,} questions"
    return [
        Figure(what, round(sent - began, 1), "s", most=MOST_S),
        Figure(parts, round(planned - began, 1), "s"),
    ]


def seeded(n_parties: int) -> Any:
    """Write a city with so many open parties; return who coordinates it."""
    from django.utils import timezone

    from shanyrak.apps.accounts import services as accounts
    from shanyrak.base import clock
    from shanyrak.base.ids import SYSTEM, Actor
    from shanyrak.base.nights import tonight
    from shanyrak.base.powers import ROLES
    from shanyrak.placement.waves import wave

    now = clock.now()
    team = accounts.found_team(actor=SYSTEM, now=now, name="Almaty", place="Almaty", time_zone="Asia/Almaty")
    night = tonight(timezone.localtime(now))
    people, hosts = int(PEOPLE_A_PARTY * n_parties), int(HOSTS_A_PARTY * n_parties)
    case = wave(people=people, nights=NIGHTS, seed=0, hosts=hosts, places=1, first_night=night)
    _write_parties(team, night, case.parties[:n_parties])
    _write_spaces(team, night, case)
    return Actor("member", ref="0" * 16, team=team, powers=ROLES["coordinator"])


def _write_parties(team: Any, night: Any, parties: Any) -> None:
    from shanyrak.apps.intake.facts import NEEDS
    from shanyrak.apps.intake.models import Party

    Party.objects.bulk_create(
        [
            Party(
                team_id=team, code=f"K{LETTERS[number // CODES_A_LETTER]}{number % CODES_A_LETTER:04d}",
                state="open", people=party.people, first_night=party.arrival, end_night=party.end_night,
                needs=";".join(sorted(party.needs & NEEDS)), sex=party.sex, may_split=party.may_split,
                is_vouched=True, language="ru", created_on=night,
            )
            for number, party in enumerate(parties)
        ],
        batch_size=1000,
    )  # fmt: skip


def _write_spaces(team: Any, night: Any, case: Any) -> None:
    from shanyrak.apps.hosting.models import Host, Site, Space, Window
    from shanyrak.apps.hosting.words import FEATURES

    windows = defaultdict(list)
    for window in case.windows:
        windows[window.space_id].append(window)
    keepers, spaces, spans = [], [], []
    for number, drawn in enumerate(case.spaces):
        is_host = drawn.beds <= MOST_BEDS_OF_A_HOST
        host = Host(team_id=team, level=3, has_two_vetters=True, fresh_on=night, created_on=night)
        keeper: Any = host if is_host else Site(team_id=team, name=f"Hall {number}")
        keepers.append(keeper)
        space = Space(
            team_id=team, host=keeper if is_host else None, site=None if is_host else keeper,
            kind="room" if is_host else "hall", label="" if is_host else "1", beds=drawn.beds,
            is_private=drawn.private, features=";".join(sorted(drawn.features & FEATURES)),
            sexes=drawn.sexes, place="Almaty",
        )  # fmt: skip
        spaces.append(space)
        spans += [
            Window(space=space, first_night=w.first_night, end_night=w.end_night)
            for w in windows[drawn.space_id]
        ]
    for model in (Host, Site):
        model.objects.bulk_create([row for row in keepers if isinstance(row, model)], batch_size=1000)
    Space.objects.bulk_create(spaces, batch_size=1000)
    Window.objects.bulk_create(spans, batch_size=1000)


if __name__ == "__main__":
    sys.exit(main())

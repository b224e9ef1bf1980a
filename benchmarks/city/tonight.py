"""Time the list of tonight with so many open requests, as members see it: `benchmarks/city/tonight.py`.

Seeds a new database in a folder of its own (`SHANYRAK_HOME`, else a temporary one), then asks for pages
through the whole stack but the socket. Wall time of one process; the machine should be idle.
"""

import argparse
import os
import random
import sys
import tempfile
import uuid
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from kept import Figure, keep, load_now, tell

MOST_MS, MOST_STATEMENTS = 300, 16
SHARE_HOUSED, SHARE_LATER, SHARE_PROTECTED, N_HALLS = 0.55, 0.2, 0.03, 5
NEEDS = ("", "", "children", "pets", "quiet", "step_free", "children;pets", "no_smoking")
DISTRICTS = ("Medeu", "Bostandyk", "Auezov", "Alatau", "")
UNCHANGED = "nothing new (304)"
PAGES = {
    "the list": "/staff/",
    "without a bed, page 3": "/staff/?status=none&page=3",
    "a code": "/staff/?code=KA1",
    "by state, largest first": "/staff/?sort=-status",
    "families, by people": "/staff/?need=children&people=3&sort=-people",
    UNCHANGED: "/staff/",
}


def main() -> int:
    """Seed, measure, print; return 1 where a page was too slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parties", type=int, default=20_000, metavar="N", help="open requests [20000]")
    parser.add_argument("--rounds", type=int, default=40, metavar="N", help="times for each page [40]")
    parser.add_argument("--keep", action="store_true", help="keep the figures")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("SHANYRAK_HOME", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyrak.project.settings")
        sys.path.insert(0, str(Path(__file__).parents[2]))
        figures, load = _measured(options.parties, options.rounds)
    is_missed = tell(figures)
    if options.keep:
        keep("tonight.py", figures, load)
    return int(is_missed)


def _measured(n_parties: int, n_rounds: int) -> tuple[list[Figure], float]:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    browser = seeded(n_parties)
    load = load_now()
    print(f"{n_parties} open requests, {n_rounds} rounds; milliseconds")
    took = {name: _time(browser, name, n_rounds) for name in PAGES if name != UNCHANGED}
    known = {"If-None-Match": browser.get("/staff/")["ETag"]}
    took[UNCHANGED] = _time(browser, UNCHANGED, n_rounds, known)
    slowest = max(took, key=lambda name: took[name])
    what = f"tonight with {n_parties:,} open requests, p95"
    return [
        Figure(f"{what} of {name}", round(took[name], 1), "ms", most=MOST_MS)
        for name in dict.fromkeys(("the list", slowest, UNCHANGED))
    ], load


def _time(browser: Any, name: str, n_rounds: int, headers: dict[str, str] | None = None) -> float:
    from django.db import connection

    asked, address = list[str](), PAGES[name]

    def note(execute: Any, sql: str, *others: Any) -> Any:
        asked.append(sql)
        return execute(sql, *others)

    with connection.execute_wrapper(note):
        answer = browser.get(address, headers=headers)
    if answer.status_code not in {200, 304} or len(asked) > MOST_STATEMENTS:
        raise SystemExit(f"{address} answers {answer.status_code} after {len(asked)} statements")
    took = []
    for _ in range(n_rounds):
        began = perf_counter()
        browser.get(address, headers=headers)
        took.append((perf_counter() - began) * 1000)
    p95 = quantiles(took, n=20)[-1]
    size = len(answer.content) / 1024
    print(f"{name:24} p50 {median(took):6.1f}  p95 {p95:6.1f}  statements {len(asked):2}  {size:5.1f} KB")
    return p95


def seeded(n_parties: int) -> Any:
    """Fill the tables and return a browser of a coordinator."""
    from django.test import Client

    from shanyrak.apps.hosting.models import Space
    from shanyrak.apps.intake.models import Party
    from shanyrak.apps.shifts import queries
    from shanyrak.apps.stays.models import Stay
    from shanyrak.base import clock
    from tests.factories import enrolled_member

    member = enrolled_member("coordinator", username=f"shift-{uuid.uuid4().hex[:6]}", now=None)
    night = queries.get_night(actor=member.actor, now=clock.now())
    draw, team = random.Random(1), member.actor.team
    spaces = [
        Space(
            team_id=team, kind="hall", beds=1000, is_private=False, place="Almaty", site=_site(team, number)
        )
        for number in range(N_HALLS)
    ]
    Space.objects.bulk_create(spaces)
    parties = [Party(team_id=team, **_party(draw, night, number)) for number in range(n_parties)]
    Party.objects.bulk_create(parties, batch_size=2000)
    housed = [p for p in parties if p.first_night <= night and draw.random() < SHARE_HOUSED]
    Stay.objects.bulk_create(
        [Stay(team_id=team, **_stay(draw, party, draw.choice(spaces))) for party in housed], batch_size=2000
    )
    browser = Client(headers={"accept-language": "en"}, SERVER_NAME="127.0.0.1")
    browser.cookies["member"] = member.token
    return browser


def _site(team: Any, number: int) -> Any:
    from shanyrak.apps.hosting.models import Site

    return Site.objects.create(team_id=team, name=f"Hall {number + 1}")


def _party(draw: random.Random, night: date, number: int) -> dict[str, Any]:
    first = night + timedelta(days=draw.randint(1, 5) if draw.random() < SHARE_LATER else -draw.randint(0, 3))
    letters = "ABEKMHPCTX"
    return {
        "code": f"{letters[number // 100_000]}{letters[number // 10_000 % 10]}{number % 10_000:04d}",
        "state": "open",
        "people": draw.choice((1, 1, 1, 2, 2, 3, 4, 5, 8)),
        "first_night": first,
        "end_night": max(first, night) + timedelta(days=draw.randint(1, 6)),
        "district": draw.choice(DISTRICTS),
        "needs": draw.choice(NEEDS),
        "is_protected": draw.random() < SHARE_PROTECTED,
        "language": "ru",
        "public_key": draw.randbytes(32),
        "created_on": night,
    }


def _stay(draw: random.Random, party: Any, space: Any) -> dict[str, Any]:
    return {
        "party": party,
        "space": space,
        "state": draw.choice(("host_yes", "party_yes", "told", "told", "in", "in", "in")),
        "people": party.people,
        "first_night": party.first_night,
        "end_night": party.end_night,
        "units": party.people,
        "changed_on": party.first_night,
    }


if __name__ == "__main__":
    sys.exit(main())

"""Time the pages for everybody, in a city of this evening: `benchmarks/city/pages.py`.

Every page that a visitor without an account can open by its address, and that of somebody who has a bed. They
are asked for through the whole stack but the socket; wall time of one process. The machine should be idle.
"""

import argparse
import sys
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from beds import scratch
from kept import Figure, keep, load_now, tell

sys.path.append(str(Path(__file__).parents[2]))
MOST_MS, WELL = 150, {200, 302}
SLUGS = {"slug": "station"}


def main() -> int:
    """Seed, measure, print; return 1 where a page was too slow."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=40, metavar="N", help="times for each page [40]")
    parser.add_argument("--keep", action="store_true", help="keep the figures")
    options = parser.parse_args()
    with scratch("sqlite"):
        load = load_now()
        figures = _measured(options.rounds)
    is_missed = tell(figures)
    if options.keep:
        keep("pages.py", figures, load)
    return int(is_missed)


def _measured(n_rounds: int) -> list[Figure]:
    from django.test import Client

    from tests.journeys.addresses import addresses

    told = {"headers": {"accept-language": "ru"}, "SERVER_NAME": "127.0.0.1"}
    anybody, somebody = Client(**told), Client(**told)
    somebody.cookies["sid"] = seeded()
    paths = [f"/ru/{path}" for path in addresses("public", SLUGS)]
    took = {path: _time(anybody, path, n_rounds) for path in paths if anybody.get(path).status_code == 200}  # noqa: PLR2004
    took["/me, with a bed"] = _time(somebody, "/ru/me/", n_rounds)
    for path, times in sorted(took.items()):
        print(f"{path:40} p50 {median(times):6.1f}  p95 {_p95(times):6.1f} ms")
    slowest = max(took, key=lambda path: _p95(took[path]))
    every = [one for times in took.values() for one in times]
    return [
        Figure(f"{len(took)} public pages, p95 of all", round(_p95(every), 1), "ms", most=MOST_MS),
        Figure(f"p95 of the slowest of them, `{slowest}`", round(_p95(took[slowest]), 1), "ms", most=MOST_MS),
    ]


def _time(browser: Any, path: str, n_rounds: int) -> list[float]:
    took = []
    for _ in range(n_rounds):
        began = perf_counter()
        answer = browser.get(path)
        took.append((perf_counter() - began) * 1000)
        if answer.status_code not in WELL:
            raise SystemExit(f"{path} answers {answer.status_code}")
    return took


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def seeded() -> str:
    """Fill the site as `shanyrak seed` does, smaller; return the cookie of somebody who has a bed."""
    from shanyrak.apps.intake import services
    from shanyrak.base import clock
    from shanyrak.base.ids import STRANGER
    from shanyrak.interfaces.cli.platform.city.drawing import Sizes
    from shanyrak.interfaces.cli.platform.city.filling import fill

    keys = fill(Sizes(people=2_000, homes=200, seed=0), clock.now())
    return services.sign_in_by_phrase(actor=STRANGER, now=clock.now(), phrase=keys.phrases[0], language="ru")


if __name__ == "__main__":
    sys.exit(main())

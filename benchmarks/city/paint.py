"""Time first views on slow links, in a real Chromium: `python benchmarks/city/paint.py`.

Every public page that a visitor without an account can open by its address, and that of somebody who has a
bed: when something is on the screen at 400 kbit/s and 400 ms, and when all of it is at 2 s a request.
Each is a first view, of a server that has answered before. The browser slows the link, on loopback and
without TLS, so that a real one adds the round trips of its name and its handshake.
"""

import argparse
import shutil
import sys
from dataclasses import dataclass
from typing import Any
from urllib.request import urlopen

from beds import scratch
from kept import Figure, keep, load_now, tell
from pages import SLUGS, seeded
from serving import HOST, served

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update")
ROUNDS_BEFORE = 20
MOST_PAINT_MS, MOST_LOAD_MS = 1500, 5000
PAINT = """() => new Promise(resolve => { const look = () => {
  const [paint] = performance.getEntriesByName('first-contentful-paint')
  paint ? resolve(paint.startTime) : setTimeout(look, 20) }; look() })"""
LOAD = "() => performance.getEntriesByType('navigation')[0].loadEventStart"


@dataclass(frozen=True)
class Link:
    """What stands between a phone and the server, and what is looked at on it."""

    latency_ms: int
    bytes_a_second: int
    measure: str


WEAK = Link(400, 400_000 // 8, PAINT)
FAR = Link(2000, -1, LOAD)


def main() -> int:
    """Seed, serve, measure, print; return 1 where a page was too slow."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--keep", action="store_true", help="keep the figures")
    options = parser.parse_args()
    with scratch("sqlite"):
        load, figures = load_now(), _measured()
    is_missed = tell(figures)
    if options.keep:
        keep("paint.py", figures, load)
    return int(is_missed)


def _measured() -> list[Figure]:
    from django.test import Client
    from playwright.sync_api import sync_playwright

    from tests.journeys.addresses import addresses

    cookie, browser = seeded(), Client(SERVER_NAME=HOST)
    pages = [path for path in addresses("public", SLUGS) if browser.get(f"/ru/{path}").status_code == 200]  # noqa: PLR2004
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        raise SystemExit("no Chromium on this machine: install the package chromium")
    with served() as (port, _), sync_playwright() as play:
        for _ in range(ROUNDS_BEFORE):
            urlopen(f"http://{HOST}:{port}/ru/").close()
        window = play.chromium.launch(executable_path=chromium, args=list(FLAGS))
        views = {f"/{path}": (f"http://{HOST}:{port}/ru/{path}", "") for path in pages}
        views["/me, with a bed"] = (f"http://{HOST}:{port}/ru/me/", cookie)
        paints, loads = (
            {name: _first_view(window, link, *view) for name, view in views.items()} for link in (WEAK, FAR)
        )
        window.close()
    for path, paint in paints.items():
        print(f"{path:40} paint {paint:6.0f} ms  load {loads[path]:6.0f} ms")
    latest, last = max(paints, key=paints.__getitem__), max(loads, key=loads.__getitem__)
    first = f"first paint of {len(paints)} public pages at 400 kbit/s and 400 ms, the latest, `{latest}`"
    whole = f"the same pages whole at 2 s a request, the latest, `{last}`"
    return [
        Figure(first, round(paints[latest] / 1000, 2), "s", most=MOST_PAINT_MS / 1000),
        Figure(whole, round(loads[last] / 1000, 2), "s", most=MOST_LOAD_MS / 1000),
    ]


def _first_view(window: Any, link: Link, address: str, cookie: str) -> float:
    """Return the milliseconds until a page is there for somebody who never was on the site."""
    with window.new_context(viewport={"width": 320, "height": 640}) as context:
        if cookie:
            context.add_cookies([{"name": "sid", "value": cookie, "url": address}])
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        speed = {"downloadThroughput": link.bytes_a_second, "uploadThroughput": link.bytes_a_second}
        wire.send("Network.emulateNetworkConditions", {"offline": False, "latency": link.latency_ms, **speed})
        page.goto(address)
        return float(page.evaluate(link.measure))


if __name__ == "__main__":
    sys.exit(main())

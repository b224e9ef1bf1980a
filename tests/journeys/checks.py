"""What every page must hold, asked of a page that is open in a browser. No page and no story lives here."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor/axe-core-4.14.1.js").read_text(encoding="utf-8")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
FAULTS = """async rules => (await axe.run(document, rules)).violations
  .map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 90)).join(' | ')}`)"""
# What can be tapped, but for links in running text, which may be as high as their line.
TARGETS = """() => [...document.querySelectorAll(
  '.bar a, .foot a, .wide, .button, .option, button, .list a, summary')]
  .filter(e => e.checkVisibility() && e.getClientRects().length)
  .map(e => [e.getBoundingClientRect(), e]).filter(([box]) => box.height < 43.5 || box.width < 43.5)
  .map(([box, e]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${e.outerHTML.slice(0, 90)}`)"""
KEPT = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, document.cookie.length].reduce((a, b) => a + b)"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
LENGTHEN = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text; (text = texts.nextNode());)
    text.data = text.data.replace(/\\S{2,}( \\S+)?/g, all => all + ' ' + all.slice(0, all.length * .4))
}"""
ENLARGE = "() => { document.documentElement.style.fontSize = '200%' }"


def faults_of(page: Page) -> list[str]:
    """Return what axe-core finds wrong; the debugger brings it, so the strict policy stays on."""
    page.evaluate(AXE)
    return page.evaluate(FAULTS, RULES)


def small_targets(page: Page) -> list[str]:
    """Return what is too small to be tapped."""
    return page.evaluate(TARGETS)


def n_kept(page: Page) -> int:
    """Return how much the page has kept in the browser."""
    return page.evaluate(KEPT) + len(page.context.cookies())


def n_sideways(page: Page) -> int:
    """Return by how many pixels the page scrolls sideways."""
    return page.evaluate(SIDEWAYS)


def lengthen(page: Page) -> None:
    """Make every text longer by two fifths."""
    page.evaluate(LENGTHEN)


def enlarge(page: Page) -> None:
    """Make every text twice as large."""
    page.evaluate(ENLARGE)


class Scales:
    """Weighs pages as a first view of each: bytes on the wire, headers too, and what was asked for.

    What an earlier page still asks for while it is left, such as its sign in the tab, is not counted.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.address = ""
        self.asked: dict[str, str] = {}
        self.loaded: dict[str, float] = {}
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
        wire.on("Network.requestWillBeSent", self._ask)
        wire.on("Network.loadingFinished", self._load)

    def weigh(self, address: str) -> tuple[int, list[str]]:
        """Open a page; return its bytes and the addresses that it asked for."""
        self.asked.clear()
        self.loaded.clear()
        self.address = address
        self.page.goto(address)
        return int(sum(self.loaded.values())), list(self.asked.values())

    def _ask(self, told: dict[str, Any]) -> None:
        if told["documentURL"].partition("#")[0].endswith(self.address):
            self.asked[told["requestId"]] = told["request"]["url"]

    def _load(self, told: dict[str, Any]) -> None:
        if told["requestId"] in self.asked:
            self.loaded[told["requestId"]] = told["encodedDataLength"]

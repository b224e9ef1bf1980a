"""Links in pages lead somewhere; those to other sites are not followed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)\)|(?:src|href|srcset)=\"(?!https?:)([^\"]+)\"")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as hosts of repositories make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead_links(page: Path) -> list[str]:
    prose = CODE.sub("", page.read_text(encoding="utf-8"))
    dead = []
    for groups in LINK.findall(prose):
        target = groups[0] or groups[1]
        file, _, anchor = target.partition("#")
        path = (page.parent / file).resolve() if file else page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            dead.append(target)
    return dead


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_are_live(page):
    assert dead_links(page) == []


def test_a_dead_link_is_seen(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# One\n[a](#one) [b](#two) [c](gone.md) [d](https://example.org) `[e](code.md)`\n")
    assert dead_links(page) == ["#two", "gone.md"]


def test_every_page_of_docs_is_linked_from_another():
    targets = {
        (page.parent / (groups[0] or groups[1]).partition("#")[0]).resolve()
        for page in PAGES
        for groups in LINK.findall(page.read_text(encoding="utf-8"))
    }
    folders = {path for path in targets if path.is_dir()}
    lonely = [p for p in PAGES if "docs" in p.parts and p not in targets and p.parent not in folders]
    assert [str(page.relative_to(ROOT)) for page in lonely] == []

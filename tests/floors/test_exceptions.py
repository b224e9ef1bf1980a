"""Every switched-off rule in src is counted in tools/exceptions.toml, so that their number only goes down."""

import re
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATTERNS = {
    "noqa": re.compile(r"#\s*noqa(?::\s*(?P<rules>[A-Z0-9, ]+))?", re.IGNORECASE),
    "type-ignore": re.compile(r"#\s*type:\s*ignore(?:\[(?P<rules>[a-z, -]+)\])?"),
}


def counted(kind: str, text: str) -> Counter[str]:
    """Count the rules that a text switches off; a bare exception counts as `everything`."""
    lists = [match["rules"] or "everything" for match in PATTERNS[kind].finditer(text)]
    return Counter(rule.strip() for rules in lists for rule in rules.split(",") if rule.strip())


def test_exceptions_are_exactly_those_of_the_book():
    book = tomllib.loads((ROOT / "tools/exceptions.toml").read_text(encoding="utf-8"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "src").rglob("*.py")))
    found = {kind: dict(sorted(counted(kind, text).items())) for kind in PATTERNS}
    assert found == {kind: dict(sorted(book[kind].items())) for kind in PATTERNS}


def test_each_kind_of_exception_is_seen():
    assert counted("noqa", "x  # noqa: PLR0913, S101\ny  # noqa") == Counter(
        ["PLR0913", "S101", "everything"]
    )
    assert counted("type-ignore", "x  # type: ignore[misc]") == Counter(["misc"])

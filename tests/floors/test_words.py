"""Names in the code use the words of docs/reference/words.md, and none of those it refuses."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
ROW = re.compile(r"^\| \*\*(?P<words>.+?)\*\*.* \| (?P<refused>[^|]+) \|$")


def refused_words() -> set[str]:
    page = (ROOT / "docs/reference/words.md").read_text(encoding="utf-8")
    columns = [match["refused"] for line in page.splitlines() if (match := ROW.match(line))]
    return {word.strip() for column in columns for word in column.split(",")} - {"-"}


def words_of(name: str) -> set[str]:
    """Return the words of a name in lower case, those in the plural also without their last letter."""
    words = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+", name)}
    return words | {word.removesuffix("s") for word in words}


def names(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return [path.stem, *(node.name for node in ast.walk(tree) if isinstance(node, kinds))]


def test_no_name_uses_a_refused_word():
    refused = refused_words()
    wrong = [f"{path.name}: {name}" for path in SOURCES for name in names(path) if words_of(name) & refused]
    assert wrong == []


def test_the_page_refuses_the_words_of_other_trades():
    assert {"booking", "guest", "itinerary", "listing"} <= refused_words()
    assert words_of("BookingList") & refused_words()
    assert words_of("count_guests") & refused_words()

"""Hold every file, function, class and folder to its budget; `tools/sizes.toml` books what may pass it.

The book only goes down: a thing that grew, and an entry that says more than is true, both fail.
"""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOTS = ("src", "tests", "tools", "benchmarks")
FILE, TEST_FILE, FUNCTION, METHODS, FOLDER, TEMPLATE = 300, 400, 40, 15, 16, 120
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Told = tuple[str, int, int]  # name, size, budget


def main() -> int:
    """Compare sizes with the book; print every difference."""
    book = tomllib.loads((ROOT / "tools/sizes.toml").read_text(encoding="utf-8"))
    wrong = differences(book, list(sizes(ROOT)))
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


def differences(book: dict[str, dict[str, object]], told: list[Told]) -> list[str]:
    """Return a sentence for each thing that passes its budget and is not booked so, and each stale entry."""
    over = {name: (size, budget) for name, size, budget in told if size > budget}
    known = {name for name, _, _ in told}
    wrong = []
    for name, (size, budget) in sorted(over.items()):
        booked = book.get(name, {}).get("size")
        if booked is None:
            wrong.append(f"{name}: {size}, the budget is {budget}; split it, or book it with its reason")
        elif booked != size:
            verb = "grew" if size > int(str(booked)) else "shrank (well done): book the new size"
            wrong.append(f"{name}: {verb}, {size} now, {booked} in tools/sizes.toml")
    for name, entry in book.items():
        if not entry.get("why"):
            wrong.append(f"{name}: the entry in tools/sizes.toml lacks its `why`")
        if name not in over:
            state = "fits its budget now" if name in known else "is gone"
            wrong.append(f"{name}: {state}; delete its entry in tools/sizes.toml")
    return wrong


def sizes(root: Path) -> Iterator[Told]:
    """Yield every measured thing below the roots, with names relative to `root`."""
    for path in sorted(p for top in ROOTS for p in (root / top).rglob("*.py") if "migrations" not in p.parts):
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        lines = text.splitlines()
        yield name, code_lines(tree, lines), TEST_FILE if name.startswith("tests/") else FILE
        if path == min(path.parent.glob("*.py")):
            yield path.parent.relative_to(root).as_posix(), len(list(path.parent.glob("*.py"))), FOLDER
        for dotted, node in _definitions(tree, ""):
            if isinstance(node, ast.ClassDef):
                methods = [n for n in node.body if isinstance(n, FUNCTIONS) and not n.name.startswith("_")]
                yield f"{name}::{dotted}", len(methods), METHODS
            else:
                yield f"{name}::{dotted}", code_lines(node, lines), FUNCTION
    for path in sorted((root / "src").rglob("*.html")):
        yield path.relative_to(root).as_posix(), len(path.read_text(encoding="utf-8").splitlines()), TEMPLATE


def code_lines(node: ast.AST, lines: list[str]) -> int:
    """Count the lines of `node` that are no blank line, no comment and no docstring."""
    first, last = getattr(node, "lineno", 1), getattr(node, "end_lineno", len(lines))
    told = {n for owner in ast.walk(node) for n in _docstring_lines(owner)}
    return sum(n not in told and lines[n - 1].strip()[:1] not in {"", "#"} for n in range(first, last + 1))


def _docstring_lines(owner: ast.AST) -> range:
    if not isinstance(owner, (ast.Module, ast.ClassDef, *FUNCTIONS)) or ast.get_docstring(owner) is None:
        return range(0)
    return range(owner.body[0].lineno, (owner.body[0].end_lineno or 0) + 1)


def _definitions(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.ClassDef, *FUNCTIONS)):
            yield prefix + child.name, child
            yield from _definitions(child, f"{prefix}{child.name}.")
        else:
            yield from _definitions(child, prefix)


if __name__ == "__main__":
    sys.exit(main())

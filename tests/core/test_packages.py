"""What holds for every package of core: its public names, and that no secret can stay behind in it."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

import shanyrak.core

HOME = Path(shanyrak.core.__file__).parent
PACKAGES = sorted(path.parent.name for path in HOME.glob("*/__init__.py"))
MODULES = sorted(HOME.rglob("*.py"))


def imports(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_gives_out_what_it_imports_and_tells_what_it_is(package):
    module = import_module(f"shanyrak.core.{package}")
    given = {name.rpartition(".")[2] for name in imports(HOME / package / "__init__.py")}
    assert set(module.__all__) == given
    assert [
        name for name in given if callable(getattr(module, name)) and not getattr(module, name).__doc__
    ] == []


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(HOME)) for path in MODULES])
def test_nothing_is_cached_logged_or_written(path):
    banned = {"functools", "logging", "pickle", "shelve", "tempfile", "pathlib", "os", "io", "time"}
    assert {name.partition(".")[0] for name in imports(path)} & banned == set()


def test_both_packages_are_looked_at():
    assert {"passphrases", "sealing"} <= set(PACKAGES)

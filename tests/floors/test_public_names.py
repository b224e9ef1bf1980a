"""What others may import from the engine is what it says, no more and no less."""

import ast
from pathlib import Path

import pytest

import shanyrak.placement
from shanyrak.placement import model


def imported(module):
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    froms = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name for node in froms for alias in node.names}


def test_the_engine_gives_out_what_it_imports():
    assert set(shanyrak.placement.__all__) == imported(shanyrak.placement)
    assert shanyrak.placement.__all__ == sorted(shanyrak.placement.__all__)


@pytest.mark.parametrize("name", shanyrak.placement.__all__)
def test_every_public_name_has_a_docstring(name):
    assert getattr(shanyrak.placement, name).__doc__


def test_the_words_of_a_placement_are_public():
    words = {
        name
        for name, thing in vars(model).items()
        if isinstance(thing, type) and thing.__module__ == model.__name__
    }
    assert words <= set(shanyrak.placement.__all__)

"""Every refusal hangs in the tree, below one of five kinds, and has its sentence."""

import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

import shanyrak.apps
from shanyrak.base import errors
from shanyrak.interfaces.shared import refusals, same_origin
from shanyrak.interfaces.shared.discovery import areas

KINDS = (
    errors.NotFoundError,
    errors.NotAllowedError,
    errors.InvalidError,
    errors.ConflictError,
    errors.UnavailableError,
)
MODULES = [
    errors,
    refusals,
    same_origin,
    *(import_module(f"shanyrak.apps.{area}.errors") for area in areas()),
]
ERRORS = [
    thing
    for module in MODULES
    for thing in vars(module).values()
    if isinstance(thing, type) and issubclass(thing, Exception) and thing.__module__ == module.__name__
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda e: e.__name__)
def test_every_error_is_a_refusal_of_one_kind(error):
    assert error.__name__.endswith("Error")
    assert issubclass(error, KINDS) or error in {errors.ShanyrakError, refusals.BrokenError}


@pytest.mark.parametrize("error", ERRORS, ids=lambda e: e.__name__)
def test_every_error_has_its_sentence(error):
    text = get_template(refusals.template_of(error)).template.source
    assert "translate" in text, f"{refusals.template_of(error)} has no sentence for people"


def test_a_missing_sentence_is_seen():
    class LostError(errors.NotFoundError):
        __module__ = "shanyrak.apps.audit.errors"

    with pytest.raises(TemplateDoesNotExist):
        get_template(refusals.template_of(LostError))
    assert refusals.sentence_of(LostError) == "shared/refusals/base/NotFoundError.html"


def test_no_area_hides_errors_elsewhere():
    folder = Path(shanyrak.apps.__path__[0])
    names = [name for _, name, _ in pkgutil.walk_packages([str(folder)], "shanyrak.apps.")]
    others = [name for name in names if not name.endswith(".errors") and ".migrations" not in name]
    strays = [
        f"{name}.{thing.__name__}"
        for name in others
        for thing in vars(import_module(name)).values()
        if isinstance(thing, type) and issubclass(thing, Exception) and thing.__module__ == name
    ]
    assert strays == []

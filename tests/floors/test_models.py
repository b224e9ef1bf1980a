"""Tables keep what they say: whom they know, until when, no order of arrival, and no key to an area above."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ORDER = next(c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["id"] == "apps-order")["layers"]
LEVEL = {area: n for n, line in enumerate(reversed(ORDER)) for area in re.findall(r"\w+", line)}
MODELS = [model for model in apps.get_models() if model.__module__.startswith("shanyrak.apps.")]
NAMES = [model._meta.label for model in MODELS]
SAYS = re.compile(r"^ *\.\. (pii: .+; until .+|no_pii: .+)$", re.MULTILINE)


def says_whom_it_knows(text):
    return bool(SAYS.search(text or ""))


def keys(model):
    return [field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)]


def may_point(source, target):
    return source == target or LEVEL[target] < LEVEL[source]


def knows_a_party(model):
    names = {field.name for field in model._meta.get_fields()}
    return model._meta.label == "intake.Party" or bool(names & {"party", "party_id"})


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_every_model_says_whom_it_knows_and_until_when(model):
    assert says_whom_it_knows(model.__doc__), "write `.. pii: what; until when` or `.. no_pii: why`"


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_ids_tell_no_order_of_arrival(model):
    key = model._meta.pk
    assert isinstance(key, models.UUIDField)
    assert key.default.__name__ == "uuid4" or key.remote_field is not None


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_foreign_keys_go_down(model):
    here = model._meta.app_label
    there = {field.related_model._meta.app_label for field in keys(model)}
    assert {area for area in there if not may_point(here, area)} == set()


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_no_row_of_a_party_tells_the_time_of_day(model):
    times = [field.name for field in model._meta.get_fields() if isinstance(field, models.DateTimeField)]
    told = re.search(r"^ *\.\. time: .+$", model.__doc__ or "", re.MULTILINE)
    assert not (times and knows_a_party(model) and not told), "dates only; or say why: `.. time: ...`"


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_no_row_holds_free_text_or_reads_the_clock(model):
    fields = model._meta.get_fields()
    assert [field.name for field in fields if isinstance(field, models.TextField)] == []
    assert [field.name for field in fields if getattr(field, "auto_now", False)] == []
    assert [field.name for field in fields if getattr(field, "auto_now_add", False)] == []


def foreign_models(path):
    """Return the models of other areas that a module imports."""
    area = path.relative_to(ROOT / "src/shanyrak/apps").parts[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    found = [re.match(r"shanyrak\.apps\.(\w+)\.models", module) for module in modules]
    return {match[1] for match in found if match and match[1] != area}


def test_no_area_touches_rows_of_another():
    wrong = {path.name: foreign_models(path) for path in (ROOT / "src/shanyrak/apps").rglob("*.py")}
    assert {name: areas for name, areas in wrong.items() if areas} == {}


def test_a_silent_model_and_a_key_that_goes_up_are_seen():
    assert not says_whom_it_knows("A row.\n\n    .. pii: a name")
    assert says_whom_it_knows("A row.\n\n    .. pii: a name; until they leave")
    lowest, highest = min(LEVEL, key=LEVEL.get), "above"
    LEVEL[highest] = 99
    assert not may_point(lowest, highest)
    assert may_point(highest, lowest)
    del LEVEL[highest]

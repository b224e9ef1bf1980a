"""Areas and their pages are found by name; a module that is named for no area is a mistake."""

from pathlib import Path
from types import ModuleType

import pytest
from django.urls import path

from shanyrak.interfaces.shared import discovery

HOUSE = discovery.HOUSE
# What an interface has besides modules of areas.
OWN = {
    "public": {"__init__", "urls", "actors", "answers", "information"},
    "staff": {"__init__", "urls", "actors", "choosing", "onward", "pages", "words"},
    "jobs": {"__init__", "__main__", "loop", "schedule"},
}


def modules(interface):
    folder = HOUSE / "interfaces" / interface
    named = {file.stem for file in folder.glob("*.py")}
    packages = {file.parent.name for file in folder.glob("*/__init__.py")}
    return named | packages


def test_areas_are_the_folders_that_keep_rows():
    assert {"accounts", "audit"} <= set(discovery.areas())
    folders = [HOUSE / "apps" / area for area in discovery.areas()]
    assert [
        f.name for f in folders if not {p.stem for p in f.iterdir()} >= {"errors", "queries", "services"}
    ] == []


@pytest.mark.parametrize("interface", OWN)
def test_a_module_of_an_interface_is_named_for_an_area(interface):
    assert modules(interface) - OWN[interface] - set(discovery.areas()) == set()


def test_pages_of_a_module_stand_below_its_area(monkeypatch):
    # Given
    module = ModuleType("found")
    module.urlpatterns = [path("x/", lambda request: None, name="x")]
    monkeypatch.setattr(discovery, "area_modules", lambda interface: iter([("audit", module)]))
    # Then
    (area,) = discovery.area_patterns("staff")
    assert (str(area.pattern), area.namespace) == ("", "audit")
    assert [str(pattern.pattern) for pattern in area.url_patterns] == ["audit/"]


def test_a_few_pages_of_an_area_stand_at_the_root(monkeypatch):
    module = ModuleType("found")
    module.root_patterns = [path("health/", lambda request: None, name="health")]
    monkeypatch.setattr(discovery, "area_modules", lambda interface: iter([("audit", module)]))
    (area,) = discovery.area_patterns("staff")
    assert [(str(page.pattern), page.name) for page in area.url_patterns] == [("health/", "health")]


def test_interfaces_stand_below_their_name():
    found = {str(pattern.pattern) for pattern in discovery.interface_patterns()}
    assert {"staff/", ""} <= found
    assert set(discovery.web_interfaces()) <= {path.name for path in Path(HOUSE / "interfaces").iterdir()}

"""Finds areas, interfaces and their modules by name: there is no list to edit. Knows no module in particular.

A module of an interface is named for an area and has `urlpatterns`; a folder keeps them in its `urls.py`.
The few that stand at the root of the interface, such as `/staff/health/`, are its `root_patterns`.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

HOUSE = Path(__file__).parents[2]
PREFIXES = {"public": "", "staff": "staff/", "firm": "firm/", "display": "display/", "api": "api/v1/"}

Patterns = list[URLPattern | URLResolver]


def areas() -> list[str]:
    """Return the words of the areas that keep rows."""
    return sorted(folder.parent.name for folder in (HOUSE / "apps").glob("*/models.py"))


def web_interfaces() -> list[str]:
    """Return the interfaces that answer requests, as far as they exist."""
    return [name for name in PREFIXES if (HOUSE / "interfaces" / name / "urls.py").is_file()]


def area_modules(interface: str) -> Iterator[tuple[str, ModuleType]]:
    """Yield the areas that an interface knows, each with its module."""
    for area in areas():
        name = f"shanyrak.interfaces.{interface}.{area}"
        if find_spec(name) is not None:
            yield area, import_module(name)


def area_patterns(interface: str) -> Patterns:
    """Return the addresses of an interface, `<area>/...`, named `<interface>:<area>:<page>`."""
    patterns: Patterns = []
    for area, module in area_modules(interface):
        urls = import_module(f"{module.__name__}.urls") if hasattr(module, "__path__") else module
        own: Patterns = list(getattr(urls, "root_patterns", []))
        if hasattr(urls, "urlpatterns"):
            own.append(path(f"{area}/", include(urls.urlpatterns)))
        if own:
            patterns.append(path("", include((own, area))))
    return patterns


def interface_patterns() -> Patterns:
    """Return the addresses of every interface; public pages stand behind their language.

    What `public/urls.py` calls `bare_patterns` stands at the root, without a language, under the name `bare`.
    """
    patterns: Patterns = []
    for name in web_interfaces():
        urls = import_module(f"shanyrak.interfaces.{name}.urls")
        if name == "public":
            patterns.append(path("", include((getattr(urls, "bare_patterns", []), "bare"))))
            patterns += i18n_patterns(path("", include((urls.urlpatterns, name))))
        else:
            patterns.append(path(PREFIXES[name], include((urls.urlpatterns, name))))
    return patterns

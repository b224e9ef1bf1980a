"""What the tables keep of people and until when, as their own docstrings say it; no table has a line here."""

import re
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext

# Up to the next such line, an empty line or the end; it may run over several.
SAYS = re.compile(r"^ *\.\. pii: (.+?)(?=\n *(?:\.\.|\n|\"\"\"|$))", re.MULTILINE | re.DOTALL)
UNTIL = "; until "
ORDER = {"intake": 0, "stays": 1, "hosting": 2}  # the others come after these


@dataclass(frozen=True)
class Kept:
    """Something that is kept, and until when, in the language of the page."""

    what: str
    until: str


def kept_of(docstring: str) -> list[tuple[str, str]]:
    """Return what a docstring says is kept, and until when."""
    lines = (" ".join(found.split()) for found in SAYS.findall(docstring + "\n\n"))
    return [(what, until) for what, found, until in (line.partition(UNTIL) for line in lines) if found]


def list_kept() -> list[Kept]:
    """Return what our tables keep of people: first of those who ask, last of the team."""
    areas = sorted(apps.get_app_configs(), key=lambda area: ORDER.get(area.label, len(ORDER)))
    said = [pair for area in areas for model in area.get_models() for pair in kept_of(model.__doc__ or "")]
    return [Kept(gettext(what), gettext(until)) for what, until in dict.fromkeys(said)]

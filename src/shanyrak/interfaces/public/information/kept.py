"""What the tables keep of people and until when, as their own docstrings say it. No table is named here."""

import re
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext

# Up to the next such line, an empty line or the end; it may run over several.
SAYS = re.compile(r"^ *\.\. pii: (.+?)(?=\n *(?:\.\.|\n|\"\"\"|$))", re.MULTILINE | re.DOTALL)
UNTIL = "; until "


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
    """Return what our tables keep of people, in the order of the areas from arrivals to the staff."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("shanyrak.apps.")]
    said = [pair for model in reversed(ours) for pair in kept_of(model.__doc__ or "")]
    return [Kept(gettext(what), gettext(until)) for what, until in dict.fromkeys(said)]

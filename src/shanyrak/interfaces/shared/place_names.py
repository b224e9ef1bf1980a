"""Names of cities and districts in the language of the page. What a city adds stands as it was written."""

from django.utils.translation import pgettext, pgettext_lazy

# Those of the settings' defaults, and the cities that people pass.
KNOWN = (
    pgettext_lazy("place", "Almaty"),
    pgettext_lazy("place", "Astana"),
    pgettext_lazy("place", "Aktobe"),
    pgettext_lazy("place", "Bishkek"),
    pgettext_lazy("place", "Kostanay"),
    pgettext_lazy("place", "Oral"),
    pgettext_lazy("place", "Pavlodar"),
    pgettext_lazy("place", "Petropavl"),
    pgettext_lazy("place", "Semey"),
    pgettext_lazy("place", "Alatau"),
    pgettext_lazy("place", "Almaly"),
    pgettext_lazy("place", "Auezov"),
    pgettext_lazy("place", "Bostandyk"),
    pgettext_lazy("place", "Jetisu"),
    pgettext_lazy("place", "Medeu"),
    pgettext_lazy("place", "Nauryzbay"),
    pgettext_lazy("place", "Turksib"),
)


def place_name(name: str) -> str:
    """Return the name of a city or district as the page's language writes it."""
    return pgettext("place", name) if name else ""

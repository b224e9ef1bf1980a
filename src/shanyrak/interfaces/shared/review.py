"""Who has read which language: the page about languages and LANGUAGES.md say the same. No text lives here."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

SOURCE, DRAFTED = gettext_lazy("written by the authors"), gettext_lazy("translated by a machine")


@dataclass(frozen=True)
class Review:
    """One language: how its texts came to be, and the initials and day of whoever read them."""

    code: str
    name: str
    origin: object
    read_by: str = ""


REVIEWS = (
    Review("en", "English", SOURCE),
    Review("ru", "русский", SOURCE),
    Review("kk", "қазақша", DRAFTED),
    Review("uk", "українська", DRAFTED),
    Review("ky", "кыргызча", DRAFTED),
)


def is_drafted(code: str | None) -> bool:
    """Return whether nobody who grew up with the language has read it yet."""
    return any(it.code == code and it.origin is DRAFTED and not it.read_by for it in REVIEWS)

"""The answers of a new host once more, in the words of the questions. No page lives here."""

from typing import Any

from django.utils.translation import gettext as _

from shanyrak.interfaces.public.hosting.answers import RULE, SEXES, Answers
from shanyrak.interfaces.public.hosting.offering import areas
from shanyrak.interfaces.public.hosting.words import FEATURES, IN_A_ROW, KINDS, LANGUAGES, RULES
from shanyrak.interfaces.public.hosting.words import SEXES as WHO
from shanyrak.interfaces.shared.formats import n_people, nights


def summary(answers: Answers) -> list[dict[str, Any]]:
    """Return rows to look at, each with the way back to its question."""
    ticks = answers.ticks
    told = (
        (_("You offer"), str(KINDS[answers.kind]), "beds"),
        (_("Beds for"), n_people(int(answers.beds)), "beds"),
        (_("Free"), nights(answers.span), "free"),
        (_("In a row"), str(IN_A_ROW[answers.in_a_row]), "free"),
        (_("There is"), _named(FEATURES, ticks) or _("nothing special"), "rules"),
        (_("Rules of your home"), _named(RULES, answers.ticked(RULE)) or _("none"), "rules"),
        (_("Languages"), _named(LANGUAGES, answers.ticked("lang_")) or _("none named"), "rules"),
        (_("Who may come"), str(WHO[next(iter(answers.ticked(SEXES)), "any")]), "rules"),
        (_("Where"), dict(areas()).get(answers.area, ""), "area"),
    )
    return [{"term": term, "value": value, "address": answers.leading_to(step)} for term, value, step in told]


def _named(labels: Any, chosen: frozenset[str]) -> str:
    """Return labels of what was chosen, in the order of the page."""
    return ". ".join(str(label) for code, label in labels.items() if code in chosen)

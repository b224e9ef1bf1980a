"""The answers once more, in the words of the questions, with what is kept of them. No page lives here."""

from typing import Any

from django.utils.translation import gettext as _

from shanyrak.apps.intake.facts import KEPT_AFTER_LAST_NIGHT
from shanyrak.interfaces.public.intake.answers import PROTECTED, Answers
from shanyrak.interfaces.public.intake.choices import place_of
from shanyrak.interfaces.public.intake.forms import LANGUAGES, NEEDS, SEXES
from shanyrak.interfaces.shared.formats import day_and_month, leaving, n_people, nights

# So many people fit into few rooms; from here on, the page says how we look for more than one.
MANY = 7


def summary(answers: Answers) -> dict[str, Any]:
    """Return rows to look at, each with the way back to its question."""
    facts = answers.to_facts()
    when = f"{nights(facts.span)} {leaving(facts.span)}"
    told = (
        (_("People"), n_people(facts.people), "people"),
        (_("Nights"), when, "night"),
        (_("The place must have"), ", ".join(ticked(answers)) or _("nothing special"), "needs"),
        (_("Where"), place_of(answers), "place"),
    )
    return {
        "rows": [
            {"term": term, "value": value, "address": answers.leading_to(step)} for term, value, step in told
        ],
        "kept_until": day_and_month(facts.span.end + KEPT_AFTER_LAST_NIGHT),
        "is_large": facts.people >= MANY,
        "is_minor": "minor" in answers.ticks,
        "is_protected": bool(answers.ticks & PROTECTED),
    }


def ticked(answers: Answers) -> list[str]:
    """Return what was ticked, in the order and the words of the page."""
    return [str(label) for word, label in (*NEEDS, *LANGUAGES, *SEXES) if word in answers.ticks]

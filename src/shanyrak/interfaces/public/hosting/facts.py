"""The five facts of a question in words, and what became of it. No code, sex, age or flag is among them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from shanyrak.apps.stays import queries
from shanyrak.apps.stays.queries import AskView
from shanyrak.base.ids import AskToken
from shanyrak.interfaces.public.hosting.words import LANGUAGES, NEEDS, RULES
from shanyrak.interfaces.shared.formats import leaving, n_people, nights, time_of_day


def facts_of(ask: AskView) -> dict[str, Any]:
    """Return rows to read before the yes, and by when to answer."""
    told = (
        (_("People"), n_people(ask.people)),
        (_("When"), f"{nights(ask.span)} {leaving(ask.span)}"),
        (_("They need"), ", ".join(str(NEEDS[need]) for need in ask.needs) or _("nothing special")),
        (_("They speak"), LANGUAGES.get(ask.language, ask.language)),
        (
            _("They agree to"),
            ". ".join(str(RULES[rule]) for rule in ask.house_rules) or _("no special rules"),
        ),
    )
    return {
        "stay": ask.stay,
        "rows": [{"term": term, "value": value} for term, value in told],
        "answer_by": time_of_day(ask.answer_by) if ask.answer_by else "",
    }


def outcome(token: AskToken, now: datetime) -> str:
    """Return what became of the question of a token: open, yes, no or over."""
    return queries.get_outcome(token=token, now=now)

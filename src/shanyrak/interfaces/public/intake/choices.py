"""What can be tapped on each question, in the words of the page's language. No page and no rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanyrak.apps.intake import queries
from shanyrak.base import clock
from shanyrak.base.nights import NIGHT_TURNS_AT, ONE_NIGHT, is_still_night, night_before, tonight
from shanyrak.interfaces.public.intake.answers import Answers
from shanyrak.interfaces.shared.formats import n_people, night_between, weekday_and_day
from shanyrak.interfaces.shared.place_names import place_name

MOST_BUTTONS = 6
# "3 to 5" and "longer" stand for so many; who does not know yet gets what most people stay.
FEW, WEEK, LONGER, UNKNOWN = 4, 7, 14, 2


@dataclass(frozen=True)
class Choice:
    """One answer that goes on at once."""

    value: str
    label: str
    hint: str = ""
    main: bool = False


def choices(step: str) -> Sequence[Choice]:
    """Return the answers of a question."""
    makers = {"people": _people, "night": _nights_to_begin, "nights": _lengths, "place": _places}
    return makers[step]() if step in makers else ()


def _people() -> Sequence[Choice]:
    return [Choice(str(count), n_people(count)) for count in range(1, MOST_BUTTONS + 1)]


def _nights_to_begin() -> Sequence[Choice]:
    local = timezone.localtime(clock.now())
    evening = tonight(local)
    told = [Choice(evening.isoformat(), _("Tonight"), _hint(local), main=True)]
    if is_still_night(local) and local.time() >= NIGHT_TURNS_AT:
        told = [
            Choice(night_before(local).isoformat(), _("Right now, until noon"), main=True),
            Choice(evening.isoformat(), _("This evening"), weekday_and_day(evening)),
        ]
    tomorrow = evening + ONE_NIGHT
    return [*told, Choice(tomorrow.isoformat(), _("Tomorrow"), weekday_and_day(tomorrow))]


def _hint(local: datetime) -> str:
    """Return which night tonight is: past midnight by both its days."""
    evening = tonight(local)
    return night_between(evening) if evening != local.date() else weekday_and_day(evening)


def _lengths() -> Sequence[Choice]:
    return [
        *(Choice(str(n), ngettext("%(n)s night", "%(n)s nights", n) % {"n": n}) for n in (1, 2)),
        Choice(str(FEW), _("3 to 5 nights")),
        Choice(str(WEEK), _("A week")),
        Choice(str(LONGER), _("Longer"), _("We begin with 14 nights.")),
        Choice(str(UNKNOWN), _("I do not know yet"), _("We begin with 2 nights. You can ask for more.")),
    ]


def _places() -> Sequence[Choice]:
    told: list[Choice] = []
    for city in queries.list_cities():
        name = place_name(city.name)
        anywhere = _("Anywhere in %(city)s") % {"city": name}
        told.append(Choice(str(city.team), anywhere, main=not told))
        told += [Choice(f"{city.team}/{part}", f"{name}, {place_name(part)}") for part in city.districts]
    return told


def place_of(answers: Answers) -> str:
    """Return the place that was chosen, in words."""
    return next((choice.label for choice in _places() if choice.value == answers.place), "")

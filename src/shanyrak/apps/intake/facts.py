"""What a request says, and what may be said. No row is read or written here."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from shanyrak.apps.accounts import queries as accounts
from shanyrak.apps.accounts.queries import TeamView
from shanyrak.apps.intake.errors import (
    NightCountError,
    PastNightError,
    PeopleCountError,
    UnknownNeedError,
    UnknownPlaceError,
)
from shanyrak.apps.intake.models import MOST_PEOPLE, Sex
from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import TeamId
from shanyrak.base.nights import Span, is_still_night, night_before, tonight

# The words of the tables (docs/reference/file-formats.md), as far as people ask for them.
NEEDS = frozenset(
    {"step_free", "children", "pets", "no_pets", "no_smoking", "quiet", "kitchen", "fridge", "private_room"}
    | {"women_only", "cot", "workspace", "washer", "parking", "smoking"}
    | {"lang_ru", "lang_kk", "lang_en", "lang_uk", "lang_ky"}
)
# After its last night a request goes; shorter is allowed, longer is not.
KEPT_AFTER_LAST_NIGHT = timedelta(days=7)
LARGEST_PARTY = MOST_PEOPLE
# A season; who needs longer asks again, as nobody can promise more.
MOST_NIGHTS = 90
FURTHEST = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a party says of itself, none of it a name."""

    team: TeamId
    people: int
    first_night: date
    nights: int
    district: str = ""
    needs: frozenset[str] = frozenset()
    wants: frozenset[str] = frozenset()
    sex: str = ""
    is_protected: bool = False
    may_split: bool = False
    language: str = field(default="ru")

    @property
    def span(self) -> Span:
        """The nights that it asks for."""
        return Span.of(self.first_night, self.nights)

    def columns(self) -> dict[str, object]:
        """Return the columns of a party that these facts fill."""
        told = {name: getattr(self, name) for name in ("people", "district", "sex", "language")}
        return told | {
            "team_id": self.team,
            "first_night": self.first_night,
            "end_night": self.span.end,
            "needs": ";".join(sorted(self.needs)),
            "wants": ";".join(sorted(self.wants)),
            "is_protected": self.is_protected,
            "may_split": self.may_split,
        }


def earliest_night(team: TeamView, now: datetime) -> date:
    """Return the first night that can be asked for: until noon it is the one that is ending."""
    local = now.astimezone(ZoneInfo(team.time_zone))
    return night_before(local) if is_still_night(local) else tonight(local)


def check_facts(facts: Facts, now: datetime, *, begun_on: date | None = None) -> None:
    """Refuse what cannot be meant, each with its own refusal; who has begun may keep the first night.

    Raises
    ------
    PeopleCountError, PastNightError, NightCountError, UnknownNeedError, UnknownPlaceError
        The first of them that applies.
    InvalidError
        If the site has no such language.
    """
    team = accounts.find_team_of_id(team=facts.team)
    if team is None or facts.district not in {"", *accounts.list_districts(place=team.place)}:
        raise UnknownPlaceError("no team there, or no such district")
    check_people(facts.people)
    earliest = earliest_night(team, now)
    is_ahead = earliest <= facts.first_night <= earliest + FURTHEST
    if not is_ahead and facts.first_night != begun_on:
        raise PastNightError("the first night has passed or is far away")
    check_nights(facts.nights)
    if not facts.needs | facts.wants <= NEEDS or facts.sex not in Sex.values:
        raise UnknownNeedError("a word that we do not know")
    if facts.language not in dict(settings.LANGUAGES):
        raise InvalidError("the site has no such language")


def check_people(people: int) -> None:
    """Refuse a party of nobody, or of more than go into one request."""
    if not 1 <= people <= MOST_PEOPLE:
        raise PeopleCountError(f"a party is 1 to {MOST_PEOPLE} people")


def check_nights(nights: int) -> None:
    """Refuse no nights, or more than one request may ask for."""
    if not 1 <= nights <= MOST_NIGHTS:
        raise NightCountError(f"a request is for 1 to {MOST_NIGHTS} nights")

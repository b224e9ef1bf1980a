"""A party as plain values, for pages and for areas above. No row is asked for here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shanyrak.apps.intake.facts import Facts
from shanyrak.apps.intake.models import OPEN_STATES, Party
from shanyrak.base.ids import Actor, PartyId, TeamId
from shanyrak.base.nights import Span


@dataclass(frozen=True, kw_only=True)
class PartyView:
    """A party as it sees itself, and as its team does."""

    id: PartyId
    team: TeamId
    code: str
    state: str
    people: int
    span: Span
    district: str
    needs: frozenset[str]
    wants: frozenset[str]
    sex: str
    is_protected: bool
    may_split: bool
    is_vouched: bool
    language: str
    created_on: date

    @property
    def nights(self) -> int:
        """How many nights it asks for."""
        return len(self.span)

    @property
    def is_open(self) -> bool:
        """Whether it still asks for something."""
        return self.state in OPEN_STATES

    @classmethod
    def of(cls, row: Party) -> "PartyView":
        """Return a row as pages may hold it."""
        return cls(
            id=PartyId(row.id),
            team=TeamId(row.team_id),
            code=row.code,
            state=row.state,
            people=row.people,
            span=row.span,
            district=row.district,
            needs=row.need_words,
            wants=row.want_words,
            sex=row.sex,
            is_protected=row.is_protected,
            may_split=row.may_split,
            is_vouched=row.is_vouched,
            language=row.language,
            created_on=row.created_on,
        )

    def to_facts(self) -> Facts:
        """Return what it said of itself, so that one thing of it can be changed."""
        return Facts(
            team=self.team,
            people=self.people,
            first_night=self.span.first,
            nights=self.nights,
            district=self.district,
            needs=self.needs,
            wants=self.wants,
            sex=self.sex,
            is_protected=self.is_protected,
            may_split=self.may_split,
            language=self.language,
        )


@dataclass(frozen=True)
class CityView:
    """A city in which people can ask for a bed."""

    team: TeamId
    name: str
    districts: Sequence[str]


@dataclass(frozen=True)
class SignedInParty:
    """Who typed a phrase, as an actor and as a party."""

    actor: Actor
    party: PartyView

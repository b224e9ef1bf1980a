"""The answers of one who asks, between the address of a page and the facts of a request. No page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import translation

from shanyrak.apps.intake.errors import ProofError
from shanyrak.apps.intake.facts import Facts
from shanyrak.apps.intake.views import PartyView
from shanyrak.base.ids import TeamId
from shanyrak.interfaces.public.answers import SealedAnswers

STEPS = ("people", "night", "nights", "needs", "place", "check")
# Ticks that say what a space must have; the others, what it had better have.
MUST = frozenset({"children", "step_free", "women_only", "pets", "no_smoking", "fridge"})
# Ticks for whom only places are asked that two members have checked.
PROTECTED = frozenset({"minor", "alone"})


@dataclass(frozen=True)
class Answers(SealedAnswers):
    """What one who asks has answered so far. `ticks` are words of the needs page, in order."""

    STEPS = STEPS
    people: str = ""
    night: str = ""
    nights: str = ""
    needs: str = ""
    place: str = ""
    # Set where the answers are those of a request that is there and is to be changed.
    change: str = ""

    @classmethod
    def page_of(cls, step: str) -> str:
        """Return the name of a step's page."""
        return f"public:intake:{step}"

    @classmethod
    def again(cls, party: PartyView) -> "Answers":
        """Return what a party once answered, to be changed; why it is protected is not kept but guessed."""
        why = "alone" if party.sex == "f" and party.people == 1 else "minor"
        ticks = {*party.needs, *party.wants, *({why} if party.is_protected else ())}
        return cls(
            people=str(party.people),
            night=party.span.first.isoformat(),
            nights=str(party.nights),
            needs=needs_of(ticks | ({f"sex_{party.sex}"} if party.sex else set())),
            place=f"{party.team}/{party.district}".rstrip("/"),
            change="1",
        )

    @property
    def first_night(self) -> date:
        """The first night."""
        return date.fromisoformat(self.night)

    @property
    def ticks(self) -> frozenset[str]:
        """What was ticked on the needs page."""
        return frozenset(self.needs.split(";")) - {"", "none"}

    @property
    def city(self) -> TeamId:
        """The team of the city."""
        return TeamId(UUID(self.place.partition("/")[0]))

    @property
    def district(self) -> str:
        """The district, or nothing for any."""
        return self.place.partition("/")[2]

    def to_facts(self) -> Facts:
        """Return the facts of a request.

        Raises
        ------
        ProofError
            If answers are missing: the page that they come from was left open for too long.
        """
        if self.missing_before("check"):
            raise ProofError("no answers, or they are over")
        words = frozenset(tick for tick in self.ticks if not tick.startswith("sex_")) - PROTECTED
        return Facts(
            team=self.city,
            people=int(self.people),
            first_night=self.first_night,
            nights=int(self.nights),
            district=self.district,
            needs=words & MUST,
            wants=words - MUST,
            sex=next((tick.removeprefix("sex_") for tick in self.ticks if tick.startswith("sex_")), ""),
            is_protected=bool(self.ticks & PROTECTED),
            language=translation.get_language() or "ru",
        )


def needs_of(ticks: Iterable[str]) -> str:
    """Return ticks as one answer; nothing ticked is an answer, too."""
    return ";".join(sorted(ticks)) or "none"

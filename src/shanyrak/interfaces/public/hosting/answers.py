"""The answers of a host, between the address of a page and what is offered. No page lives here."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shanyrak.apps.hosting.services import HostFacts, SpaceFacts
from shanyrak.apps.hosting.words import FEATURES, LANGUAGES
from shanyrak.apps.intake.errors import ProofError
from shanyrak.apps.stays.services import FirstOffer
from shanyrak.base.ids import TeamId
from shanyrak.base.nights import Span
from shanyrak.interfaces.public.answers import SealedAnswers

STEPS = ("beds", "free", "rules", "area", "check")
# Ticks of the rules page beside features: house rules and who may come, with these before their words.
RULE, SEXES = "rule_", "sexes_"


@dataclass(frozen=True)
class Answers(SealedAnswers):
    """What a host has answered so far. `ticks` are words of the rules page, in order."""

    STEPS = STEPS
    kind: str = ""
    beds: str = ""
    free: str = ""
    until: str = ""
    in_a_row: str = ""
    rules: str = ""
    area: str = ""

    @classmethod
    def page_of(cls, step: str) -> str:
        """Return the name of a step's page; the first one is that of the whole way."""
        return f"public:hosting:{'offer' if step == STEPS[0] else step}"

    @property
    def ticks(self) -> frozenset[str]:
        """What was ticked on the rules page."""
        return frozenset(self.rules.split(";")) - {"", "none"}

    def ticked(self, mark: str) -> frozenset[str]:
        """Return the words of one kind of ticks, without what marks them."""
        return frozenset(tick.removeprefix(mark) for tick in self.ticks if tick.startswith(mark))

    @property
    def span(self) -> Span:
        """The nights on which the space is free."""
        return Span(date.fromisoformat(self.free), date.fromisoformat(self.until))

    @property
    def team(self) -> TeamId:
        """The team of the city."""
        return TeamId(UUID(self.area.partition("/")[0]))

    @property
    def district(self) -> str:
        """The district."""
        return self.area.partition("/")[2]

    def to_offer(self) -> FirstOffer:
        """Return what is offered.

        Raises
        ------
        ProofError
            If answers are missing: the page that they come from was left open for too long.
        """
        if self.missing_before("check"):
            raise ProofError("no answers, or they are over")
        spoken = frozenset(code for code in LANGUAGES if f"lang_{code}" in self.ticks)
        space = SpaceFacts(
            kind=self.kind,
            beds=int(self.beds),
            # Beds in a room in which others sleep, too, are the only ones that parties share.
            is_private=self.kind != "bed",
            features=self.ticks & FEATURES,
            house_rules=self.ticked(RULE),
            sexes=next(iter(self.ticked(SEXES)), "any"),
            district=self.district,
        )
        host = HostFacts(languages=spoken, nights_in_a_row=int(self.in_a_row))
        return FirstOffer(self.team, space, [self.span], host)


def after(step: str) -> str:
    """Return the step that follows."""
    return STEPS[STEPS.index(step) + 1]

"""What a host has answered so far, sealed into the address of each page. No page lives here."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from shanyrak.apps.hosting.services import HostFacts, SpaceFacts
from shanyrak.apps.hosting.words import FEATURES, LANGUAGES
from shanyrak.apps.intake.answers import open_answers, seal_answers
from shanyrak.apps.intake.errors import ProofError
from shanyrak.apps.stays.services import FirstOffer
from shanyrak.base import clock
from shanyrak.base.ids import TeamId
from shanyrak.base.nights import Span

STEPS = ("beds", "free", "rules", "area", "check")
# Ticks of the rules page beside features: house rules and who may come, with these before their words.
RULE, SEXES = "rule_", "sexes_"


@dataclass(frozen=True)
class Answers:
    """What was answered so far; what was not is empty. `ticks` are words of the rules page, in order."""

    kind: str = ""
    beds: str = ""
    free: str = ""
    until: str = ""
    in_a_row: str = ""
    rules: str = ""
    area: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Answers":
        """Return what the address of a page carries."""
        told = open_answers(request.POST.get("t") or request.GET.get("t", ""), clock.now())
        return cls(**{name: value for name, value in told.items() if name in cls.__dataclass_fields__})

    def told(self) -> dict[str, str]:
        """Return what was answered, as plain words."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if getattr(self, name)}

    def sealed(self) -> str:
        """Return these answers as only we can read them, for an hour from now."""
        return seal_answers(self.told(), clock.now())

    def leading_to(self, step: str, **more: str) -> str:
        """Return the address of a step, with these answers and more."""
        answers = replace(self, **more)
        query = f"?t={answers.sealed()}" if answers.told() else ""
        return reverse(f"public:hosting:{name_of(step)}") + query

    def missing_before(self, step: str) -> str | None:
        """Return the first question before a step that has no answer."""
        earlier = STEPS[: STEPS.index(step)]
        return next((name for name in earlier if not getattr(self, name)), None)

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


def name_of(step: str) -> str:
    """Return the name of a step's page; the first one is that of the whole way."""
    return "offer" if step == STEPS[0] else step


def after(step: str) -> str:
    """Return the step that follows."""
    return STEPS[STEPS.index(step) + 1]

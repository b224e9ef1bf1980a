"""The story of the city under way: what was drawn, and which rows it has become. Nothing is decided here."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone

from shanyrak.base.ids import Actor, HostId, PartyId, SpaceId, StayId, TeamId
from shanyrak.interfaces.cli.platform.city.dice import Dice
from shanyrak.interfaces.cli.platform.city.drawing import City
from shanyrak.interfaces.cli.platform.city.lodging import Lodged, SpaceDraft

MORNING, AFTERNOON, EVENING = time(9), time(15), time(18)


@dataclass
class Story:
    """Numbers are those of homes, then rooms, and of requests, in the order of the city."""

    city: City
    team: TeamId
    now: datetime
    dice: Dice
    actors: dict[str, Actor] = field(default_factory=dict)
    drafts: list[SpaceDraft] = field(default_factory=list)
    spaces: dict[int, SpaceId] = field(default_factory=dict)
    hosts: dict[int, HostId] = field(default_factory=dict)
    parties: dict[int, PartyId] = field(default_factory=dict)
    stays: dict[Lodged, StayId] = field(default_factory=dict)
    n_left_out: int = 0

    @property
    def shift(self) -> Actor:
        """The coordinator of this evening."""
        return self.actors["shift"]

    def at(self, day: date, hour: time) -> datetime:
        """Return a moment of the story; none is later than now."""
        return min(datetime.combine(day, hour, timezone.get_current_timezone()), self.now)

"""Draws the city from the synthetic wave: facts of parties, homes and halls. Nothing is kept here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from shanyrak.apps.hosting.services import HostFacts, SiteFacts, SpaceFacts
from shanyrak.apps.hosting.words import FEATURES, OPPOSITES, VettingLevel
from shanyrak.apps.hosting.words import LANGUAGES as SPOKEN
from shanyrak.apps.intake.facts import NEEDS, Facts
from shanyrak.base.ids import TeamId
from shanyrak.base.nights import Span
from shanyrak.interfaces.cli.platform.city.dice import Dice
from shanyrak.placement.model import Case, Party, Space
from shanyrak.placement.waves import wave

PLACE = "Almaty"
# The wave began so many nights ago; who comes later than so many nights ahead does not ask yet.
NIGHTS_BEFORE, NIGHTS_AHEAD, NIGHTS = 9, 6, 30
LANGUAGES = {"ru": 0.66, "kk": 0.14, "en": 0.08, "uk": 0.07, "ky": 0.05}
LEVELS = {
    VettingLevel.NEW: 0.26,
    VettingLevel.PHONE: 0.38,
    VettingLevel.VISIT: 0.26,
    VettingLevel.REFERENCES: 0.10,
}
PROTECTED_SHARE, ANY_DISTRICT_SHARE, FRESH_SHARE = 0.12, 0.6, 0.85
SINCE = {0: 0.25, 3: 0.5, 5: 0.15, 8: 0.1}  # days after the wave began on which hosts made their offer
RULES = {"shoes_off": 0.6, "keep_tidy": 0.5, "quiet_after_22": 0.4, "no_alcohol": 0.3, "no_visitors": 0.2}
HALLS = (
    "Спортзал школы", "Мектеп залы", "Sports hall", "Дом культуры", "Жатақхана", "Community centre",
    "Кинотеатр", "Мәдениет үйі", "Hostel", "Дворец спорта", "Спорт сарайы", "Library",
)  # fmt: skip
HALL_ADDRESS = "Үлгі көшесі / ул. Примерная, 1"
BEDS_OF_A_FLAT, MOST_BEDS_OF_A_HOME, ROOM_BEDS, CLOSES_AT = 4, 6, 40, time(23)


@dataclass(frozen=True)
class Offer:
    """A space with the nights on which it is free."""

    space: SpaceFacts
    windows: Sequence[Span]


@dataclass(frozen=True)
class Home(Offer):
    """A space of a host: who that is, since when they offer it, what was checked, whether it still holds."""

    host: HostFacts
    since: date
    level: VettingLevel
    is_fresh: bool


@dataclass(frozen=True)
class Hall:
    """A site with its rooms."""

    site: SiteFacts
    rooms: Sequence[Offer]


@dataclass(frozen=True)
class Asked:
    """A request, and the day on which it was made."""

    facts: Facts
    on: date


@dataclass(frozen=True)
class Sizes:
    """How large the city is."""

    people: int
    homes: int
    seed: int


@dataclass(frozen=True)
class City:
    """All of it, as it is tonight."""

    tonight: date
    homes: Sequence[Home]
    halls: Sequence[Hall]
    asked: Sequence[Asked]

    @property
    def began(self) -> date:
        """The first day of its story."""
        return self.tonight - timedelta(days=NIGHTS_BEFORE)


@dataclass(frozen=True)
class Frame:
    """What the draws of one city share."""

    dice: Dice
    tonight: date
    team: TeamId
    districts: Sequence[str]

    def district(self) -> str:
        """Return one of the districts, if the city has some."""
        return self.dice.one_of(self.districts or [""])


def draw_city(sizes: Sizes, frame: Frame) -> City:
    """Draw a city that is in the second week of a wave tonight."""
    tonight, began = frame.tonight, frame.tonight - timedelta(days=NIGHTS_BEFORE)
    case = wave(
        people=sizes.people,
        nights=NIGHTS,
        seed=sizes.seed,
        hosts=2 * sizes.homes,
        places=1,
        first_night=began,
    )
    windows = _windows(case)
    # Who has nothing more to offer is not on tonight's list; the wave draws enough for that.
    there = [space for space in case.spaces if windows[space.space_id][-1].end > tonight]
    private = [space for space in there if space.beds <= MOST_BEDS_OF_A_HOME]
    large = [space for space in there if space.beds > MOST_BEDS_OF_A_HOME]
    return City(
        tonight,
        homes=[_home(frame, space, windows[space.space_id]) for space in private[: sizes.homes]],
        halls=[
            _hall(frame, f"{HALLS[n % len(HALLS)]} {n + 1}", space, windows[space.space_id])
            for n, space in enumerate(large)
        ],
        asked=[_asked(frame, party) for party in case.parties if _asks(party, tonight)],
    )


def draw_request(frame: Frame) -> Facts:
    """Draw one more party of the wave, which comes tonight or tomorrow."""
    seed = frame.dice.below(2**31)
    case = wave(people=4, nights=NIGHTS, seed=seed, places=1, first_night=frame.tonight)
    first = frame.tonight + timedelta(days=frame.dice.below(2))
    return replace(_asked(frame, case.parties[0]).facts, first_night=first)


def _windows(case: Case) -> Mapping[str, Sequence[Span]]:
    found: dict[str, list[Span]] = {space.space_id: [] for space in case.spaces}
    for window in case.windows:
        found[window.space_id].append(Span(window.first_night, window.end_night))
    return found


def _asks(party: Party, tonight: date) -> bool:
    """Return whether a party has been heard of tonight; of those who went on, the last few are kept."""
    is_heard = party.arrival <= tonight + timedelta(days=NIGHTS_AHEAD)
    return is_heard and party.n_nights > 0 and party.end_night > tonight - timedelta(days=1)


def _asked(frame: Frame, party: Party) -> Asked:
    dice = frame.dice
    is_woman_alone = party.people == 1 and party.sex == "f"
    facts = Facts(
        team=frame.team,
        people=party.people,
        first_night=party.arrival,
        nights=party.n_nights,
        district="" if dice.is_so(ANY_DISTRICT_SHARE) else frame.district(),
        needs=party.needs & NEEDS,
        wants=(party.wants & NEEDS) - party.needs,
        sex=party.sex,
        is_protected=is_woman_alone and dice.is_so(PROTECTED_SHARE),
        may_split=party.may_split,
        language=dice.by_share(LANGUAGES),
    )
    return Asked(facts, min(party.arrival, frame.tonight) - timedelta(days=dice.below(2)))


def _home(frame: Frame, space: Space, windows: Sequence[Span]) -> Home:
    dice = frame.dice
    rules = {word for word, share in RULES.items() if dice.is_so(share)}
    rules |= {"no_smoking"} & space.features
    facts = SpaceFacts(
        kind="bed" if not space.private else "home" if space.beds >= BEDS_OF_A_FLAT else "room",
        beds=space.beds,
        is_private=space.private,
        features=_known(space.features) | {f"lang_{word}" for word in SPOKEN[1:] if dice.is_so(0.2)},
        house_rules=frozenset(rules),
        min_nights=space.min_nights,
        max_nights=space.max_nights,
        sexes=space.sexes,
        district=frame.district(),
    )
    spoken = frozenset(word.removeprefix("lang_") for word in facts.features if word.startswith("lang_"))
    host = HostFacts(languages=spoken, nights_in_a_row=dice.one_of((5, 7, 7, 14)))
    since = frame.tonight - timedelta(days=NIGHTS_BEFORE - dice.by_share(SINCE))
    return Home(facts, windows, host, since, dice.by_share(LEVELS), dice.is_so(FRESH_SHARE))


def _hall(frame: Frame, name: str, space: Space, windows: Sequence[Span]) -> Hall:
    site = SiteFacts(
        name=name,
        district=frame.district(),
        address=HALL_ADDRESS,
        opens_at=time(17),
        closes_at=CLOSES_AT,
        square_metres=space.beds * 4 + 20,
        toilets=space.beds // 12 + 1,
        showers=space.beds // 20 + 1,
        fire_limit=space.beds + 20,
    )
    rooms = [Offer(room, windows) for room in _rooms(space)]
    return Hall(site, rooms)


def _rooms(space: Space) -> Iterator[SpaceFacts]:
    """Yield the rooms of a hall: one, or several where it is large."""
    for label, first in enumerate(range(0, space.beds, ROOM_BEDS), start=1):
        yield SpaceFacts(
            kind="hall",
            beds=min(ROOM_BEDS, space.beds - first),
            is_private=False,
            features=_known(space.features),
            max_nights=space.max_nights,
            sexes=space.sexes,
            label=str(label),
        )


def _known(features: frozenset[str]) -> frozenset[str]:
    """Return the words that a host may say, without those that another one shuts out."""
    shut_out = {second for first, second in OPPOSITES if first in features}
    return (features & FEATURES) - shut_out

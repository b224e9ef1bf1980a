"""What is known on a day of a replay and what was told to whom, and how each day changes it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from shanyrak.placement.model import Party, Plan, Stay
from shanyrak.placement.problem import Bools
from shanyrak.placement.simulate.events import Events
from shanyrak.placement.simulate.units import NIGHT, Nights, Proposal, Unit, runs, spread


@dataclass(frozen=True, slots=True)
class Morning:
    """What a day brought: whether there is anything new to plan with, and whose told stays were broken."""

    is_new: bool
    broken_stays: int = 0
    broken_people: int = 0


@dataclass(slots=True)
class World:
    """One way of planning living through the events: nothing of it depends on what is not known yet."""

    events: Events
    ahead: int
    open: Bools  # (n_spaces, n_nights) as known today
    row: dict[str, int]
    units: list[Unit] = field(default_factory=list)  # known, and not gone
    gone: list[Unit] = field(default_factory=list)
    parts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    n_known: int = 0
    coming: list[Party] = field(default_factory=list)  # not known yet, the next one last
    promised: dict[str, list[Stay]] = field(default_factory=dict)


def new_world(events: Events, ahead: int) -> World:
    """Return the world before the first morning: the spaces of the case, and nobody known."""
    open_ = events.free.copy()
    row = {space.space_id: s for s, space in enumerate(events.spaces)}
    for space_id in events.offered:
        open_[row[space_id]] = False
    promised: dict[str, list[Stay]] = {}
    for stay in events.promised:
        promised.setdefault(stay.party_id, []).append(stay)
    # Who was promised a bed before the replay began is known from the start.
    late = [party for party in events.parties if party.party_id not in promised]
    world = World(events, ahead, open_, row, coming=late[::-1], promised=promised)
    for party in events.parties:
        if party.party_id in promised:
            _meet(world, party)
    return world


def wake(world: World, tonight: date) -> Morning:
    """Let a day begin: withdrawals, offers, parties that are gone, did not come, or become known."""
    events, number = world.events, (tonight - world.events.first_night).days
    for space_id, since in events.offered.items():
        if since == number:
            s = world.row[space_id]
            world.open[s] = events.free[s]
    lost = {space_id for space_id, since in events.withdrawn.items() if since == number}
    for space_id in lost:
        world.open[world.row[space_id], number:] = False
    n_absent = _leave(world, tonight)
    stays, people = _break(world, lost)
    met = 0
    while world.coming and (world.coming[-1].arrival - tonight).days <= world.ahead:
        _meet(world, world.coming.pop())
        met += 1
    is_new = bool(lost or n_absent or met or number == 0 or number in events.offered.values())
    return Morning(is_new, stays, people)


def adopt(world: World, plan: Plan, tonight: date) -> None:
    """Take a plan of tonight's case as what is intended, without telling anybody."""
    stays: defaultdict[str, defaultdict[str, list[Stay]]] = defaultdict(lambda: defaultdict(list))
    for stay in plan.stays:
        stays[stay.party_id][stay.part].append(stay)
    for unit in world.units:
        mine: dict[str, list[Stay]] = stays.get(unit.unit_id, {})
        unit.proposals = [Proposal(part[0].people, spread(part, tonight)) for part in mine.values()]


def tell(world: World, tonight: date, *, at_once: bool) -> None:
    """Tell people the stays that begin tonight, or with `at_once` all that is intended for them."""
    for unit in list(world.units):
        for proposal in list(unit.proposals):
            nights = _rest_of(proposal, tonight) if at_once else _stay_of(proposal, tonight)
            if not nights:
                continue
            hearing = unit
            if unit.may_split:
                hearing = _part_of(world, unit, proposal)
            hearing.told.update(nights)
    world.units = [unit for unit in world.units if unit.people]


def sleep(world: World, tonight: date) -> int:
    """Let the night pass; return the people for whom a bed was held and who did not come."""
    held = 0
    for unit in world.units:
        space_id = unit.told.pop(tonight, None)
        if space_id is not None and unit.party.party_id in world.events.no_shows:
            held += unit.people
        elif space_id is not None:
            unit.slept[tonight] = space_id
    return held


def _meet(world: World, party: Party) -> None:
    """Make a party known, with what was promised to it."""
    world.n_known += 1
    parts: defaultdict[str, list[Stay]] = defaultdict(list)
    for stay in world.promised.get(party.party_id, ()):
        parts[stay.part].append(stay)
    people = party.people
    for part, stays in parts.items():
        unit = Unit(party, part, stays[0].people, told=spread(stays, party.arrival))
        world.units.append(unit)
        people -= unit.people
        world.parts[party.party_id] = max(world.parts[party.party_id], int(part) if part.isdecimal() else 0)
    if people > 0:
        world.units.append(Unit(party, "1", people, may_split=party.may_split))


def _leave(world: World, tonight: date) -> int:
    """Set aside who is gone, and who should have come before today and did not; return how many did not."""
    absent = [
        unit
        for unit in world.units
        if unit.party.arrival < tonight and unit.party.party_id in world.events.no_shows
    ]
    without = {id(unit) for unit in absent}
    here = [unit for unit in world.units if id(unit) not in without]
    world.gone += [unit for unit in here if unit.party.end_night <= tonight]
    world.units = [unit for unit in here if unit.party.end_night > tonight]
    return len(absent)


def _break(world: World, lost: set[str]) -> tuple[int, int]:
    """Break every stay in spaces lost today; return how many were told, and to how many people."""
    stays = people = 0
    for unit in world.units if lost else ():
        broken = [run for run in runs(unit.told) if run[2] in lost]
        if broken:
            unit.told = {night: space for night, space in unit.told.items() if space not in lost}
            unit.broken += len(broken)
            stays += len(broken)
            people += unit.people
        unit.proposals = [one for one in unit.proposals if not lost & set(one.nights.values())]
    return stays, people


def _rest_of(proposal: Proposal, tonight: date) -> Nights:
    """Return all nights that are intended from tonight on."""
    return {night: space for night, space in proposal.nights.items() if night >= tonight}


def _stay_of(proposal: Proposal, tonight: date) -> Nights:
    """Return the nights of the intended stay that tonight belongs to, from tonight on."""
    space_id, night = proposal.nights.get(tonight), tonight
    nights: Nights = {}
    while space_id is not None and proposal.nights.get(night) == space_id:
        nights[night] = space_id
        night += NIGHT
    return nights


def _part_of(world: World, unit: Unit, proposal: Proposal) -> Unit:
    """Take the people of a proposal out of a party that may be split: from now on they stay together."""
    party_id = unit.party.party_id
    world.parts[party_id] += 1
    part = Unit(unit.party, str(world.parts[party_id]), proposal.people, proposals=[proposal])
    unit.people -= proposal.people
    unit.proposals.remove(proposal)
    world.units.append(part)
    return part


def realised(units: Iterable[Unit]) -> Plan:
    """Return where everybody slept."""
    return Plan.of(
        Stay(unit.party.party_id, unit.part, unit.people, space_id, first, end)
        for unit in units
        for first, end, space_id in runs(unit.slept)
    )

"""Rules on who is in a space together on a night: beds, one party in a private space, one sex."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from shanyrak.placement.check.register import Register, Run, joined
from shanyrak.placement.check.verdict import Violation, counted, people
from shanyrak.placement.model import Space, Stay


@dataclass(slots=True)
class Crowd:
    """Who is in a space on a run of nights: people, stays, and stays of women and of men only."""

    people: int = 0
    stays: int = 0
    women: int = 0
    men: int = 0

    def changed(self, stay: Stay, sex: str, sign: int) -> "Crowd":
        """Return the crowd after a stay came (sign 1) or went (-1)."""
        women, men = self.women + sign * (sex == "f"), self.men + sign * (sex == "m")
        return Crowd(self.people + sign * stay.people, self.stays + sign, women, men)


def night_breaches(stays: Iterable[Stay], register: Register) -> Iterator[Violation]:
    """Yield the runs of nights on which a space holds more, or others, than it may."""
    by_space: dict[str, list[Stay]] = {}
    for stay in stays:
        by_space.setdefault(stay.space_id, []).append(stay)
    for space_id, inside in by_space.items():
        space = register.spaces[space_id]
        # One stay that fits is no crowd; most private homes end here.
        if len(inside) > 1 or inside[0].people > space.beds:
            yield from _space_breaches(space, inside, register)


def _space_breaches(space: Space, inside: list[Stay], register: Register) -> Iterator[Violation]:
    """Yield the breaches in one space, the nights of one breach joined to runs."""
    overfull, together, mixed = [], [], []
    for run, crowd in _crowds(inside, register):
        if crowd.people > space.beds:
            overfull.append(run)
        if space.private and crowd.stays > 1:
            together.append(run)
        if space.sexes == "same" and crowd.women and crowd.men:
            mixed.append(run)
    where = f"space {space.space_id}"
    for run in joined(overfull):
        yield Violation(
            1, f"{where} has {counted(space.beds, 'bed', 'beds')}, too few {_present(run, inside)}"
        )
    for run in joined(together):
        yield Violation(1, f"{where} is private, yet several share it {_present(run, inside)}")
    for run in joined(mixed):
        yield Violation(9, f"{where} holds one sex a night, yet both are there {_present(run, inside)}")


def _crowds(inside: list[Stay], register: Register) -> Iterator[tuple[Run, Crowd]]:
    """Yield runs of nights between which nobody comes or goes, and who is there."""
    events = sorted(
        (night.toordinal(), sign, at)
        for at, stay in enumerate(inside)
        for night, sign in ((stay.first_night, 1), (stay.end_night, -1))
    )
    crowd, since = Crowd(), events[0][0]
    for night, sign, at in events:
        if night > since:
            yield (since, night), crowd
            since = night
        crowd = crowd.changed(inside[at], register.parties[inside[at].party_id].sex, sign)


def _present(run: Run, inside: list[Stay]) -> str:
    """Say which nights, and who is there on the first of them."""
    night = date.fromordinal(run[0])
    there = [stay for stay in inside if stay.first_night <= night < stay.end_night]
    who = ", ".join(f"party {stay.party_id} part {stay.part} ({people(stay.people)})" for stay in there)
    n_nights = run[1] - run[0]
    when = f"on {night}" if n_nights == 1 else f"on {n_nights} nights from {night}"
    return f"{when}: {people(sum(stay.people for stay in there))}, {who}"

"""The best chains of a party in a held plan, part by part, told as suggestions; of none, nothing is said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.model import Party, Stay
from shanyrak.placement.problem import SEX_RULES, SPACE, Codes, Data
from shanyrak.placement.suggest.answers import Suggestion
from shanyrak.placement.suggest.asking import blocks_of, data_of
from shanyrak.placement.suggest.holding import Holding
from shanyrak.placement.suggest.look import Ask, Held, find_chains, make_table, still_free
from shanyrak.placement.suggest.telling import NamedPart, tell

KEPT_LISTS = 8
MOST_PARTS = 4  # of a party that is split to house all of it
MOST_NIGHTS = 1e3  # bonus of a night, where more nights are better than anything else
SAME_SEX = SEX_RULES["same"]


class Aim(NamedTuple):
    """What is best: at which part of the prices, with which bonus a night, and whether all nights or none.

    `lenient`: the least nights of a stay that a host takes do not count.
    """

    scale: float
    bonus: float = 0.0
    whole: bool = False
    lenient: bool = False


class Part(NamedTuple):
    """People who are lodged together, and the spaces promised to them by night, -1 where none is."""

    name: str | None
    people: int
    keep: Codes


@dataclass(frozen=True, slots=True)
class Scene:
    """One party as it is looked for: its arrays, its parts, and how many spaces have a bed for it at all."""

    party: Party
    data: Data
    parts: tuple[Part, ...]
    rest: int
    nobody: Codes
    alive: Codes


@dataclass(frozen=True, slots=True)
class Lodged:
    """Where each part sleeps night by night, and what that is worth with prices and bonus counted."""

    parts: tuple[NamedPart, ...]
    net: float


class Seeker:
    """Looks for chains in what a holding has left; leaves the holding as it was."""

    def __init__(self, holding: Holding) -> None:
        self.holding = holding
        self._table = make_table(holding.problem.data)
        self._alive: list[tuple[str | None, int, int, int, Codes]] = []
        self._lenient = _without_least_nights(holding.problem.data)

    def best(
        self, party: Party, aim: Aim, most: int, *, without: Iterable[Suggestion] = ()
    ) -> list[Suggestion]:
        """Return the best chains, each without the main spaces of those before it; fewer if no more.

        The stays of the party were lifted. The main spaces of the suggestions `without` are left out, too.
        """
        scene = self._scene(party, lenient=aim.lenient)
        used = {self.holding.names.space_no[one.main_space] for one in without}
        used = used.difference(*(part.keep.tolist() for part in scene.parts))
        if used:
            scene = replace(scene, alive=scene.alive[~np.isin(scene.alive, sorted(used))])
        if scene.rest == 0 and len(scene.parts) == 1:
            (part,) = scene.parts
            chains = self._chains(scene, aim, part, most=most)
            found = [Lodged(((part.name, part.people, where),), net) for where, net in chains]
        else:
            found = self._in_parts(scene, aim, most)
        return [self._told(scene, lodged) for lodged in found]

    def in_fewest_parts(self, party: Party, aim: Aim) -> Suggestion | None:
        """Return beds for all people on all nights, each part as large as can be; None if there are not.

        A smaller part fits wherever a larger one does, so the largest is found by halves.
        """
        scene = self._scene(replace(party, may_split=True))
        done: list[NamedPart] = []
        pool = 0 if scene.parts else scene.rest
        while pool and len(done) < MOST_PARTS:
            low, high, best = 0, pool - (not done and not party.may_split), None
            while low < high:
                size = (low + high + 1) // 2
                chains = self._chains(scene, aim, Part(None, size, scene.nobody))
                low, high, best = (size, high, chains[0][0]) if chains else (low, size - 1, best)
            if best is None:
                break
            done.append((None, low, best))
            self._occupy(scene, done[-1:], 1)
            pool -= low
        self._occupy(scene, done, -1)
        return self._told(scene, Lodged(tuple(done), 0.0)) if done and not pool else None

    def _scene(self, party: Party, *, lenient: bool = False) -> Scene:
        """Make ready to look for a party: its arrays, its parts, and the spaces that have a bed at all."""
        problem, names = self.holding.problem, self.holding.names
        data = data_of(problem, names, party)
        if lenient:
            data = data._replace(spaces=self._lenient)
        alive = self._alive_in(data, party)
        parts = tuple(self._promised(party))
        rest = party.people - sum(part.people for part in parts)
        nobody = np.full(party.n_nights, -1, np.int32)
        if not party.may_split and not parts:
            parts, rest = (Part("1", party.people, nobody),), 0
        return Scene(party, data, parts, rest, nobody, alive)

    def _alive_in(self, data: Data, party: Party) -> Codes:
        """Return the spaces of the party's place with a bed on one of its nights, and perhaps some more.

        What was found for more nights in this place is used again, until somebody takes a bed or leaves one.
        """
        first, changes = int(data.first[0]), self.holding.changes
        end = first + party.n_nights
        for place, low, high, when, alive in self._alive:
            if place == party.place and low <= first and end <= high and when == changes:
                return alive
        found = np.empty(len(data.spaces), np.int32)
        n = still_free(
            self.holding.held.left, blocks_of(data, self.holding.names, party.place), first, end, found
        )
        self._alive = [*self._alive[-KEPT_LISTS:], (party.place, first, end, changes, found[:n])]
        return found[:n]

    def _told(self, scene: Scene, lodged: Lodged) -> Suggestion:
        return tell(self.holding, scene.party, scene.data, lodged.parts)

    def _promised(self, party: Party) -> Iterator[Part]:
        """Yield the parts of a party that have a promised stay."""
        by_part: dict[str, list[Stay]] = {}
        for stay in self.holding.promised.get(party.party_id, ()):
            by_part.setdefault(stay.part, []).append(stay)
        for name, stays in sorted(by_part.items()):
            keep = np.full(party.n_nights, -1, np.int32)
            for stay in stays:
                first, end = (stay.first_night - party.arrival).days, (stay.end_night - party.arrival).days
                keep[max(first, 0) : max(end, 0)] = self.holding.names.space_no[stay.space_id]
            yield Part(name, stays[0].people, keep)

    def _chains(
        self, scene: Scene, aim: Aim, part: Part, *, most: int = 1, payers: int | None = None
    ) -> list[tuple[Codes, float]]:
        """Return the best chains of one part, and what each is worth to all its people."""
        where, net = np.empty((most, scene.party.n_nights), np.int32), np.empty(most)
        ask = Ask(part.people, payers or part.people, aim.scale, aim.bonus, aim.whole, part.keep, scene.alive)
        n = find_chains(scene.data, self.holding.held, ask, self._table, where, net)
        return [
            (where[i], float(net[i]) * part.people) for i in range(n) if not aim.whole or where[i].min() >= 0
        ]

    def _in_parts(self, scene: Scene, aim: Aim, most: int) -> list[Lodged]:
        """Return the best that greedy parts find, each without the main space of the first part before it."""
        found: list[Lodged] = []
        while len(found) < most:
            lodged = self._one_in_parts(scene, aim)
            if lodged is None:
                break
            found.append(lodged)
            if scene.parts:
                break  # what was promised is the same in all that could follow
            spaces, nights = np.unique(_slept(lodged.parts[0][2]), return_counts=True)
            scene = replace(scene, alive=scene.alive[scene.alive != spaces[nights.argmax()]])
        return found

    def _one_in_parts(self, scene: Scene, aim: Aim) -> Lodged | None:
        """Lodge the promised parts, then the others together or in parts, whichever is better."""
        kept: list[NamedPart] = [(part.name, part.people, part.keep) for part in scene.parts]
        total = 0.0
        self._occupy(scene, kept, 1)  # no part may take what was promised to the next
        for i, part in enumerate(scene.parts):
            self._occupy(scene, kept[i : i + 1], -1)
            chains = self._chains(scene, aim, part)
            if chains:
                total += chains[0][1]
                kept[i] = part.name, part.people, chains[0][0]
            self._occupy(scene, kept[i : i + 1], 1)
        others = self._others(scene, aim)
        self._occupy(scene, kept, -1)
        if others is None:
            return Lodged(tuple(kept), total) if kept and not (aim.whole and scene.rest) else None
        return Lodged((*kept, *others.parts), total + others.net)

    def _others(self, scene: Scene, aim: Aim) -> Lodged | None:
        if not scene.rest:
            return None
        nobody = scene.nobody
        together = self._chains(scene, aim, Part(None, scene.rest, nobody))
        apart = self._apart(scene, aim, nobody)
        if together and (apart is None or together[0][1] >= apart.net):
            return Lodged(((None, scene.rest, together[0][0]),), together[0][1])
        return apart

    def _apart(self, scene: Scene, aim: Aim, nobody: Codes) -> Lodged | None:
        """Lodge people part by part: one of them finds the best chain, and as many go as it takes."""
        done: list[NamedPart] = []
        total, pool = 0.0, scene.rest
        while pool:
            alone = self._chains(scene, aim, Part(None, 1, nobody), payers=pool)
            if not alone:
                break
            size = min(pool, self._room(scene, alone[0][0]))
            chains = self._chains(scene, aim, Part(None, size, nobody))
            if not chains:
                break
            done.append((None, size, chains[0][0]))
            self._occupy(scene, done[-1:], 1)
            total, pool = total + chains[0][1], pool - size
        self._occupy(scene, done, -1)
        return Lodged(tuple(done), total) if done and not (aim.whole and pool) else None

    def _room(self, scene: Scene, where: Codes) -> int:
        """Return how many people every night of a chain has room for."""
        first, left = int(scene.data.first[0]), self.holding.held.left
        return min(int(left[s, first + t]) for t, s in enumerate(where.tolist()) if s >= 0)

    def _occupy(self, scene: Scene, parts: list[NamedPart], sign: int) -> None:
        """Count the beds of parts as taken (1), so that the next part sees what is left, or free (-1)."""
        data, held, first = self.holding.problem.data, self.holding.held, int(scene.data.first[0])
        for _, people, where in parts:
            for t, s in enumerate(where.tolist()):
                if s >= 0:
                    _count(data, held, (s, first + t), people=sign * people, sex=scene.party.sex)


def _count(data: Data, held: Held, cell: tuple[int, int], *, people: int, sex: str) -> None:
    """Take beds of one space on one night, or give them back where `people` is negative."""
    space = data.spaces[cell[0]]
    held.left[cell] -= (1 if people > 0 else -1) * int(space["beds"]) if space["private"] else people
    if space["sexes"] == SAME_SEX:
        held.mix[cell] += people if sex == "f" else -people


def _slept(where: Codes) -> Codes:
    return where[where >= 0]


def _without_least_nights(data: Data) -> NDArray[np.void]:
    """Return the spaces as if no host asked for a least number of nights."""
    spaces = np.array(data.spaces, SPACE)
    spaces["min_nights"] = 1
    spaces.setflags(write=False)
    return spaces

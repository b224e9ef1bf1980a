"""The best value of tiny cases by trying every chain of every part, written for trust, not for speed.

Rules and worth are spelt out once more, so that neither the check nor the search is measured by itself; only
distances and who sleeps under which rule on sexes are taken from the check.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby, product

from shanyrak.placement.check.figures import kilometres
from shanyrak.placement.check.stays import takes
from shanyrak.placement.model import Case, Party, Space, Stay
from shanyrak.placement.params import KM_CAP, Worth

DEFAULT_WORTH = Worth()
Chain = tuple[Space | None, ...]  # where a part sleeps on each night its party asks for


def best_value(case: Case, worth: Worth = DEFAULT_WORTH) -> float:
    """Return the value of the best plan of a case, in person-nights.

    Parameters
    ----------
    case
        Tiny: every way to spend its nights in the spaces is tried for every party, so four parties, three
        spaces and four nights are about the limit.
    worth
        What a move, a kilometre and a missing want take away.

    Returns
    -------
    float
        Minus infinity where the promised stays can not be kept.
    """
    search = _Search(case, worth)
    search.house(0, 0.0)
    return search.record


@dataclass(slots=True)
class _Search:
    """Depth first over parties and parts; a branch ends where no chains left reach the record."""

    case: Case
    worth: Worth
    record: float = float("-inf")
    free: set[tuple[str, date]] = field(default_factory=set)
    inside: dict[tuple[str, date], list[tuple[int, str]]] = field(default_factory=dict)
    chains: list[list[tuple[float, Chain]]] = field(default_factory=list)
    hope: list[float] = field(default_factory=lambda: [0.0])

    def __post_init__(self) -> None:
        """List the free nights, the chains of each party, best first, and what those left could add."""
        for window in self.case.windows:
            for day in range((window.end_night - window.first_night).days):
                self.free.add((window.space_id, window.first_night + timedelta(day)))
        self.chains = [self._chains(party) for party in self.case.parties]
        for party, chains in zip(reversed(self.case.parties), reversed(self.chains), strict=True):
            self.hope.append(self.hope[-1] + party.people * max((worth for worth, _ in chains), default=0.0))
        self.hope.reverse()

    def house(self, number: int, value: float) -> None:
        """Try every way to house the parties from `number` on."""
        if number == len(self.case.parties):
            self.record = max(self.record, value)
        elif value + self.hope[number] > self.record:
            party = self.case.parties[number]
            promised = sorted(stay for stay in self.case.stays if stay.party_id == party.party_id)
            parts = [list(stays) for _, stays in groupby(promised, key=lambda stay: stay.part)]
            self._keep(number, value, parts, party.people)

    def _keep(self, number: int, value: float, promised: list[list[Stay]], left: int) -> None:
        """Try every chain that holds the stays promised to the next part."""
        if not promised:
            self._add(number, value, 0, left)
            return
        people = promised[0][0].people
        for worth, chain in self.chains[number]:
            if self._holds(number, chain, promised[0]) and self._enters(number, chain, people):
                self._keep(number, value + people * worth, promised[1:], left - people)
                self._leaves(number, chain)

    def _add(self, number: int, value: float, at: int, left: int) -> None:
        """Try every further part of a party, its chain not before `at` in the list, then none."""
        party = self.case.parties[number]
        for later in range(at, len(self.chains[number]) if left else 0):
            worth, chain = self.chains[number][later]
            if worth <= 0 or value + left * worth + self.hope[number + 1] <= self.record:
                break
            most = min(left, *(space.beds for space in chain if space))
            for people in range(most, 0 if party.may_split else left - 1, -1):
                if self._enters(number, chain, people):
                    self._add(number, value + people * worth, later + 1, left - people)
                    self._leaves(number, chain)
        self.house(number + 1, value)

    def _holds(self, number: int, chain: Chain, promised: list[Stay]) -> bool:
        """Tell whether a chain keeps the stays promised to a part."""
        arrival = self.case.parties[number].arrival
        nights = {(arrival + timedelta(day), space.space_id) for day, space in enumerate(chain) if space}
        return all(
            (stay.first_night + timedelta(day), stay.space_id) in nights
            for stay in promised
            for day in range((stay.end_night - stay.first_night).days)
        )

    def _nights(self, number: int, chain: Chain) -> Iterator[tuple[Space, list[tuple[int, str]]]]:
        """Yield the space of each night of a chain and who is there."""
        for day, space in enumerate(chain):
            if space:
                key = space.space_id, self.case.parties[number].arrival + timedelta(day)
                yield space, self.inside.setdefault(key, [])

    def _enters(self, number: int, chain: Chain, people: int) -> bool:
        """Let people sleep along a chain, if there is room on every night."""
        sex = self.case.parties[number].sex
        for space, there in self._nights(number, chain):
            crowd = people + sum(others for others, _ in there)
            mixed = space.sexes == "same" and any(other != sex for _, other in there)
            if crowd > space.beds or (space.private and there) or mixed:
                return False
        for _, there in self._nights(number, chain):
            there.append((people, sex))
        return True

    def _leaves(self, number: int, chain: Chain) -> None:
        """Take back the part that entered last."""
        for _, there in self._nights(number, chain):
            there.pop()

    def _chains(self, party: Party) -> list[tuple[float, Chain]]:
        """List every chain that the party's own rules allow, with its worth to one person, best first."""
        nights = [party.arrival + timedelta(day) for day in range(party.n_nights)]
        fits = [space for space in self.case.spaces if _fits(party, space)]
        options = [[None, *(s for s in fits if (s.space_id, night) in self.free)] for night in nights]
        found = [(self._worth(party, chain), chain) for chain in product(*options)]
        return sorted(
            ((worth, chain) for worth, chain in found if worth is not None), key=lambda one: -one[0]
        )

    def _worth(self, party: Party, chain: Chain) -> float | None:
        """Return what a chain is worth to one person, None where it breaks a rule."""
        runs = [(space, len(list(nights))) for space, nights in groupby(chain) if space]
        moves = len(runs) - 1 + bool(runs and party.current_space not in {None, "", runs[0][0].space_id})
        if not runs:
            return None
        if moves > (moves if party.max_moves is None else party.max_moves):
            return None
        if any(not space.min_nights <= n <= (space.max_nights or n) for space, n in runs):
            return None
        return sum(n * self._night(party, space) for space, n in runs) - self.worth.move * moves

    def _night(self, party: Party, space: Space) -> float:
        """Return what a night of one person in a space is worth."""
        near = self.worth.km * min(kilometres(party, space) or 0.0, KM_CAP)
        missing = len(party.wants - space.features) / max(len(party.wants), 1)
        pair = party.party_id, space.space_id
        cost = sum(cost.cost for cost in self.case.costs if (cost.party_id, cost.space_id) == pair)
        return party.weight - near - self.worth.want * missing - cost


def _fits(party: Party, space: Space) -> bool:
    """Tell whether a party may sleep in a space, nights and others aside."""
    elsewhere = party.place and space.place and party.place != space.place
    return not elsewhere and party.needs <= space.features and takes(space.sexes, party.sex)

"""A plan held in memory: who sleeps where, what is left, and the prices. No choice is made here."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import numpy as np

from shanyrak.base.errors import ConflictError, InvalidError, NotFoundError, ShanyrakError
from shanyrak.placement.model import Certificate, Party, Plan, Stay
from shanyrak.placement.problem import Floats, Problem
from shanyrak.placement.suggest.asking import Names
from shanyrak.placement.suggest.look import Held
from shanyrak.placement.suggest.places import middles_of


class Holding:
    """The stays of every party, and what they leave, kept in step; times are those of a stay's nights."""

    def __init__(self, problem: Problem, plan: Plan, certificate: Certificate | None, names: Names) -> None:
        self.problem, self.names = problem, names
        self.parties: dict[str, Party] = {p.party_id: p for p in problem.parties}
        self.promised: dict[str, list[Stay]] = {}
        for stay in problem.promised:
            self.promised.setdefault(stay.party_id, []).append(stay)
        data = problem.data
        self.held = Held(
            left=np.where(data.open, data.beds[:, None], 0).astype(np.int32),
            mix=np.zeros(data.open.shape, np.int32),
            price=_prices(problem, certificate, names),
        )
        self.changes = 0  # how often beds were taken or left
        self.lifted: tuple[Stay, ...] = ()
        self.has_rules_on_sexes = any(space.sexes != "any" for space in problem.spaces)
        self.middles = middles_of(data, names.places)
        self._stays: dict[str, tuple[Stay, ...]] = {}
        self._load(plan)

    def stays_of(self, party_id: str) -> tuple[Stay, ...]:
        """Return the stays of a party, in order of parts and nights; none where it has no bed."""
        return self._stays.get(party_id, ())

    def plan(self) -> Plan:
        """Return all stays."""
        return Plan.of(stay for stays in self._stays.values() for stay in stays)

    @contextmanager
    def without(self, party_id: str) -> Iterator[None]:
        """Leave the stays of a party out while something is looked for; they are then `lifted`."""
        self.lifted = self.lift(party_id)
        try:
            yield
        finally:
            if self.lifted:
                self.put_back(self.parties[party_id], self.lifted)
            self.lifted = ()

    def broken_promise(self, party_id: str, stays: tuple[Stay, ...]) -> Stay | None:
        """Return a promised stay of a party that is not within these."""
        promised = self.promised.get(party_id, ())
        return next((one for one in promised if not any(_holds(stay, one) for stay in stays)), None)

    def lift(self, party_id: str) -> tuple[Stay, ...]:
        """Take the stays of a party out of what is taken; return them."""
        stays = self._stays.pop(party_id, ())
        if stays:
            self.shift(self.parties[party_id], stays, -1)
        return stays

    def put(self, party: Party, stays: tuple[Stay, ...]) -> None:
        """Let a party have these stays in place of those that it has; refuse what there is no room for."""
        before, old, done = self.parties.get(party.party_id), self.lift(party.party_id), list[Stay]()
        try:
            for stay in stays:
                self._refuse(party, stay)
                self.shift(party, [stay], 1)
                done.append(stay)
        except ShanyrakError:
            self.shift(party, done, -1)
            if before is not None:
                self.put_back(before, old)
            raise
        self.parties[party.party_id] = party
        if stays:
            self._stays[party.party_id] = tuple(sorted(stays))

    def put_back(self, party: Party, stays: tuple[Stay, ...]) -> None:
        """Let a party have stays that are known to fit."""
        if stays:
            self._stays[party.party_id] = tuple(sorted(stays))
            self.shift(party, stays, 1)

    def shift(self, party: Party, stays: Iterable[Stay], sign: int) -> None:
        """Count the beds of stays as taken (1) or free (-1)."""
        data = self.problem.data
        self.changes += 1
        for stay in stays:
            s, nights = self._space(stay), self.nights(stay)
            people = sign * stay.people
            self.held.left[s, nights] -= sign * int(data.beds[s]) if data.private[s] else people
            if self.problem.spaces[s].sexes == "same":
                self.held.mix[s, nights] += people if party.sex == "f" else -people

    def nights(self, stay: Stay) -> slice:
        """Return the columns of the nights of a stay."""
        first = self.problem.first_night
        return slice((stay.first_night - first).days, (stay.end_night - first).days)

    def _space(self, stay: Stay) -> int:
        return self.names.space_no[stay.space_id]

    def _refuse(self, party: Party, stay: Stay) -> None:
        s = self._space(stay)
        space, length = self.problem.spaces[s], (stay.end_night - stay.first_night).days
        if length < space.min_nights:
            raise InvalidError(
                f"space {space.space_id} takes nobody for fewer than {space.min_nights} nights, this stay "
                f"has {length}. Ask the host; if it may be, change min_nights and load the case again."
            )
        if not self._has_room(party, stay, s):
            raise ConflictError(
                f"space {space.space_id} has no longer room for {stay.people} of party {party.party_id} "
                f"from {stay.first_night} to the morning of {stay.end_night}. Ask for suggestions again."
            )

    def _has_room(self, party: Party, stay: Stay, s: int) -> bool:
        nights = self.nights(stay)
        mix = self.held.mix[s, nights]
        other = (mix > 0).any() if party.sex == "m" else (mix < 0).any()
        return bool((self.held.left[s, nights] >= stay.people).all()) and not other

    def _load(self, plan: Plan) -> None:
        by_party: dict[str, list[Stay]] = {}
        for stay in plan.stays:
            self._refuse_strange(stay)
            by_party.setdefault(stay.party_id, []).append(stay)
        for party_id, stays in by_party.items():
            self.put_back(self.parties[party_id], tuple(stays))
        over = np.argwhere(self.held.left < 0)
        if len(over):
            space, night = self.problem.spaces[over[0][0]], self.problem.night(over[0][1])
            raise InvalidError(
                f"The plan breaks a rule: space {space.space_id} is not free, or too small, on {night}. "
                "`shanyrak check` tells every breach; mend the plan, or plan anew."
            )

    def _refuse_strange(self, stay: Stay) -> None:
        for kind, known, one in (
            ("party", self.parties, stay.party_id),
            ("space", self.names.space_no, stay.space_id),
        ):
            if one not in known:
                raise NotFoundError(f"The plan has a stay of {kind} {one}, which is not in this case.")
        party = self.parties[stay.party_id]
        if not party.arrival <= stay.first_night < stay.end_night <= party.end_night or stay.people < 1:
            raise InvalidError(
                f"The plan has a stay of party {stay.party_id} from {stay.first_night} to the morning of "
                f"{stay.end_night}, but it did not ask for all of these nights. `shanyrak check` tells more."
            )


def _holds(stay: Stay, promised: Stay) -> bool:
    return (
        (stay.part, stay.people, stay.space_id) == (promised.part, promised.people, promised.space_id)
        and stay.first_night <= promised.first_night
        and promised.end_night <= stay.end_night
    )


def _prices(problem: Problem, certificate: Certificate | None, names: Names) -> Floats:
    """Lay the prices of a certificate out by space and night of the problem; 0 where it has none."""
    price = np.zeros(problem.data.open.shape, np.float32)
    if certificate is None:
        return price
    strange = [space_id for space_id in certificate.space_id if space_id not in names.space_no]
    if strange:
        raise InvalidError(f"The certificate is of another case: this one has no space {strange[0]}.")
    rows = np.array([names.space_no[space_id] for space_id in certificate.space_id], np.int64)
    shift = (certificate.first_night - problem.first_night).days
    first, end = max(shift, 0), min(shift + len(certificate.price.T), len(price.T))
    if first < end:
        price[rows, first:end] = certificate.price[:, first - shift : end - shift]
    return np.where(problem.data.open, price, np.float32(0))

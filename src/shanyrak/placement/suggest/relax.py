"""Small changes of what a party asks for, each tried: which of them give everybody a bed on every night."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from shanyrak.placement.model import Party
from shanyrak.placement.suggest.answers import Relaxation, Suggestion
from shanyrak.placement.suggest.asking import data_of, end_night
from shanyrak.placement.suggest.places import nearest_places
from shanyrak.placement.suggest.seeker import MOST_NIGHTS, Aim, Seeker

# What a change asks of a party, in person-nights for each of its person-nights, so that changes are ranked.
# The numbers are a judgement: a call to a host is little, a need that is given up is much. Nights given up
# cost what they are worth.
CALL, SPLIT, PLACE, NEED = 0.1, 0.2, 0.4, 0.6
A_MOVE = 0.5  # a person's move more than it said it can make
LATEST = 3  # nights by which a whole stay is tried to begin later
PLACES = 3  # other places that are tried, the nearest first


def relaxations(seeker: Seeker, party: Party, scale: float, hopeless: tuple[int, ...]) -> list[Relaxation]:
    """Return the changes that help, the nearest first; on the nights `hopeless` no space can take the party.

    Of each kind the smallest change that helps is told.
    """
    looks: tuple[Callable[[_Trial], Iterator[Relaxation]], ...] = (
        _fewer, _later, _shift, _needs, _split, _places, _moves, _house_rule, _sex
    )  # fmt: skip
    trial = _Trial(seeker, party, scale, hopeless)
    found = [change for look in looks for change in look(trial)]

    def gain(change: Relaxation) -> float:
        return change.suggestion.value - scale * change.suggestion.displaced - change.asks

    return sorted(found, key=gain, reverse=True)


class _Trial:
    """A party, and the way to try it otherwise."""

    def __init__(self, seeker: Seeker, party: Party, scale: float, hopeless: tuple[int, ...]) -> None:
        self.seeker, self.party, self.scale, self.hopeless = seeker, party, scale, hopeless
        self.nights = party.n_nights
        holding = seeker.holding
        data = data_of(holding.problem, holding.names, party)
        self.near = nearest_places(holding.middles, data, party.place)
        self.person_nights = party.people * self.nights * party.weight

    def whole(self, party: Party, *, lenient: bool = False) -> Suggestion | None:
        """Return the best beds for all people of a changed party on all its nights."""
        aim = Aim(self.scale, MOST_NIGHTS, whole=True, lenient=lenient)
        found = self.seeker.best(party, aim, 1)
        if party.may_split and not lenient and not (found and found[0].is_whole):
            parts = self.seeker.in_fewest_parts(party, aim)
            found = [parts] if parts else []
        broken = found and self.seeker.holding.broken_promise(party.party_id, found[0].stays)
        return found[0] if found and found[0].is_whole and not broken else None


def _fewer(trial: _Trial) -> Iterator[Relaxation]:
    """Leave earlier: one night, two, ..."""
    most = min(trial.hopeless, default=trial.nights - 1)
    for nights in range(most, 0, -1):
        if found := trial.whole(replace(trial.party, nights=nights)):
            yield Relaxation("fewer", found, 0.0, nights=trial.nights - nights)
            return


def _later(trial: _Trial) -> Iterator[Relaxation]:
    """Come later and leave as wished."""
    for late in range(max(trial.hopeless, default=0) + 1, trial.nights):
        party = replace(trial.party, arrival=_after(trial.party, late), nights=trial.nights - late)
        if found := trial.whole(party):
            yield Relaxation("later", found, 0.0, nights=late)
            return


def _shift(trial: _Trial) -> Iterator[Relaxation]:
    """Come later and leave later."""
    end = end_night(trial.seeker.holding.problem)
    for late in range(1, LATEST + 1):
        party = replace(trial.party, arrival=_after(trial.party, late), nights=trial.nights)
        if party.n_nights < trial.nights or party.end_night > end:
            return
        if found := trial.whole(party):
            asks = trial.party.people * trial.party.weight * late
            yield Relaxation("shift", found, asks, nights=late)
            return


def _needs(trial: _Trial) -> Iterator[Relaxation]:
    """Do without one need; where no one alone helps, without all."""
    needs, helped = trial.party.needs, False
    for words in [*({word} for word in sorted(needs)), needs]:
        if (len(words) > 1 or words == needs) and helped:
            return
        if found := trial.whole(replace(trial.party, needs=needs - words)):
            helped = True
            asks = NEED * len(words) * trial.person_nights
            yield Relaxation("need", found, asks, words=tuple(sorted(words)))


def _split(trial: _Trial) -> Iterator[Relaxation]:
    """Lodge a party in parts that did not say that it may be split."""
    if trial.party.may_split or trial.party.people == 1:
        return
    aim = Aim(trial.scale, MOST_NIGHTS, whole=True)
    if found := trial.seeker.in_fewest_parts(trial.party, aim):
        sizes = {leg.stay.part: leg.stay.people for leg in found.legs}
        asks = SPLIT * (len(sizes) - 1) * trial.person_nights
        yield Relaxation("split", found, asks, sizes=tuple(sizes.values()))


def _places(trial: _Trial) -> Iterator[Relaxation]:
    """Go to another place: the nearest that has room."""
    for place in trial.near[:PLACES]:
        if found := trial.whole(replace(trial.party, place=place)):
            yield Relaxation("place", found, PLACE * trial.person_nights, words=(place,))
            return


def _moves(trial: _Trial) -> Iterator[Relaxation]:
    """Move more often than it said it can."""
    limit = trial.party.max_moves
    if limit is None:
        return
    if found := trial.whole(replace(trial.party, max_moves=None)):
        parts = len({leg.stay.part for leg in found.legs})
        moves = -(-found.moves // trial.party.people) if parts == 1 else len(found.legs) - parts
        asks = A_MOVE * trial.party.people * max(moves - limit, 1)
        yield Relaxation("moves", found, asks, nights=moves)


def _house_rule(trial: _Trial) -> Iterator[Relaxation]:
    """Ask a host to take the party for fewer nights than the house rule says."""
    found = trial.whole(trial.party, lenient=True)
    if not found:
        return
    holding, asked = trial.seeker.holding, set()
    for stay in found.stays:
        space = holding.problem.spaces[holding.names.space_no[stay.space_id]]
        if (stay.end_night - stay.first_night).days < space.min_nights:
            asked.add(space.space_id)
    if asked:
        asks = CALL * len(asked) * trial.person_nights
        yield Relaxation("house_rule", found, asks, words=tuple(sorted(asked)))


def _sex(trial: _Trial) -> Iterator[Relaxation]:
    """Say the sex of a party that has not said: it may be that a space for one sex is free."""
    if trial.party.sex == "" and trial.seeker.holding.has_rules_on_sexes:
        for sex in ("f", "m"):
            if found := trial.whole(replace(trial.party, sex=sex)):
                yield Relaxation("sex", found, 0.0, words=(sex,))


def _after(party: Party, nights: int) -> date:
    return party.arrival + timedelta(nights)

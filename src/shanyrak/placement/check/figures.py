"""What a plan comes to, counted stay by stay from the definition; broken plans too, as far as they go."""

import math
from collections.abc import Iterable

from shanyrak.placement.check.parts import Chain
from shanyrak.placement.check.register import Register
from shanyrak.placement.model import Figures, Party, Space
from shanyrak.placement.params import EARTH_KM, KM_CAP, Worth


def plan_figures(chains: Iterable[Chain], register: Register, worth: Worth) -> Figures:
    """Count person-nights, moves and value of a plan.

    Parameters
    ----------
    chains
        The stays of each part, joined to runs, all of them on nights asked for.
    register
        The case by id.
    worth
        What a move, a kilometre and a missing want take away, in person-nights.

    Returns
    -------
    Figures
        `median_km` is the least distance within which half of the person-nights are housed, among those whose
        distance is known and not capped; None where none is known.
    """
    terms, housed, moves, distances = [], 0, 0, []
    for chain in chains:
        party = chain.party
        moves += chain.people * chain.n_moves
        for stay in chain.stays:
            space, n_nights = register.spaces[stay.space_id], (stay.end_night - stay.first_night).days
            km = kilometres(party, space)
            cost = register.costs.get((party.party_id, space.space_id), 0.0)
            near = worth.km * min(km or 0.0, KM_CAP)
            night = party.weight - near - worth.want * _missing(party, space) - cost
            housed += chain.people * n_nights
            terms.append(chain.people * n_nights * night)
            if km is not None:
                distances.append((km, chain.people * n_nights))
    asked = sum(party.people * party.n_nights for party in register.parties.values())
    return Figures(asked, housed, moves, math.fsum(terms) - worth.move * moves, _median(distances))


def kilometres(party: Party, space: Space) -> float | None:
    """Great-circle distance from the point a party wants to be near; None where a coordinate is missing."""
    degrees = (party.lat, party.lon, space.lat, space.lon)
    if any(angle is None or math.isnan(angle) for angle in degrees):
        return None
    lat, lon, to_lat, to_lon = (math.radians(angle or 0.0) for angle in degrees)
    across = math.cos(lat) * math.cos(to_lat) * math.sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(math.sqrt(math.sin((to_lat - lat) / 2) ** 2 + across), 1.0))


def _missing(party: Party, space: Space) -> float:
    """Share of a party's wants that a space does not provide."""
    return len(party.wants - space.features) / len(party.wants) if party.wants else 0.0


def _median(distances: list[tuple[float, int]]) -> float | None:
    """Return the lower median of distances weighted by person-nights."""
    half, reached = sum(weight for _, weight in distances) / 2, 0
    for km, weight in sorted(distances):
        reached += weight
        if reached >= half:
            return km
    return None

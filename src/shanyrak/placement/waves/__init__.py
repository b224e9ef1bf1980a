"""Synthetic waves: parties and spaces drawn from a seed, shaped by what was published about autumn 2022.

`facts` are the published figures, `assumptions` our own judgements; docs/explanation/synthetic-wave.md
defends both. Nobody real is in a wave, and nothing of a wave is measured.
"""

from datetime import date

import numpy as np

from shanyrak.base.errors import InvalidError
from shanyrak.placement.model import Case
from shanyrak.placement.waves import offering
from shanyrak.placement.waves.asking import asking, parties
from shanyrak.placement.waves.facts import FIRST_NIGHT
from shanyrak.placement.waves.places import CITIES

__all__ = ["wave"]

MOST_PEOPLE = 2_000_000  # Ten times the two weeks of 2022; more is a slip of the keyboard.
MOST_NIGHTS = 366


def wave(
    *,
    people: int = 20_000,
    nights: int = 30,
    seed: int = 0,
    hosts: int | None = None,
    places: int | None = None,
    first_night: date = FIRST_NIGHT,
) -> Case:
    """Draw a wave of parties that need a bed and of homes and halls that offer one.

    Parameters
    ----------
    people
        People of all parties together, exactly.
    nights
        Nights of the wave; stays that would go on after its end are cut there.
    seed
        The same arguments and seed give the same case, row for row. The parties do not depend on `hosts`.
    hosts
        Private homes, exactly; if None so many that on the night when most people want a bed there are as
        many free beds as people.
    places
        Take only the first so many cities of `places.CITIES`; if None all of them.
    first_night
        The date of the first night.

    Returns
    -------
    Case
        Parties in order of arrival, homes before halls, free spans by space. Ids are opaque: "p17", "s4".

    Raises
    ------
    InvalidError
        If a number is out of range.

    Notes
    -----
    O(people) time and memory: about 2 s and 0.1 GB for 200,000 people. The published facts and their pages
    are in docs/reference/kazakhstan-2022.md; every distribution with its reason in
    docs/explanation/synthetic-wave.md.
    """
    _refuse("--people", people, 1, MOST_PEOPLE)
    _refuse("--nights", nights, 1, MOST_NIGHTS)
    _refuse("--seed", seed, 0, 2**63 - 1)
    _refuse("--hosts", 0 if hosts is None else hosts, 0, MOST_PEOPLE)
    _refuse("--places", len(CITIES) if places is None else places, 1, len(CITIES))
    cities = CITIES[:places]
    # One stream a part: more hosts change no party, and a new rule for halls changes no home.
    of_parties, of_needs, of_homes, of_halls = np.random.default_rng(seed).spawn(4)
    asked = asking(people, nights, cities, of_parties)
    wanted = asked.by_night(len(cities), nights)
    beds = offering.supply(wanted, cities)
    homes = offering.homes(beds, wanted, of_homes, hosts)
    halls = offering.halls(beds, nights, of_halls)
    all_homes = offering.homes_as_spaces(homes, cities, of_homes)
    all_halls = offering.halls_as_spaces(halls, cities, of_halls, number=len(all_homes) + 1)
    free = offering.windows(homes, all_homes, first_night) + offering.windows(halls, all_halls, first_night)
    return Case(parties(asked, cities, first_night, of_needs), (*all_homes, *all_halls), tuple(free))


def _refuse(name: str, number: int, least: int, most: int) -> None:
    """Refuse a number out of range, by the name that the command gives it."""
    if not least <= number <= most:
        raise InvalidError(f"{name} must be a whole number from {least} to {most}, not {number}")

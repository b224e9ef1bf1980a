"""Places that no space is in, most often another spelling; the nearest ones are told."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher

from shanyrak.placement.files.faults import Fault, counted
from shanyrak.placement.files.tables import Table
from shanyrak.placement.model import Party, Space

LISTED = 3  # places named in one note
MOST_COMPARED = 100_000  # pairs of spellings; more take seconds
# Kazakh and Russian letters as they are mostly written in Latin ones; only to find spellings that are near.
PLAIN = dict(zip("абвгғдеёзийкқлмнңоөпрстуұүфхһыіэә", "abvggdeeziikklmnnooprstuuufhhyiea", strict=True))
LONG = {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "yu", "я": "ya", "ъ": "", "ь": ""}
LATIN = str.maketrans({**PLAIN, **LONG})


def places_of_no_space(parties: Table[Party], spaces: Table[Space]) -> Iterator[Fault]:
    """Yield each place that parties want and no space is in, with how many parties want it."""
    there = sorted({space.place for space in spaces.items if space.place})
    if not there or spaces.faults:  # without places nothing is bound; a row not read may be in that place
        return
    rows: dict[str, list[int]] = defaultdict(list)
    known = set(there)
    for row, party in parties.rows():
        if party.place and party.place not in known:
            rows[party.place].append(row)
    anywhere = sum(not space.place for space in spaces.items)
    compared = len(rows) * len(there) <= MOST_COMPARED
    for place, mine in rows.items():
        listed = _listed(nearest(place, there) if compared else there)
        meaning = _meaning(len(mine), anywhere)
        mend = f"spaces are in {listed}: if that is meant, write it so; as it is, {meaning}"
        yield parties.fault(mine[0], "place", place, what="is the place of no space", mend=mend)


def _meaning(n_parties: int, n_anywhere: int) -> str:
    if not n_anywhere:
        return counted(n_parties, "party stays", "parties stay") + " without a bed"
    what = "the one space" if n_anywhere == 1 else f"the {n_anywhere} spaces"
    return f"{counted(n_parties, 'party', 'parties')} can only sleep in {what} without a place"


def nearest(place: str, there: Collection[str]) -> list[str]:
    """Return the places, those first that are spelled most like this one, in whichever letters."""
    wanted = _latin(place)
    return sorted(there, key=lambda other: -SequenceMatcher(None, wanted, _latin(other)).ratio())


def _latin(text: str) -> str:
    latin = unicodedata.normalize("NFC", text.lower()).translate(LATIN)
    return "".join(letter for letter in unicodedata.normalize("NFKD", latin) if letter.isalnum())


def _listed(places: list[str]) -> str:
    names = [repr(place) for place in places[:LISTED]]
    if len(places) > LISTED:
        return ", ".join(names) + f" and {counted(len(places) - LISTED, 'more place', 'more places')}"
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]

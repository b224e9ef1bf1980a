"""Asks the engine where one party could sleep in what is left now, or what stands in its way.

This module brings the engine in, as `stays.services.running` does: pages load it when they are asked for
places, not when the server starts. What it answers is plain; sentences are made by the pages.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.hosting.queries import Offer
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.stays import placing, queries
from shanyrak.apps.stays.rules import Placed
from shanyrak.apps.stays.times import city_time
from shanyrak.base.ids import Actor, PartyId, SpaceId
from shanyrak.base.nights import Span
from shanyrak.placement import Certificate, Suggester
from shanyrak.placement.files import read_certificate
from shanyrak.placement.model import Case, Party, PartySex, Plan, Stay
from shanyrak.placement.suggest import Leg, Relaxation, Suggestion, WhyNot

MOST = 5
# So far after the nights that were asked for a later stay is looked for.
AFTERWARDS = timedelta(days=14)


@dataclass(frozen=True)
class Spot:
    """Some nights of some people in one space, as a page may show and send it."""

    space: SpaceId
    site: str
    kind: str
    district: str
    beds: int
    people: int
    part: int
    span: Span
    met: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """One way to lodge the party: its spots in order, and what it costs others, in person-nights."""

    spots: tuple[Spot, ...]
    nights_lacking: tuple[date, ...]
    n_moves: int
    value: float
    displaced: float
    is_whole: bool


@dataclass(frozen=True)
class Change:
    """A small change of what was asked, with which all nights have a bed; `asks` is how much it asks."""

    kind: str
    nights: int
    words: tuple[str, ...]
    sizes: tuple[int, ...]
    choice: Choice


@dataclass(frozen=True)
class Places:
    """The best ways, best first; where not all nights have a bed why not, and what would help."""

    choices: tuple[Choice, ...]
    is_priced: bool
    why: str = ""
    words: tuple[str, ...] = ()
    nights: tuple[tuple[date, int, int], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    changes: tuple[Change, ...] = ()


def find_places(*, actor: Actor, now: datetime, party: PartyId, most: int = MOST) -> Places:
    """Return the best places for a party of the actor's team; nobody else is moved, nothing is written.

    Raises
    ------
    NotAllowedError
        If the actor may not place parties.
    PartyNotFoundError
        If there is no such party in this team.
    """
    actor.demand("place_parties")
    view = intake.get_party(actor=actor, party=party)
    tonight = city_time(now, view.team).tonight
    offers = hosting.list_offers(team=view.team)
    placed = queries.list_placed(team=view.team, night=tonight)
    apart = queries.list_apart(parties=[party], since=tonight)
    end = min(tonight + placing.LONGEST_PLAN, max(view.span.end, tonight) + AFTERWARDS)
    tables = placing.Tables(tonight, end, [view], offers, placed, apart)
    case = placing.case_of(tables)
    if not any(one.party_id == str(party) for one in case.parties):
        return Places((), is_priced=False, why="elsewhere")
    case = _with_others(case, [one for one in placed if one.party != party])
    certificate = _prices(actor, now, case)
    answer = Suggester(case, Plan.of(case.stays), certificate).suggest(str(party), most=most)
    there = _Names({str(offer.space): offer for offer in offers}, _sites(actor))
    why = answer.why_not
    new = [_without_kept(one, case) for one in answer.suggestions]
    return Places(
        tuple(there.choice(one) for one in new if one.legs),
        is_priced=certificate is not None,
        **(there.reason(why) if why else {}),
    )


def _with_others(case: Case, placed: Iterable[Placed]) -> Case:
    """Let everybody who has a bed keep it: told to the engine as parties to whom it was promised."""
    known = {space.space_id for space in case.spaces}
    people: Counter[tuple[str, str, Span]] = Counter()
    for one in placed:
        if one.space and str(one.space) in known:
            people[str(one.space), one.sex, one.span] += one.people
    parties, stays = list(case.parties), list(case.stays)
    for number, ((space, sex, span), n_people) in enumerate(people.items()):
        name = f"others:{number}"
        parties.append(Party(name, people=n_people, arrival=span.first, nights=len(span), sex=_sex(sex)))
        stays.append(Stay(name, "1", n_people, space, span.first, span.end))
    return replace(case, parties=tuple(parties), stays=tuple(stays))


def _without_kept(one: Suggestion, case: Case) -> Suggestion:
    """Return a suggestion without the nights for which the party has these beds already."""
    legs = [replace(leg, stay=stay) for leg in one.legs for stay in placing.proposals_of([leg.stay], case)]
    return replace(one, legs=tuple(legs))


def _prices(actor: Actor, now: datetime, case: Case) -> Certificate | None:
    """Return what beds are worth to others by the latest plan, as far as this case knows the spaces."""
    plan = queries.find_plan(actor=actor, now=now) if actor.may("plan_waves") else None
    kept = queries.find_certificate(actor=actor, plan=plan.id) if plan else None
    if not kept:
        return None
    with TemporaryDirectory() as folder:
        path = Path(folder) / "certificate.npz"
        path.write_bytes(kept)
        certificate = read_certificate(path)
    known = {space.space_id for space in case.spaces}
    rows = [row for row, space in enumerate(certificate.space_id) if space in known]
    return Certificate(
        tuple(certificate.space_id[row] for row in rows),
        certificate.first_night,
        np.ascontiguousarray(certificate.price[rows]),
    )


def _sex(told: str) -> PartySex:
    sexes: dict[str, PartySex] = {"f": "f", "m": "m", "mixed": "mixed"}
    return sexes.get(told, "")


def _sites(actor: Actor) -> dict[object, str]:
    return {site.id: site.name for site in hosting.list_sites(actor=actor)} if actor.may("see_sites") else {}


class _Names:
    """Turns answers of the engine into those of ours, with what the spaces are called."""

    def __init__(self, offers: dict[str, Offer], sites: dict[object, str]) -> None:
        self.offers = offers
        self.sites = sites

    def choice(self, one: Suggestion) -> Choice:
        """Return a way to lodge the party."""
        return Choice(
            spots=tuple(self._spot(leg) for leg in one.legs),
            nights_lacking=one.nights_lacking,
            n_moves=one.moves,
            value=one.value,
            displaced=one.displaced,
            is_whole=one.is_whole,
        )

    def reason(self, why: WhyNot) -> dict[str, Any]:
        """Return why not all nights have a bed, and what would help."""
        looks = ("in_place", "open", "large", "needs", "sexes", "house_rules", "free")
        return {
            "why": why.kind,
            "words": tuple(map(_plain, why.words)),
            "nights": tuple((count.night, count.suitable, count.free) for count in why.nights),
            "counts": tuple((look, getattr(why.sieve, look)) for look in looks),
            "changes": tuple(self._change(one) for one in why.relaxations),
        }

    def _change(self, one: Relaxation) -> Change:
        words = tuple(self._word(word) for word in one.words)
        return Change(one.kind, one.nights, words, one.sizes, self.choice(one.suggestion))

    def _spot(self, leg: Leg) -> Spot:
        stay, offer = leg.stay, self.offers[leg.stay.space_id]
        return Spot(
            space=offer.space,
            site=self.sites.get(offer.keeper.site, ""),
            kind=offer.kind,
            district=offer.district,
            beds=offer.beds,
            people=stay.people,
            part=int(stay.part),
            span=Span(stay.first_night, stay.end_night),
            met=tuple(map(_plain, leg.needs_met)),
            missing=tuple(map(_plain, leg.wants_missing)),
        )

    def _word(self, word: str) -> str:
        """Return a need as people say it, and of a space where it is."""
        offer = self.offers.get(word)
        return self.sites.get(offer.keeper.site, "") or offer.district if offer else _plain(word)


def _plain(word: str) -> str:
    """Return a word of the engine without the mark that keeps it apart from those that people tick."""
    return word.removeprefix(placing.DISTRICT)

"""The stays of a party in words. Where a home is, stands on no page; where a site is, only while due."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.hosting.queries import Offer
from shanyrak.apps.stays import queries
from shanyrak.apps.stays.queries import StayView
from shanyrak.apps.stays.states import WAY_IS_SHOWN
from shanyrak.apps.vault import queries as vault
from shanyrak.base.ids import Actor
from shanyrak.base.nights import ONE_NIGHT, Span
from shanyrak.interfaces.public.stays.words import FAILED, KINDS, LEVELS, RULES, TAGS
from shanyrak.interfaces.shared.formats import leaving, nights
from shanyrak.interfaces.shared.place_names import place_name


@dataclass(frozen=True)
class Shown:
    """One stay, in words."""

    id: str
    state: str
    place: str
    nights: str
    leave: str
    rules: Sequence[str]
    level: str
    kind: str
    word: str
    is_now: bool
    address: str
    is_home: bool
    is_due: bool
    next: str = ""


def shown(chain: Sequence[StayView], now: StayView | None) -> list[Shown]:
    """Return stays in words, in order; `now` is the one that the page is about."""
    spaces = {stay.space for stay in chain if stay.space}
    offers = {offer.space: offer for offer in hosting.list_offers(spaces=spaces)} if spaces else {}
    return [_shown(stay, offers[stay.space] if stay.space else None, is_now=stay == now) for stay in chain]


def _shown(stay: StayView, offer: Offer | None, *, is_now: bool) -> Shown:
    span = Span(stay.first_night, max(stay.end_night, stay.first_night + ONE_NIGHT))
    kind, word = TAGS.get(stay.state, FAILED)
    return Shown(
        id=str(stay.id),
        state=stay.state,
        place=place_of(offer),
        nights=nights(span),
        leave=leaving(span),
        rules=[str(RULES[rule]) for rule in sorted(offer.house_rules)] if offer else [],
        level=str(LEVELS[offer.keeper.level]) if offer and stay.host else "",
        kind=kind,
        word=str(word),
        is_now=is_now,
        address=reverse("public:me_stay", args=[stay.id]),
        is_home=stay.host is not None,
        is_due=stay.state in WAY_IS_SHOWN,
    )


def place_of(offer: Offer | None) -> str:
    """Return what the place is and in which district, never where."""
    if offer is None:
        return str(KINDS[""])
    return ", ".join(filter(None, [str(KINDS[offer.kind]), place_name(offer.district or offer.place)]))


def way_of(stay: StayView) -> hosting.SiteView | None:
    """Return the site of a stay with its address, while people may go there; of a home there is none."""
    if stay.site is None or stay.state not in WAY_IS_SHOWN:
        return None
    return hosting.get_site_of_stay(site=stay.site)


def sealed_way(actor: Actor, stay: StayView) -> dict[str, str] | None:
    """Return the way to a home as it is sealed to its people, with what their browser needs to open it."""
    box, key = queries.find_way_of(actor=actor, stay=stay.id), vault.find_team_key(team=stay.team)
    if box is None or key is None:
        return None
    return {"box": box, "salt": settings.SITE_SALT.hex(), "team": key.sign_public.hex()}

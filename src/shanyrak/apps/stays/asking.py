"""Makes rows of stays and asks about them, for services, which have locked the party and know who acts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from shanyrak.apps.hosting import services as hosts
from shanyrak.apps.hosting.queries import Offer
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.intake.errors import PartyNotFoundError
from shanyrak.apps.intake.views import PartyView
from shanyrak.apps.stays import queries
from shanyrak.apps.stays.errors import CannotHoldError, WrongStepError
from shanyrak.apps.stays.models import Hold, Notice, Stay
from shanyrak.apps.stays.rules import Wish
from shanyrak.apps.stays.states import HOLDING, HoldKind, StayState
from shanyrak.apps.stays.stepping import take_step, take_steps
from shanyrak.apps.stays.times import CityTime, rounded_up
from shanyrak.base.ids import Actor, HostId, PartyId, SpaceId, StayId
from shanyrak.base.nights import Span


@dataclass(frozen=True)
class Place:
    """Where and when; all people of the party unless a part of them is named."""

    space: SpaceId
    span: Span
    people: int = 0
    part: int = 1


def lock_own_party(actor: Actor, party: PartyId) -> PartyView:
    """Return a party of the actor's team, locked.

    Raises
    ------
    PartyNotFoundError
        If there is none in this team.
    """
    row = intake.lock_party(party=party)
    if actor.kind != "machine" and actor.team != row.team_id:
        raise PartyNotFoundError("no such party here")
    return PartyView.of(row)


def find_same(party: PartyId, place: Place) -> StayId | None:
    """Return the stay that was asked for already, if it keeps its beds: a double post is one."""
    rows = Stay.objects.filter(party=party, space=place.space, part=place.part, state__in=HOLDING)
    span = {"first_night": place.span.first, "end_night": place.span.end}
    key = rows.filter(**span).values_list("id", flat=True).first()
    return StayId(key) if key else None


def wish_of(party: PartyView, offer: Offer, place: Place, city: CityTime) -> Wish:
    """Return a stay as the rules look at it."""
    return Wish(
        party=party,
        offer=offer,
        span=place.span,
        people=place.people or party.people,
        part=place.part,
        earliest=city.earliest,
    )


def make(wish: Wish, city: CityTime, *, rank: int = 0, replaces: Stay | None = None) -> Stay:
    """Make a proposed stay, if nothing stands against it.

    Raises
    ------
    CannotHoldError
        If something does.
    """
    found = queries.may_hold(wish=wish)
    if found:
        raise CannotHoldError(found)
    return Stay.objects.create(
        team_id=wish.party.team,
        party_id=wish.party.id,
        space_id=wish.offer.space,
        state=StayState.PROPOSED,
        part=wish.part,
        people=wish.people,
        first_night=wish.span.first,
        end_night=wish.span.end,
        units=wish.offer.units(wish.people),
        rank=rank,
        replaces=replaces,
        changed_on=city.today,
    )


def make_reserves(party: PartyView, offers: Sequence[tuple[Offer, Place]], city: CityTime) -> None:
    """Keep these as proposals in their order; those that do not fit are left out."""
    for rank, (offer, place) in enumerate(offers, start=1):
        wish = wish_of(party, offer, place, city)
        if not queries.may_hold(wish=wish):
            make(wish, city, rank=rank)


def drop_proposals(party: PartyId, span: Span, city: CityTime) -> None:
    """Drop what was proposed by hand for these nights: a new proposal takes its place."""
    rows = Stay.objects.filter(party=party, state=StayState.PROPOSED, plan=None)
    for row in rows.filter(first_night__lt=span.end, end_night__gt=span.first).order_by("id"):
        take_step(row, "drop", city.today)


def hold_and_ask(actor: Actor, row: Stay, offer: Offer, city: CityTime) -> None:
    """Take a proposed or held stay to its question, if nothing stands against it by now.

    Raises
    ------
    CannotHoldError
        If something does.
    WrongStepError
        If the stay has gone on, or the time of its hold is over.
    """
    wish = wish_of_row(row, offer, city)
    found = queries.may_hold(wish=wish)
    if found:
        raise CannotHoldError(found)
    take_and_ask(actor, [(row, wish)], city)


def take_and_ask(actor: Actor, asked: Sequence[tuple[Stay, Wish]], city: CityTime) -> None:
    """Hold the beds of stays against which nothing stands, and ask about them. Deadlines are set here, once.

    Raises
    ------
    WrongStepError
        If a stay has gone on, or the time of its hold is over.
    """
    proposed = [row for row, _ in asked if row.state == StayState.PROPOSED]
    held = [row for row, _ in asked if row.state != StayState.PROPOSED]
    if any(row.state != StayState.HELD or is_over(row, city.now) for row in held):
        raise WrongStepError("this stay has gone on, or its time is over")
    take_steps(proposed, "hold", city.today)
    Hold.objects.filter(stay__in=held).delete()
    Hold.objects.bulk_create([_hold_for_answer(row, wish, city) for row, wish in asked])
    # At a site there is nobody to ask but the party.
    take_steps([row for row, wish in asked if wish.offer.keeper.host is None], "host_accepts", city.today)
    _ask_hosts(actor, {row: host for row, wish in asked if (host := wish.offer.keeper.host)}, city)


def _ask_hosts(actor: Actor, asked: Mapping[Stay, HostId], city: CityTime) -> None:
    """Owe hosts the questions about these stays."""
    for row in asked:
        row.was_asked = True
    Stay.objects.filter(id__in=[row.id for row in asked]).update(was_asked=True)
    take_steps(list(asked), "ask_host", city.today)
    hosts.count_asked(actor=actor, now=city.now, hosts=asked.values())


def _hold_for_answer(row: Stay, wish: Wish, city: CityTime) -> Hold:
    """Return how long beds are held: for the host's answer, where there is a host, and then the party's."""
    by = city.host_by(row.first_night) if wish.offer.keeper.host else None
    until = city.held_until(by or rounded_up(city.now), is_vouched=wish.party.is_vouched)
    return Hold(stay=row, kind=HoldKind.ANSWER, until=until, host_by=by)


def itself(row: Stay) -> frozenset[StayId]:
    """Return the stays whose place a stay takes: its own, and the one that ends when it begins."""
    return frozenset(StayId(key) for key in (row.id, row.replaces_id) if key)


def is_over(row: Stay, now: datetime) -> bool:
    """Return whether the time of a hold is over, whether or not somebody has noted it yet."""
    return Hold.objects.filter(stay=row, until__lte=now).exists()


def wish_of_row(row: Stay, offer: Offer, city: CityTime) -> Wish:
    """Return a stay that is there as the rules look at it, itself left out."""
    place = Place(SpaceId(offer.space), row.span, row.people, row.part)
    return replace(wish_of(PartyView.of(row.party), offer, place, city), ignored=itself(row))


def unask(actor: Actor, row: Stay, city: CityTime) -> None:
    """Take a question back before it has left, as if nobody had been asked."""
    host = HostId(row.space.host_id) if row.was_asked and row.space and row.space.host_id else None
    row.was_asked = False
    row.save(update_fields=["was_asked"])
    take_step(row, "unask", city.today)
    Notice.objects.filter(stay=row, sent_on=None).delete()
    if host is not None:
        hosts.count_answer(actor=actor, now=city.now, host=host, answer="unasked")

"""What may be read of parties."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from shanyrak.apps.accounts import queries as accounts
from shanyrak.apps.intake.codes import fold_code
from shanyrak.apps.intake.errors import PartyNotFoundError
from shanyrak.apps.intake.models import OPEN_STATES, Locator, Party, PartyState, SignIn, SpentProof
from shanyrak.apps.intake.views import CityView, PartyView, SignedInParty
from shanyrak.apps.vault.endings import is_alive
from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import Actor, CookieToken, HostId, PartyId, TeamId
from shanyrak.base.nights import Span
from shanyrak.core.sealing import SignInToken


def list_cities() -> Sequence[CityView]:
    """Return the cities in which people can ask for a bed, with their districts; public."""
    return [
        CityView(team.id, team.place, accounts.list_districts(place=team.place))
        for team in accounts.list_teams()
    ]


def get_party(*, actor: Actor, party: PartyId) -> PartyView:
    """Return a party to itself, or to a member of its team who deals with parties.

    Raises
    ------
    PartyNotFoundError
        If there is none, or it is none of the actor's business.
    """
    return PartyView.of(_get_known(actor, party))


def find_party_by_code(*, actor: Actor, code: str) -> PartyView | None:
    """Return the party that a member names by its code, typed in either script."""
    row = _known_to(actor).filter(code=fold_code(code)).first()
    return PartyView.of(row) if row else None


def get_public_key(*, actor: Actor, party: PartyId) -> bytes:
    """Return what is sealed to a party; it is empty where a desk took the request and there is no phrase.

    Raises
    ------
    PartyNotFoundError
        If there is none, or it is none of the actor's business.
    """
    return bytes(_get_known(actor, party).public_key)


def list_parties(*, actor: Actor, parties: Iterable[PartyId]) -> Sequence[PartyView]:
    """Return these parties, as far as the actor may know them, in no order that tells something."""
    return [PartyView.of(row) for row in _known_to(actor).filter(id__in=list(parties)).order_by("id")]


def list_open_parties(*, actor: Actor, night: date) -> Sequence[PartyView]:
    """Return the parties of the actor's team that still ask for a bed on this night or a later one.

    Raises
    ------
    NotAllowedError
        If the actor may not see parties.
    """
    return [
        PartyView.of(row) for row in _open_to(actor).filter(end_night__gt=night).order_by("first_night", "id")
    ]


def count_open_parties(*, actor: Actor, night: date) -> int:
    """Return how many parties of the actor's team ask for this very night.

    Raises
    ------
    NotAllowedError
        If the actor may not see parties.
    """
    return _open_to(actor).filter(first_night__lte=night, end_night__gt=night).count()


def list_asked_nights(*, actor: Actor, span: Span) -> Sequence[tuple[date, date, int]]:
    """Return first night, end and people of each party that asks for a night of this span.

    Raises
    ------
    NotAllowedError
        If the actor may not see parties.
    """
    rows = _open_to(actor).filter(first_night__lt=span.end, end_night__gt=span.first)
    return list(rows.values_list("first_night", "end_night", "people"))


def find_signed_in(*, token: CookieToken, now: datetime) -> SignedInParty | None:
    """Return who holds this token, which is the permission; one that is nobody's leads to None."""
    rows = SignIn.objects.select_related("party").filter(token_hash=_digest_of(token), expires_at__gt=now)
    row = rows.exclude(party=None).exclude(party__state=PartyState.ERASED).first()
    if row is None or row.party is None or not is_alive(owner=row.party.id):
        return None
    return SignedInParty(actor_of(party=row.party), PartyView.of(row.party))


def find_signed_in_host(*, token: CookieToken, now: datetime) -> Actor | None:
    """Return the host who holds this token, which is the permission; they may have stopped."""
    rows = SignIn.objects.filter(token_hash=_digest_of(token), expires_at__gt=now)
    host = rows.exclude(host=None).values_list("host", flat=True).first()
    return Actor("host", id=host) if host and is_alive(owner=host) else None


def list_host_phrases() -> Sequence[HostId]:
    """Return the hosts to whom a phrase leads, for services."""
    rows = Locator.objects.exclude(host=None).values_list("host", flat=True)
    return [HostId(host) for host in rows if host is not None]


def find_locator(*, locator: bytes) -> Locator | None:
    """Return where a phrase leads, for services; to a party that is being erased none leads."""
    rows = Locator.objects.select_related("party").filter(locator=locator)
    row = rows.exclude(party__state=PartyState.ERASED).first()
    owner = row and (row.party_id or row.host)
    return row if owner and is_alive(owner=owner) else None


def list_erased(*, limit: int = 500) -> Sequence[PartyId]:
    """Return parties that are being erased, for services: areas above let go of them first."""
    rows = Party.objects.filter(state=PartyState.ERASED).order_by("id").values_list("id", flat=True)
    return [PartyId(key) for key in rows[:limit]]


def list_all_parties() -> Sequence[PartyId]:
    """Return every party that is not being erased, for services."""
    rows = Party.objects.exclude(state=PartyState.ERASED).values_list("id", flat=True)
    return [PartyId(key) for key in rows]


def lock_party(*, party: PartyId) -> Party:
    """Return a party, locked until the transaction ends.

    Raises
    ------
    PartyNotFoundError
        If there is none, or it is being erased.
    """
    row = Party.objects.select_for_update().filter(id=party).exclude(state=PartyState.ERASED).first()
    if row is None:
        raise PartyNotFoundError("no such party")
    return row


def lock_parties(*, parties: Iterable[PartyId]) -> dict[PartyId, Party]:
    """Return these parties in the order of their ids, locked; those that are being erased are left out."""
    rows = Party.objects.select_for_update().filter(id__in=list(parties)).order_by("id")
    return {PartyId(row.id): row for row in rows.exclude(state=PartyState.ERASED)}


def is_spent(*, nonce: bytes) -> bool:
    """Return whether a proof was used, for services."""
    return SpentProof.objects.filter(nonce=nonce).exists()


def actor_of(*, party: Party) -> Actor:
    """Return a party as an actor, for services."""
    return Actor("arrival", id=party.id, team=TeamId(party.team_id))


def _digest_of(token: CookieToken) -> bytes:
    """Return what is kept of a token; what is none of ours costs the same statement."""
    try:
        return SignInToken.from_cookie(token).stored
    except InvalidError:
        return bytes(SignInToken.SIZE)


def _get_known(actor: Actor, party: PartyId) -> Party:
    row = _known_to(actor).filter(id=party).first()
    if row is None:
        raise PartyNotFoundError("no such party here")
    return row


def _known_to(actor: Actor) -> QuerySet[Party]:
    """Return the rows that an actor may know: the machine all, a party itself, a member those of the team."""
    rows = Party.objects.exclude(state=PartyState.ERASED)
    if actor.kind == "machine":
        return rows
    if actor.kind == "arrival" and actor.id is not None:
        return rows.filter(id=actor.id)
    if actor.kind == "member" and (actor.may("see_parties") or actor.may("check_in")):
        return rows.filter(team=actor.team)
    return rows.none()


def _open_to(actor: Actor) -> QuerySet[Party]:
    if actor.kind != "machine":
        actor.demand("see_parties")
    return _known_to(actor).filter(state__in=OPEN_STATES)

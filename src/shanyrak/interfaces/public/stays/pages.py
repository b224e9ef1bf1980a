"""Pages of one stay of a party, and what the party may say about it. Acts are POSTs that may be repeated."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyrak.apps.stays import queries, services
from shanyrak.base import clock
from shanyrak.base.ids import StayId
from shanyrak.interfaces.public.actors import actor_of, party_of
from shanyrak.interfaces.public.intake.lengths import SHEET, of_length
from shanyrak.interfaces.public.stays.chain import sealed_way, shown, way_of
from shanyrak.interfaces.public.stays.me import to_me
from shanyrak.interfaces.public.stays.words import ORDER, REASONS, headline

TO_REFUSE = tuple(REASONS.items())
TO_CANCEL = tuple((code, REASONS[code]) for code in ("found_another", "too_far", "not_safe", "other"))


@require_safe
def show(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Show one stay: what it is, the rules, the way once both have said yes, and what may be done."""
    row = queries.get_stay(actor=actor_of(request), stay=StayId(stay))
    line = headline(row, clock.now()) if row.state in ORDER else None
    told = {"site": way_of(row), "door_words": row.door_words, "headline": line}
    sealed = sealed_way(actor_of(request), row)
    return _sheet(request, "stay", told | {"stay": shown([row], None)[0], "way": sealed})


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Show all stays of the party, past ones too."""
    known = party_of(request)
    chain = queries.list_chain(actor=known.actor, party=known.party.id)
    return _sheet(request, "every", {"stays": shown(chain, None)})


@require_POST
def accept(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Say that the party comes."""
    services.accept_for_party(actor=actor_of(request), now=clock.now(), stay=StayId(stay))
    return to_me()


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Ask what does not suit, and pass the place on to others."""
    actor, reason = actor_of(request), request.POST.get("reason", "")
    if request.method != "POST":
        return _sheet(request, "refuse", {"reasons": TO_REFUSE, "is_offer": True})
    services.refuse_for_party(actor=actor, now=clock.now(), stay=StayId(stay), reason=reason)
    return to_me()


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Ask why the party does not come after all, and give the beds back."""
    actor, reason = actor_of(request), request.POST.get("reason", "")
    if request.method != "POST":
        return _sheet(request, "refuse", {"reasons": TO_CANCEL})
    services.cancel_stay(actor=actor, now=clock.now(), stay=StayId(stay), reason=reason)
    return to_me()


@require_POST
def arrive(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Say that the party is in."""
    services.check_in(actor=actor_of(request), now=clock.now(), stay=StayId(stay))
    return to_me()


@require_POST
def one_more(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Ask for one more night in the same place."""
    services.ask_one_more(actor=actor_of(request), now=clock.now(), stay=StayId(stay))
    return _sheet(request, "asked", {})


@require_POST
def other_place(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Say that it does not work out; nobody is blamed, the team looks for another place."""
    services.ask_other_place(actor=actor_of(request), now=clock.now(), stay=StayId(stay))
    return _sheet(request, "asked", {})


@require_http_methods(["GET", "HEAD", "POST"])
def safe(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Ask whether all is well; each answer is thanked for in the same words and the same length."""
    if request.method != "POST":
        row = queries.get_stay(actor=actor_of(request), stay=StayId(stay))
        return _sheet(request, "safe", {"stay": shown([row], None)[0]})
    answer = request.POST.get("answer", "")
    services.answer_safe(actor=actor_of(request), now=clock.now(), stay=StayId(stay), answer=answer)
    return _sheet(request, "asked", {})


def _sheet(request: HttpRequest, page: str, context: dict[str, Any]) -> HttpResponse:
    return of_length(render(request, f"public/stays/{page}.html", context), SHEET)

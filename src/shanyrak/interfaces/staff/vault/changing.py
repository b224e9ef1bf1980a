"""When somebody left: what they opened, and contacts that a browser seals anew, once another approved."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.vault import queries, services
from shanyrak.apps.vault.services import SealedAnew
from shanyrak.base import clock
from shanyrak.base.ids import MemberId, PartyId
from shanyrak.base.nights import tonight
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.pages import show
from shanyrak.interfaces.staff.vault.keys import NoKeysSentError, number_of

# As many boxes as a form of ours may hold.
MOST_IN_A_FORM = 36


@require_POST
def approve(request: HttpRequest) -> HttpResponse:
    """Let contacts be sealed anew to the key that another member made."""
    actor = actor_of(request)
    actor.demand("keep_keys")
    number = number_of(request.POST.get("number", ""))
    services.approve_reseal(actor=actor, now=clock.now(), number=number)
    return redirect("staff:vault:keys")


@require_POST
def take(request: HttpRequest) -> JsonResponse:
    """Give the member's browser some contacts that are sealed to past keys."""
    actor = actor_of(request)
    actor.demand("keep_keys")
    taken = services.take_contacts(actor=actor, now=clock.now(), most=MOST_IN_A_FORM)
    told = [{"owner": one.owner, "mark": one.mark, "epoch": one.epoch, "box": one.text} for one in taken]
    return JsonResponse({"contacts": told})


@require_POST
def give(request: HttpRequest) -> JsonResponse:
    """Keep what the member's browser sealed anew."""
    actor = actor_of(request)
    actor.demand("keep_keys")
    sent = _sent(request.POST.get("contacts", ""))
    n_kept = services.keep_sealed_anew(actor=actor, now=clock.now(), sent=sent)
    return JsonResponse({"kept": n_kept})


@require_safe
def exposure(request: HttpRequest, member: UUID) -> HttpResponse:
    """Show whose contacts a member opened."""
    actor = actor_of(request)
    actor.demand("see_audit")
    told = queries.get_exposure(actor=actor, member=MemberId(member))
    parties = intake.list_parties(actor=actor, parties=map(PartyId, told.opened))
    day = tonight(timezone.localtime(clock.now()))
    known = hosting.list_hosts(actor=actor, day=day) if actor.may("see_hosts") else []
    hosts = [row for row in known if row.id in told.opened]
    return show(request, "vault/exposure", told=told, parties=[row.code for row in parties], hosts=hosts)


def _sent(text: str) -> list[SealedAnew]:
    try:
        rows: Any = json.loads(text)
        told = [SealedAnew(UUID(row["owner"]), str(row["mark"]), str(row["box"])) for row in rows]
    except (ValueError, TypeError, KeyError):
        raise NoKeysSentError("these are no contacts") from None
    return told

"""Telling a party the way to a home, once both have said yes. The text is never on the server."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from shanyrak.apps.stays import queries, services
from shanyrak.apps.vault import queries as vault
from shanyrak.base import clock
from shanyrak.base.ids import StayId
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.pages import show


@require_http_methods(["GET", "HEAD", "POST"])
def way(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Show the page on which the way is opened and sealed to a party; keep what was sealed."""
    actor, key = actor_of(request), StayId(stay)
    told = queries.get_way_to_tell(actor=actor, stay=key)
    if request.method != "POST":
        return show(request, "vault/way", told=told, own=vault.find_own_keys(actor=actor))
    services.tell_way(actor=actor, now=clock.now(), stay=key, box=request.POST.get("box", ""))
    return redirect("staff:intake:party", told.stay.party_code)


@require_POST
def open_way(request: HttpRequest, stay: UUID) -> JsonResponse:
    """Give the member's browser what the host wrote."""
    opened = services.open_way(actor=actor_of(request), now=clock.now(), stay=StayId(stay))
    return JsonResponse({"epoch": opened.epoch, "box": opened.text})

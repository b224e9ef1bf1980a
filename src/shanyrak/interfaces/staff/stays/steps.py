"""What a member does with one stay: each act is one service, and leads back to the page that it was on."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from shanyrak.apps.stays import services
from shanyrak.base import clock
from shanyrak.base.ids import StayId
from shanyrak.interfaces.shared.discovery import Patterns
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.onward import go_on


@require_POST
def ask(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Ask the host of a stay that is held or proposed."""
    actor = actor_of(request)
    services.ask_host(actor=actor, now=clock.now(), stay=StayId(stay))
    return go_on(request)


@require_POST
def accept_for_host(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Note a host's yes that was said by phone."""
    actor = actor_of(request)
    actor.demand("edit_hosts")
    services.accept_for_host(actor=actor, now=clock.now(), stay=StayId(stay))
    return go_on(request)


@require_POST
def refuse_for_host(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Note that a host said "not this time", and why."""
    actor, reason = actor_of(request), request.POST.get("reason") or "other"
    actor.demand("edit_hosts")
    services.refuse_for_host(actor=actor, now=clock.now(), stay=StayId(stay), reason=reason)
    return go_on(request)


@require_POST
def accept_for_party(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Note that the people want the place that was offered."""
    actor = actor_of(request)
    actor.demand("place_parties")
    services.accept_for_party(actor=actor, now=clock.now(), stay=StayId(stay))
    return go_on(request)


@require_POST
def refuse_for_party(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Note that the place does not suit the people, and why."""
    actor, reason = actor_of(request), request.POST.get("reason") or "other"
    actor.demand("place_parties")
    services.refuse_for_party(actor=actor, now=clock.now(), stay=StayId(stay), reason=reason)
    return go_on(request)


@require_POST
def cancel(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Take a stay back; both sides hear of it if they were told."""
    actor = actor_of(request)
    actor.demand("place_parties")
    services.cancel_stay(actor=actor, now=clock.now(), stay=StayId(stay), reason="changed")
    return go_on(request)


@require_POST
def check_in(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Note that the people are there."""
    actor = actor_of(request)
    actor.demand("check_in")
    services.check_in(actor=actor, now=clock.now(), stay=StayId(stay))
    return go_on(request)


@require_POST
def check_out(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Note that the people have gone on; it is final."""
    actor = actor_of(request)
    actor.demand("check_in")
    services.check_out(actor=actor, now=clock.now(), stay=StayId(stay))
    return go_on(request)


@require_POST
def no_show(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Note that the people did not come; their beds are free again."""
    actor = actor_of(request)
    actor.demand("check_in")
    services.note_no_show(actor=actor, now=clock.now(), stay=StayId(stay))
    return go_on(request)


@require_POST
def one_more(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Ask whether the people may stay one night longer."""
    actor = actor_of(request)
    actor.demand("place_parties")
    services.ask_one_more(actor=actor, now=clock.now(), stay=StayId(stay))
    return go_on(request)


step_patterns: Patterns = [
    path("<uuid:stay>/ask/", ask, name="ask"),
    path("<uuid:stay>/accept-for-host/", accept_for_host, name="accept_for_host"),
    path("<uuid:stay>/refuse-for-host/", refuse_for_host, name="refuse_for_host"),
    path("<uuid:stay>/accept-for-party/", accept_for_party, name="accept_for_party"),
    path("<uuid:stay>/refuse-for-party/", refuse_for_party, name="refuse_for_party"),
    path("<uuid:stay>/cancel/", cancel, name="cancel"),
    path("<uuid:stay>/check-in/", check_in, name="check_in"),
    path("<uuid:stay>/check-out/", check_out, name="check_out"),
    path("<uuid:stay>/no-show/", no_show, name="no_show"),
    path("<uuid:stay>/one-more/", one_more, name="one_more"),
]

"""The hand-over of a shift: who has taken what, what is still open, whose stay ends without a next one."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from shanyrak.apps.shifts import queries, services
from shanyrak.apps.stays import queries as stays
from shanyrak.base import clock
from shanyrak.base.ids import Actor
from shanyrak.base.nights import Span
from shanyrak.interfaces.shared.discovery import Patterns
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.hosting.safe import day_of
from shanyrak.interfaces.staff.pages import show

# So many days ahead somebody without a next stay is the business of this shift.
ENDING_DAYS = 2
Open = tuple[int, str, str]


@require_safe
def handover(request: HttpRequest) -> HttpResponse:
    """Show what the next shift takes over."""
    actor, now = actor_of(request), clock.now()
    actor.demand("see_parties")
    night = queries.get_night(actor=actor, now=now)
    soon = Span(night, night + timedelta(days=ENDING_DAYS + 1))
    told = {
        "claims": queries.list_claims(actor=actor, now=now),
        "open": list(_open_things(actor, now, night)),
        "ending": stays.list_ending(actor=actor, span=soon),
    }
    return show(request, "shifts/handover", now=now, night=night, **told)


@require_POST
def release_all(request: HttpRequest) -> HttpResponse:
    """Give back everything that the member has taken."""
    actor, now = actor_of(request), clock.now()
    actor.demand("see_parties")
    mine = [line.party for line in queries.list_claims(actor=actor, now=now) if line.is_mine]
    services.release_rows(actor=actor, now=now, parties=mine)
    return redirect("staff:shifts:handover")


def _open_things(actor: Actor, now: datetime, night: date) -> Iterator[dict[str, Any]]:
    """Yield what is open, each with its number and the page on which it is worked off."""
    for number, word, address in (*_of_tonight(actor, night), *_of_those_who_may(actor, now)):
        if number:
            yield {"number": number, "word": word, "address": address}


def _of_tonight(actor: Actor, night: date) -> Iterator[Open]:
    n, page = queries.count_tonight(actor=actor, night=night), reverse("staff:stays:tonight")
    yield n.without, ngettext("without a bed", "without a bed", n.without), f"{page}?status=none"
    yield n.waiting, ngettext("question to a host", "questions to hosts", n.waiting), f"{page}?status=held"
    yield n.not_in, _("not checked in"), f"{page}?status=told"


def _of_those_who_may(actor: Actor, now: datetime) -> Iterator[Open]:
    if actor.may("handle_safety"):
        n = len(stays.list_safe(actor=actor, day=day_of(actor)))
        word = ngettext("safe check to look into", "safe checks to look into", n)
        yield n, word, reverse("staff:hosting:safe")
    if actor.may("plan_waves"):
        plan = stays.find_plan(actor=actor, now=now)
        is_done = plan is not None and plan.state == "done"
        yield int(is_done), _("plan that is made and not sent"), reverse("staff:stays:plans")


urlpatterns: Patterns = [
    path("", handover, name="handover"),
    path("release/", release_all, name="release_all"),
]

"""The hosts of the team: whose offer holds, who has people, who answers; and who is asked tonight."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.hosting import services
from shanyrak.apps.shifts import queries
from shanyrak.apps.shifts.queries import ChosenHosts
from shanyrak.apps.stays import queries as stays
from shanyrak.base import clock
from shanyrak.base.ids import Actor, HostId
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.hosting.choosing import ChosenHostsForm, chosen_of
from shanyrak.interfaces.staff.hosting.host_rows import asked_lines, heads, host_line
from shanyrak.interfaces.staff.pages import address_with, show, steps_of
from shanyrak.interfaces.staff.stays.marking import NothingTickedError
from shanyrak.interfaces.staff.words import REASON_WORDS

HOST_REASONS = ("busy", "away", "rest", "no_children", "no_pets", "no_smoke", "other")


@require_safe
def hosts(request: HttpRequest) -> HttpResponse:
    """Show the hosts, those whom nobody has asked for longest first, and the questions that run."""
    actor, now = actor_of(request), clock.now()
    night = queries.get_night(actor=actor, now=now)
    form, chosen = chosen_of(request.GET)
    page = queries.list_host_page(actor=actor, night=night, chosen=chosen)
    told = {"form": form, "page": page, "night": night, "now": now, "n_asked": _number(request)}
    told["asked"] = _asked(actor, now, night)
    told["rows"] = [host_line(row, night) for row in page.rows]
    told["heads"] = heads(request.GET, chosen.sort)
    told["steps"] = steps_of(ChosenHostsForm, request.GET, page.number, page.n_pages)
    told["question"] = address_with(ChosenHostsForm, request.GET)
    told["reasons"] = [(r, REASON_WORDS[r]) for r in HOST_REASONS]
    told["is_filtered"] = chosen != ChosenHosts(sort=chosen.sort, page=chosen.page)
    return show(request, "hosting/hosts", **told)


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask the ticked hosts, or all whom nobody has asked lately, whether their offer holds."""
    actor, now = actor_of(request), clock.now()
    actor.demand("edit_hosts")
    n_asked = services.ask_freshness(actor=actor, now=now, hosts=_meant(request, actor))
    question = address_with(ChosenHostsForm, request.GET)
    answer = f"{reverse('staff:hosting:hosts')}?asked={n_asked}" + (f"&{question}" if question else "")
    return HttpResponseRedirect(answer)


def _asked(actor: Actor, now: datetime, night: date) -> list[dict[str, Any]]:
    """Return the questions that run, each with its host."""
    running = stays.list_asked(actor=actor)
    wanted = {stay.host for stay in running if stay.host}
    views = hosting.list_hosts(actor=actor, day=night, hosts=wanted) if wanted else ()
    return asked_lines(running, {view.id: view for view in views}, now)


def _meant(request: HttpRequest, actor: Actor) -> list[HostId]:
    if "all" in request.POST:
        night = queries.get_night(actor=actor, now=clock.now())
        return [view.id for view in hosting.list_hosts(actor=actor, day=night) if view.is_to_be_asked]
    found = [HostId(key) for key in map(_read, request.POST.getlist("host")) if key is not None]
    if not found:
        raise NothingTickedError("tick at least one host")
    return found


def _read(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(request: HttpRequest) -> int | None:
    told = request.GET.get("asked", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < len("1000000") else None

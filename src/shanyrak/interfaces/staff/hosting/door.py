"""What is done at the door of a site: each act is one service, and leads back to the list that it was on."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shanyrak.apps.intake import queries as intake
from shanyrak.apps.intake import services as intake_services
from shanyrak.apps.shifts import queries as shifts
from shanyrak.apps.stays import services
from shanyrak.base import clock
from shanyrak.base.ids import Actor, SiteId, SpaceId, StayId
from shanyrak.interfaces.shared.attempts import attempt, sent
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.hosting.evening import evening_of
from shanyrak.interfaces.staff.hosting.forms import NewcomerForm, WalkInForm
from shanyrak.interfaces.staff.intake.party import party_of
from shanyrak.interfaces.staff.pages import show_with_form
from shanyrak.interfaces.staff.stays.marking import NothingTickedError
from shanyrak.interfaces.staff.words import OBSTACLES


@require_POST
def check_in(request: HttpRequest, site: UUID) -> HttpResponse:
    """Note that people are there."""
    actor, stay = _at_the_door(request, site), _stay_of(request)
    services.check_in(actor=actor, now=clock.now(), stay=stay)
    return _back(request, site, stay)


@require_POST
def check_out(request: HttpRequest, site: UUID) -> HttpResponse:
    """Note that people have gone on."""
    actor, stay = _at_the_door(request, site), _stay_of(request)
    services.check_out(actor=actor, now=clock.now(), stay=stay)
    return _back(request, site, stay)


@require_POST
def miss(request: HttpRequest, site: UUID) -> HttpResponse:
    """Note that people did not come."""
    actor, stay = _at_the_door(request, site), _stay_of(request)
    services.note_no_show(actor=actor, now=clock.now(), stay=stay)
    return _back(request, site, stay)


@require_POST
def undo(request: HttpRequest, site: UUID) -> HttpResponse:
    """Take back what was noted today."""
    actor, stay = _at_the_door(request, site), _stay_of(request)
    services.undo_door(actor=actor, now=clock.now(), stay=stay)
    return _back(request, site, stay)


@require_POST
def walk_in(request: HttpRequest, site: UUID, code: str) -> HttpResponse:
    """Give a bed to people with a request who stand at the door."""
    actor, now = _at_the_door(request, site), clock.now()
    party, form = party_of(request, code), WalkInForm(request.POST)
    if form.is_valid():
        place = form.to_place(shifts.get_night(actor=actor, now=now))
        stay = attempt(form, services.walk_in, actor=actor, now=now, party=party.id, place=place)
        if stay is not None:
            return _back(request, site, stay)
    _say_why(form)
    told = evening_of(actor, SiteId(site), now)
    return show_with_form(request, "hosting/site", form, focus="find", **told)


@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest, site: UUID) -> HttpResponse:
    """Ask for the facts of people without a request, and give them a bed."""
    actor, now = _at_the_door(request, site), clock.now()
    form, told = _newcomers(request, site)
    if form.is_valid() and told["rooms"]:
        facts = form.to_facts(told["view"].team, told["night"])
        room = SpaceId(UUID(form.cleaned_data["room"]))
        stay = attempt(form, services.take_in, actor=actor, now=now, facts=facts, space=room)
        if stay is not None:
            return _back(request, site, stay)
    _say_why(form)
    return show_with_form(request, "hosting/newcomers", form, **told)


@require_POST
def take_request(request: HttpRequest, site: UUID) -> HttpResponse:
    """Take a request of people for whom there is no bed here, so that the team looks for one."""
    actor, now = _at_the_door(request, site), clock.now()
    form, told = _newcomers(request, site)
    if form.is_valid():
        facts = form.to_facts(told["view"].team, told["night"])
        made = attempt(form, intake_services.take_request, actor=actor, now=now, facts=facts)
        if made is not None:
            code = intake.get_party(actor=actor, party=made).code
            return HttpResponseRedirect(_address(site) + f"?{urlencode({'code': code})}")
    return show_with_form(request, "hosting/newcomers", form, **told)


def _at_the_door(request: HttpRequest, site: UUID) -> Actor:
    actor = actor_of(request)
    actor.demand("check_in", site=SiteId(site))
    return actor


def _newcomers(request: HttpRequest, site: UUID) -> tuple[NewcomerForm, dict[str, Any]]:
    told = evening_of(actor_of(request), SiteId(site), clock.now())
    form = NewcomerForm(sent(request), initial={"language": "ru"}, rooms=told["rooms"])
    return form, told


def _say_why(form: WalkInForm | NewcomerForm) -> None:
    """Add the obstacles, each in words, to what a form was refused for."""
    refusal = getattr(form, "refusal", None)
    words = [str(OBSTACLES.get(word, word)) for word in getattr(refusal, "obstacles", ())]
    if words:
        form.add_error(None, _("Why: %(words)s.") % {"words": ", ".join(words)})


def _stay_of(request: HttpRequest) -> StayId:
    try:
        return StayId(UUID(request.POST.get("stay", "")))
    except ValueError:
        raise NothingTickedError("the form names no stay") from None


def _back(request: HttpRequest, site: UUID, stay: StayId) -> HttpResponse:
    """Return to the list, where the same row, or the field for the next code, has the keyboard."""
    at = "find" if request.POST.get("at") == "find" else "row"
    return HttpResponseRedirect(f"{_address(site)}?{urlencode({'done': str(stay), 'at': at})}")


def _address(site: UUID) -> str:
    return reverse("staff:hosting:site", args=[site])

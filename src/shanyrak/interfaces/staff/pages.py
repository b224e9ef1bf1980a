"""How a page of members is shown: with who is signed in on top. Which page, its area says."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from shanyrak.interfaces.shared.attempts import show_form
from shanyrak.interfaces.shared.templatetags.look import STAFF_PAGES
from shanyrak.interfaces.staff.actors import signed_in


def show(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Show a page to the member who asks."""
    return render(request, f"staff/{template}.html", {**_top(request), **context})


def show_with_form(request: HttpRequest, template: str, form: BaseForm, **context: Any) -> HttpResponse:
    """Show a page with a form that may have been refused."""
    return show_form(request, f"staff/{template}.html", form, **_top(request), **context)


def home_of(request: HttpRequest) -> str:
    """Return the first page that a member may open who does not see the list of tonight."""
    powers = _top(request)["powers"]
    pages = [name for name, _, power in STAFF_PAGES[1:] if power in powers]
    return reverse(next(filter(_exists, pages), "staff:accounts:own"))


def _exists(name: str) -> bool:
    try:
        return bool(reverse(name))
    except NoReverseMatch:
        return False


def _top(request: HttpRequest) -> dict[str, Any]:
    known = signed_in(request)
    powers = known.actor.powers | {power for power, _ in known.actor.site_powers}
    return {"member": known.alias, "team": known.team, "powers": powers}

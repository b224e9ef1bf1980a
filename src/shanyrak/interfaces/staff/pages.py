"""How a page of members is shown: with who is signed in on top. Which page, its area says.

A list keeps its filter, its order and its page in the address; the fields of a form name what may
stand there.
"""

from collections.abc import Iterable
from typing import Any

from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse, QueryDict
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


def address_with(form: type[Form], sent: QueryDict, **changes: str | int) -> str:
    """Return the question of an address with some columns changed, the empty ones left out."""
    question = QueryDict(mutable=True)
    for name, value in ({**sent.dict(), **changes}).items():
        if value and name in form.base_fields:
            question[name] = str(value)
    return question.urlencode()


def heads_of(
    form: type[Form], sent: QueryDict, sort: str, names: Iterable[tuple[str, str]]
) -> list[dict[str, str]]:
    """Return the heads of columns, each with a name a link that sorts by it, or the other way round."""
    told = []
    for name, label in names:
        # Pressed once it goes up, twice down, thrice back to the order of the list.
        turns = {name: (f"-{name}", "ascending"), f"-{name}": ("", "descending")}
        following, order = turns.get(sort, (name, ""))
        link = {"address": address_with(form, sent, sort=following, page=""), "sort": order}
        told.append({"label": label, **(link if name else {})})
    return told


def steps_of(form: type[Form], sent: QueryDict, number: int, n_pages: int) -> dict[str, str]:
    """Return where the pages before and after this one are."""
    told = {}
    if number > 1:
        told["before"] = address_with(form, sent, page=number - 1)
    if number < n_pages:
        told["after"] = address_with(form, sent, page=number + 1)
    return told


def _exists(name: str) -> bool:
    try:
        return bool(reverse(name))
    except NoReverseMatch:
        return False


def _top(request: HttpRequest) -> dict[str, Any]:
    known = signed_in(request)
    powers = known.actor.powers | {power for power, _ in known.actor.site_powers}
    return {"member": known.alias, "team": known.team, "powers": powers}

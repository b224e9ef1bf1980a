"""The questions to a new host: each leads on with its answers in the address; nothing is kept before Send."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shanyrak.apps.intake import queries
from shanyrak.interfaces.public.hosting.answers import STEPS, Answers, after
from shanyrak.interfaces.public.hosting.forms import FORMS
from shanyrak.interfaces.shared.formats import n_people
from shanyrak.interfaces.shared.place_names import place_name

MOST_BUTTONS = 6
N_QUESTIONS = len(STEPS) - 1


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, step: str) -> HttpResponse:
    """Ask one question, or go on with what was tapped, written or ticked."""
    answers = Answers.of(request)
    missing = answers.missing_before(step)
    if missing:
        return HttpResponseRedirect(answers.leading_to(missing))
    is_sent = request.method == "POST"
    form = FORMS[step](request.POST if is_sent else None, initial=FORMS[step].said(answers))
    if form.is_valid():
        return HttpResponseRedirect(answers.leading_to(after(step), **form.answers()))
    context = {"form": form, "counts": [(n, n_people(n)) for n in range(1, MOST_BUTTONS + 1)]}
    page = f"public/hosting/{step}.html"
    return render(request, page, context | place_in(step, answers), status=422 if form.errors else 200)


@require_safe
def area(request: HttpRequest) -> HttpResponse:
    """Ask in which district the home is; the street is asked by nobody here."""
    answers = Answers.of(request)
    missing = answers.missing_before("area")
    if missing:
        return HttpResponseRedirect(answers.leading_to(missing))
    ways = [(label, answers.leading_to("check", area=value)) for value, label in areas()]
    return render(request, "public/hosting/area.html", {"ways": ways} | place_in("area", answers))


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Lead from a poster or a chat to the first question, in the reader's language."""
    return HttpResponseRedirect(reverse("public:hosting:offer"))


def areas() -> list[tuple[str, str]]:
    """Return the districts of every city that has a team, as values and labels."""
    told: list[tuple[str, str]] = []
    for city in queries.list_cities():
        name = place_name(city.name)
        told += [(f"{city.team}/{part}", f"{name}, {place_name(part)}") for part in city.districts]
        rest = _("%(city)s, another district") if city.districts else "%(city)s"
        told.append((f"{city.team}/", rest % {"city": name}))
    return told


def place_in(step: str, answers: Answers) -> dict[str, Any]:
    """Return which question this is, and the way back."""
    n = STEPS.index(step)
    back = answers.leading_to(STEPS[n - 1]) if n else None
    return {"number": n + 1, "all": N_QUESTIONS, "back_address": back}

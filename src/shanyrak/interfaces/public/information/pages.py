"""The pages themselves. Nothing on them is about the reader, so they may be packed on the wire."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from shanyrak.apps.accounts import queries as accounts
from shanyrak.apps.hosting import queries as hosting
from shanyrak.base import clock
from shanyrak.interfaces.public.information.doors import city
from shanyrak.interfaces.public.information.kept import list_kept
from shanyrak.interfaces.public.information.reading import TEXTS
from shanyrak.interfaces.shared import cookies
from shanyrak.interfaces.shared.review import REVIEWS

CHECKERS = {
    "authors": gettext_lazy("the authors of this software"),
    "coordinator": gettext_lazy("a coordinator"),
    "vetter": gettext_lazy("a vetter"),
    "hall manager": gettext_lazy("a hall manager"),
}
N_ON_HOME = 3


@require_safe
@gzip_page
def home(request: HttpRequest) -> HttpResponse:
    """Ask how we can help."""
    guides = TEXTS.guides(translation.get_language())[:N_ON_HOME]
    return render(request, "public/information/home.html", {"guides": guides})


@require_safe
@gzip_page
def places(request: HttpRequest) -> HttpResponse:
    """List the places that take people without a request; their doors are public."""
    now = clock.now()
    cities = [
        city(team, hosting.list_listed_sites(team=team.id), now.astimezone(ZoneInfo(team.time_zone)))
        for team in accounts.list_teams()
    ]
    context = {"cities": [told for told in cities if told.doors], "now": now}
    return render(request, "public/information/places.html", context)


@require_safe
@gzip_page
def guides(request: HttpRequest) -> HttpResponse:
    """List the guides."""
    found = TEXTS.guides(translation.get_language())
    return render(request, "public/information/guides.html", {"guides": found})


@require_safe
@gzip_page
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one guide, who checked it and when."""
    return _text(request, "guide", slug)


@require_safe
@gzip_page
def safety(request: HttpRequest) -> HttpResponse:
    """Tell how we are recognised."""
    return _text(request, "safety", "safety")


@require_safe
@gzip_page
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is kept and until when, as the tables themselves say it."""
    return render(request, "public/information/privacy.html", {"kept": list_kept()})


@require_safe
@gzip_page
def languages(request: HttpRequest) -> HttpResponse:
    """Show who has read which language."""
    return render(request, "public/information/languages.html", {"reviews": REVIEWS})


@require_safe
@gzip_page
def phones(request: HttpRequest) -> HttpResponse:
    """Show where help is."""
    return render(request, "public/information/phones.html", {"phones": settings.OPTIONS.phones})


@require_safe
@gzip_page
def about(request: HttpRequest) -> HttpResponse:
    """Tell what this is and which teams run it."""
    return render(request, "public/information/about.html", {"teams": accounts.list_teams()})


@require_safe
@gzip_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """Tell what these pages promise to every reader."""
    return render(request, "public/information/accessibility.html")


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Forget what the browser holds of us and go to a page of no interest; nothing of ours changes."""
    response = HttpResponseRedirect(settings.OPTIONS.leave_to)
    response["Clear-Site-Data"] = '"cache","cookies","storage"'
    cookies.drop_token(
        response, "party"
    )  # where the site is not reached by TLS, a browser ignores the line above
    return response


def _text(request: HttpRequest, page: str, slug: str) -> HttpResponse:
    text = TEXTS.get(slug, translation.get_language())
    context = {
        "text": text,
        "is_fresh": text.is_fresh(timezone.localdate(clock.now())),
        "checker": CHECKERS.get(text.checked_by, text.checked_by),
        "address": request.get_host(),
        "bot": settings.OPTIONS.bot,
    }
    return render(request, f"public/information/{page}.html", context)

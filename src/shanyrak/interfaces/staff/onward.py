"""Where a member goes after an act: back to the page that the form was on. No page lives here."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

HOME = "/staff/"


def onward_of(request: HttpRequest) -> str:
    """Return the page that a form names, if it is one of members' pages here."""
    asked = request.POST.get("onward") or request.GET.get("onward") or ""
    is_ours = asked.startswith(HOME) and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else HOME


def go_on(request: HttpRequest) -> HttpResponse:
    """Go to the page that the form names."""
    return HttpResponseRedirect(onward_of(request))

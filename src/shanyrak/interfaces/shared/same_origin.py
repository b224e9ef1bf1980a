"""Refuses what another site's page sends in a visitor's name. No token, no cookie: the browser tells.

Why not Django's tokens: docs/decisions/0011-forms-are-trusted-for-their-origin.md.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shanyrak.base.errors import NotAllowedError
from shanyrak.interfaces.shared.refusals import refuse

HARMLESS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class ForeignFormError(NotAllowedError):
    """The form was sent by a page of another site, or the browser hides which page sent it."""


class SameOrigin:
    """Let an act through only if a page of this site sent it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or refuse before anything is read."""
        # Django's own test client says so of itself, unless it is asked to enforce the checks.
        is_test = getattr(request, "_dont_enforce_csrf_checks", False)
        if is_test or is_ours(request):
            return self.get_response(request)
        return refuse(request, ForeignFormError("sent from another site"))


def is_ours(request: HttpRequest) -> bool:
    """Return whether the request changes nothing, carries its own key, or comes from a page of this site.

    Browsers have told the site of a form since 2020 (Sec-Fetch-Site) and its origin for longer; the Referer
    stands in where both are missing. No browser sends a key in the Authorization header on its own.
    """
    if request.method in HARMLESS or "Authorization" in request.headers:
        return True
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    scheme, host = urlsplit(source)[:2]
    return (scheme, host) == (request.scheme, request.get_host())

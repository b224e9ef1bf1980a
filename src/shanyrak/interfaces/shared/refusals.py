"""The one place where a refusal becomes a status and a sentence; pages have no `try`.

The sentence of `shanyrak.apps.stays.errors.GoneError` is the template `shared/refusals/stays/GoneError.html`;
where there is none, that of the class above it. Nothing that a visitor sent is repeated.
"""

import logging
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.loader import select_template
from django.utils.http import urlencode

from shanyrak.apps.accounts.errors import NotSignedInError
from shanyrak.base.errors import InvalidError, NotAllowedError, NotFoundError, ShanyrakError, UnavailableError

LOG = logging.getLogger("shanyrak.refusals")
RETRY_AFTER_S = 30


class BadRequestError(InvalidError):
    """The request cannot be read."""

    http_status = 400


class TooLargeError(InvalidError):
    """More was sent than a form of ours can hold."""

    http_status = 413


class WrongMethodError(InvalidError):
    """The address is right, but it answers another kind of request."""

    http_status = 405


class BrokenError(ShanyrakError):
    """A fault of ours."""

    http_status = 500


class Refusals:
    """Turn what a view refuses into an answer; faults of ours go on to Django, which logs them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; an empty "wrong method" gets its sentence."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = refuse(request, WrongMethodError("this address answers other methods"))
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; say that the database is gone, if it is."""
        if isinstance(error, RequestDataTooBig):
            return refuse(request, TooLargeError("more than a form holds"))
        if isinstance(error, (OperationalError, InterfaceError)):
            LOG.error("the database does not answer: %s", type(error).__name__)
            return refuse(
                request, UnavailableError("the database does not answer", retry_after_s=RETRY_AFTER_S)
            )
        return refuse(request, error) if isinstance(error, ShanyrakError) else None


def refuse(request: HttpRequest, error: ShanyrakError) -> HttpResponse:
    """Return the page of a refusal; for htmx its sentence alone."""
    template = "refusal_line" if "HX-Request" in request.headers else "refusal"
    of_members = request.path.startswith("/staff/")
    sign_in = _sign_in_for(request) if isinstance(error, NotSignedInError) else ""
    context = {
        "refusal": error,
        "sentence": sentence_of(type(error)),
        "status": error.http_status,
        "base": "shared/staff_base.html" if of_members else "shared/base.html",
        "home": "/staff/" if of_members and not sign_in else "/",
        "sign_in": sign_in,
    }
    page = select_template([f"shared/{template}.html"]).render(context, request)
    response = HttpResponse(page, status=error.http_status)
    if isinstance(error, UnavailableError) and error.retry_after_s is not None:
        response["Retry-After"] = str(error.retry_after_s)
    return response


def _sign_in_for(request: HttpRequest) -> str:
    """Return where a member signs in, to come back to the page that was asked for."""
    onward = request.get_full_path() if request.method == "GET" else "/staff/"
    return "/staff/accounts/sign-in/?" + urlencode({"onward": onward})


def sentence_of(kind: type[ShanyrakError]) -> str:
    """Return the name of the template that tells this refusal, or the nearest above it."""
    names = [template_of(cls) for cls in kind.__mro__ if issubclass(cls, ShanyrakError)]
    return str(select_template(names).template.name)


def template_of(kind: type[ShanyrakError]) -> str:
    """Return where the sentence of a class lies: by its area, or by its floor where it has none."""
    words = kind.__module__.split(".")
    owner = words[2] if words[1] in {"apps", "core", "interfaces"} else words[1]
    return f"shared/refusals/{owner}/{kind.__name__}.html"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read."""
    return refuse(request, BadRequestError("the request cannot be read"))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django itself forbids."""
    return refuse(request, NotAllowedError("this is not allowed"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return refuse(request, NotFoundError("there is no such page"))


def broken(request: HttpRequest) -> HttpResponse:
    """Answer after a fault of ours."""
    return refuse(request, BrokenError("a fault of ours"))

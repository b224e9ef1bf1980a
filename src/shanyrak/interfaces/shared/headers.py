"""The headers that go with every answer, as exact strings (docs/reference/headers.md)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

PUBLIC = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
# htmx sets HTML, which needs a policy of Trusted Types; it and the workers are on pages of members only.
STAFF = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"
)
SIGNED_IN = ("/staff/", "/firm/")
FIXED = {
    "X-Content-Type-Options": "nosniff",
    # With no-referrer a browser sends `Origin: null` with a form, and the form would be refused.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# A page may say otherwise: one that holds nobody's data may be kept, one that scans may use the camera.
UNLESS_SAID = {
    "Cache-Control": "no-store, no-transform",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
}
ONE_YEAR_S = 31_536_000


class Headers:
    """Put the headers on every answer, whoever made it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the headers."""
        response = self.get_response(request)
        for name, value in FIXED.items():
            response[name] = value
        for name, value in UNLESS_SAID.items():
            response.headers.setdefault(name, value)
        response["Content-Security-Policy"] = STAFF if request.path.startswith(SIGNED_IN) else PUBLIC
        self._name_the_site(request, response)
        return response

    def _name_the_site(self, request: HttpRequest, response: HttpResponseBase) -> None:
        """Say that the public name is for TLS only, and where the onion service is."""
        onion = settings.OPTIONS.onion
        if not settings.OPTIONS.https or request.META.get("HTTP_HOST", "").lower() == onion:
            return
        response["Strict-Transport-Security"] = f"max-age={ONE_YEAR_S}"
        if onion:
            response["Onion-Location"] = f"http://{onion}{request.get_full_path()}"

"""Which language a request is answered in: the first word of its address, else what the browser asks for.

No cookie holds a language. Pages of members set their account's language themselves.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header


class Language:
    """Speak the language of the address, or of the browser, while the request lasts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in that language, and say which one it is."""
        told = language_of_path(request.path)
        with translation.override(told or preferred(request.headers.get("Accept-Language", ""))):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        if told is None:
            patch_vary_headers(response, ["Accept-Language"])
        return response


def language_of_path(path: str) -> str | None:
    """Return the language that an address begins with, if it is one of ours."""
    first = path.removeprefix("/").partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else None


def preferred(accepted: str) -> str:
    """Return the first of a browser's languages that we have, else English, else what the city puts first."""
    ours = dict(settings.LANGUAGES)
    wanted = [code.partition("-")[0] for code, _ in parse_accept_lang_header(accepted)]
    return next((code for code in [*wanted, "en"] if code in ours), settings.LANGUAGES[0][0])

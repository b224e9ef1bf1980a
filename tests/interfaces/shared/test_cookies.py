"""Cookies are bound to the site, unseen by scripts, and gone with the window."""

import pytest
from django.http import HttpRequest, HttpResponse

from shanyrak.base.ids import CookieToken
from shanyrak.interfaces.shared.cookies import drop_token, keep_token, token_of
from shanyrak.project.options import Options

TOKEN = CookieToken("t" * 43)


@pytest.mark.parametrize(
    ("kind", "https", "line"),
    [
        ("party", True, "__Host-sid={}; HttpOnly; Path=/; SameSite=Lax; Secure"),
        ("member", True, "__Host-member={}; HttpOnly; Path=/; SameSite=Strict; Secure"),
        ("party", False, "sid={}; HttpOnly; Path=/; SameSite=Lax"),
        ("member", False, "member={}; HttpOnly; Path=/; SameSite=Strict"),
    ],
)
def test_a_cookie_is_this_line_and_comes_back(settings, kind, https, line):
    settings.OPTIONS = Options(https=https)
    response, request = HttpResponse(), HttpRequest()
    keep_token(response, kind, TOKEN)
    (cookie,) = response.cookies.values()
    assert cookie.OutputString() == line.format(TOKEN)
    request.COOKIES[cookie.key] = cookie.value
    assert token_of(request, kind) == TOKEN
    assert token_of(HttpRequest(), kind) is None


def test_a_dropped_cookie_is_empty_at_once(settings):
    settings.OPTIONS = Options(https=True)
    response = HttpResponse()
    drop_token(response, "member")
    (cookie,) = response.cookies.values()
    assert (cookie.value, cookie["max-age"], cookie["secure"], cookie["path"]) == ("", 0, True, "/")

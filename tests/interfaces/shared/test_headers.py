"""Every answer carries the same headers, letter by letter."""

import pytest

from shanyrak.project.options import Options

PUBLIC = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
STAFF = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"
)
EVERYWHERE = {
    "Cache-Control": "no-store, no-transform",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "policy"), [("/healthz", PUBLIC), ("/nothing/", PUBLIC), ("/staff/nothing/", STAFF)]
)
def test_an_answer_has_its_headers(client, path, policy):
    response = client.get(path, headers={"host": "testserver"})
    assert {name: response[name] for name in EVERYWHERE} == EVERYWHERE
    assert response["Content-Security-Policy"] == policy
    assert "Strict-Transport-Security" not in response


def test_with_https_the_name_is_for_tls_only_and_the_onion_is_told(client, settings):
    # Given
    settings.OPTIONS = Options(https=True, onion="abc.onion")
    settings.ALLOWED_HOSTS = ["abc.onion", "testserver"]
    # When
    named, onion = client.get("/healthz?x=1"), client.get("/healthz", headers={"host": "abc.onion"})
    # Then
    assert named["Strict-Transport-Security"] == "max-age=31536000"
    assert named["Onion-Location"] == "http://abc.onion/healthz?x=1"
    assert "Strict-Transport-Security" not in onion


def test_a_name_that_is_not_ours_is_refused_without_being_repeated(client):
    response = client.get("/healthz", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert b"elsewhere" not in response.content


def test_an_answer_sets_no_cookie(client):
    assert not client.get("/nothing/").cookies

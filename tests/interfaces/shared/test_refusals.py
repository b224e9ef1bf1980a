"""A refusal becomes a status and a sentence, and repeats nothing that was sent."""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from shanyrak.base import errors
from shanyrak.interfaces.shared import refusals
from shanyrak.project import urls

RAISED = {
    "gone": errors.NotFoundError("SECRET"),
    "forbidden": errors.NotAllowedError("SECRET"),
    "wrong": errors.InvalidError("SECRET"),
    "late": errors.ConflictError("SECRET"),
    "down": errors.UnavailableError("SECRET", retry_after_s=90),
    "often": errors.TooOftenError("SECRET"),
    "denied": PermissionDenied("SECRET"),
    "large": RequestDataTooBig("SECRET"),
    "database": OperationalError("SECRET"),
}
STATUS = {
    "gone": 404, "forbidden": 403, "wrong": 422, "late": 409, "down": 503, "often": 429, "denied": 403,
    "large": 413, "database": 503,
}  # fmt: skip


def fall(request, name):
    raise RAISED[name]


@require_POST
def press(request):
    return HttpResponse("pressed")


urlpatterns = [path("press/", press), path("fall/<name>/", fall), *urls.urlpatterns]
handler403 = "shanyrak.interfaces.shared.refusals.forbidden"
handler404 = "shanyrak.interfaces.shared.refusals.not_found"
pytestmark = pytest.mark.urls(__name__)


@pytest.mark.parametrize("name", RAISED)
def test_each_kind_has_its_status_and_sentence(client, name):
    response = client.get(f"/fall/{name}/")
    text = response.content.decode()
    assert response.status_code == STATUS[name]
    assert "SECRET" not in text
    assert '<html lang="en">' in text
    assert len(text) < 6000


def test_what_is_down_says_when_to_come_back(client):
    assert client.get("/fall/down/")["Retry-After"] == "90"
    assert client.get("/fall/database/")["Retry-After"] == "30"
    assert "Retry-After" not in client.get("/fall/often/")


def test_a_page_that_is_not_there_is_a_refusal_too(client):
    response = client.get("/no/such/page/")
    assert (response.status_code, b"no such page" in response.content) == (404, True)


def test_a_wrong_method_has_its_sentence_and_says_which_are_right(client):
    response = client.get("/press/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert b"press the button again" in response.content


def test_htmx_gets_the_sentence_alone(client):
    response = client.get("/fall/late/", headers={"HX-Request": "true"})
    assert response.status_code == 409
    assert b"<html" not in response.content
    assert b'role="alert"' in response.content


def test_an_error_without_a_sentence_gets_that_of_its_kind():
    class LostError(errors.ConflictError):
        __module__ = "shanyrak.apps.stays.errors"

    assert refusals.template_of(LostError) == "shared/refusals/stays/LostError.html"
    assert refusals.sentence_of(LostError) == "shared/refusals/base/ConflictError.html"

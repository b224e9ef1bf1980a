"""A log says what kind of thing went wrong and where, and repeats nothing that anybody sent."""

import io
import logging
import sys

import pytest
from django.http import HttpRequest
from django.urls import path

from shanyrak.project import urls
from shanyrak.project.logs import QUIET_LOGS, Quiet

SECRET = "canary-7f3a9c"


def fall(request, token=""):
    raise RuntimeError(SECRET)


urlpatterns = [path("t/<token>/", fall), *urls.urlpatterns]
handler500 = "shanyrak.interfaces.shared.refusals.broken"


def written(record):
    return Quiet().format(record)


def test_an_exception_is_told_by_its_kind_and_place():
    try:
        fall(None)
    except RuntimeError:
        told = sys.exc_info()
    record = logging.LogRecord("shanyrak.x", logging.ERROR, __file__, 1, "it failed", None, told)
    text = written(record)
    assert text.startswith("error shanyrak.x: it failed: RuntimeError\n  ")
    assert "test_logs.py" in text
    assert SECRET not in text


def test_a_request_is_told_by_its_route():
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, f"/t/{SECRET}", None, None)
    record.request, record.status_code = HttpRequest(), 500
    record.request.method = "GET"
    assert written(record) == "error django.request: 500 at GET /unknown page"


@pytest.mark.urls(__name__)
def test_a_fault_of_ours_says_nothing_of_the_visitor(client, monkeypatch):
    # Given
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Quiet())
    logger = logging.getLogger("django.request")
    monkeypatch.setattr(logger, "handlers", [handler])
    client.raise_request_exception = False
    # When
    response = client.get(f"/t/{SECRET}/?q={SECRET}", headers={"User-Agent": SECRET})
    # Then
    assert response.status_code == 500
    assert b"The fault is ours" in response.content
    assert "500 at GET /t/<token>/: RuntimeError" in out.getvalue()
    assert SECRET not in out.getvalue() + response.content.decode()


def test_wrong_addresses_and_names_are_not_logged():
    loggers = QUIET_LOGS["loggers"]
    assert (loggers["django.request"]["level"], loggers["django.security"]["level"]) == ("ERROR", "CRITICAL")

"""The health page says that the site answers, or that its database does not."""

import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_a_site_that_is_up_says_ok(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_a_gone_database_is_said(client, monkeypatch):
    def gone():
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", gone)
    response = client.get("/healthz")
    assert (response.status_code, response["Retry-After"]) == (503, "30")

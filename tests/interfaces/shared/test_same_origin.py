"""An act is done only if a page of this site sent it."""

import pytest
from django.test import Client

from shanyrak.interfaces.shared.same_origin import is_ours

OURS, THEIRS = "http://testserver", "https://elsewhere.example"
CASES = [
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Sec-Fetch-Site": "none"}, True),
    ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": OURS}, False),
    ({"Origin": OURS}, True),
    ({"Origin": THEIRS}, False),
    ({"Origin": "null"}, False),
    ({"Origin": "https://testserver"}, False),
    ({"Origin": f"{OURS}.example"}, False),
    ({"Referer": f"{OURS}/en/intake/"}, True),
    ({"Referer": f"{THEIRS}/?{OURS}/"}, False),
    ({}, False),
    ({"Authorization": "Bearer x"}, True),
]


@pytest.mark.parametrize(("headers", "ours"), CASES, ids=str)
def test_the_browser_says_where_a_form_comes_from(rf, headers, ours):
    assert is_ours(rf.post("/x", headers=headers)) is ours
    assert is_ours(rf.get("/x", headers=headers))


def test_a_foreign_form_is_refused_in_words():
    response = Client(enforce_csrf_checks=True).post("/nothing/", headers={"Origin": THEIRS})
    assert response.status_code == 403
    assert b"came from another site" in response.content


def test_a_form_of_ours_goes_on():
    response = Client(enforce_csrf_checks=True).post("/nothing/", headers={"Origin": OURS})
    assert response.status_code == 404

"""When somebody leaves: they are shut out, a second member approves, a browser seals anew, a report tells."""

import json

import pytest
from django.urls import reverse

from shanyrak.apps.vault import queries, services
from shanyrak.core.sealing import from_base64url, open_sealed, seal, team_keys, to_base64url
from tests.browsers import new_epoch, sealed, with_key
from tests.factories import NOW, asked_party, cast_team
from tests.interfaces.staff.conftest import browser_of, english, text_of
from tests.people import ALMATY

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    cast_team(ALMATY)
    roles = ("coordinator", "coordinator", "vetter")
    made = [with_key(english(role, username=f"member{i}")) for i, role in enumerate(roles)]
    new_epoch(*made)
    return made


@pytest.fixture
def party(team):
    made = asked_party(ALMATY)
    sent = sealed(ALMATY, "here")
    services.change_contact(actor=made.actor, now=NOW, owner=made.id, team=ALMATY, sent=sent)
    return made


def test_who_is_revoked_on_the_page_loses_their_key_and_the_team_is_told(team):
    first, _, gone = team
    browser = browser_of(first.member)
    assert browser.post(reverse("staff:accounts:revoke", args=[gone.actor.id])).status_code == 302
    assert queries.find_own_keys(actor=gone.actor) is None
    assert browser_of(gone.member).get("/staff/vault/").status_code == 403
    assert "Somebody who had this key has left." in text_of(browser.get("/staff/vault/"))


def test_a_browser_seals_anew_what_a_second_member_approved(team, party):
    first, second, gone = team
    services.revoke_member(actor=first.actor, now=NOW, member=gone.actor.id)
    new_epoch(first, second, number=2)
    mine, other = browser_of(first.member), browser_of(second.member)
    assert "Another member who has the key must approve" in text_of(mine.get("/staff/vault/"))
    assert mine.post("/staff/vault/approve/", {"number": "2"}).status_code == 409
    assert mine.post("/staff/vault/reseal/take/").status_code == 409
    assert other.post("/staff/vault/approve/", {"number": "2"}).status_code == 302
    assert "Seal anew in this browser" in text_of(mine.get("/staff/vault/"))
    (one,) = mine.post("/staff/vault/reseal/take/").json()["contacts"]
    block = open_sealed(team_keys(first.seed(one["epoch"])).box_secret, from_base64url(one["box"]))
    box = to_base64url(seal(team_keys(first.seed(2)).box_public, block))
    told = json.dumps([{"owner": one["owner"], "mark": one["mark"], "box": box}])
    assert mine.post("/staff/vault/reseal/give/", {"contacts": told}).json() == {"kept": 1}
    opened = services.open_contact(actor=second.actor, now=NOW, owner=party.id, purpose="safety")
    assert (opened.epoch, second.read(opened)) == (2, "here")
    assert "Seal anew" not in text_of(mine.get("/staff/vault/"))


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"owner": "x"}]', "null"])
def test_what_no_browser_of_ours_sends_is_refused(team, text):
    browser = browser_of(team[0].member)
    assert browser.post("/staff/vault/reseal/give/", {"contacts": text}).status_code in {409, 422}


def test_the_report_names_all_whose_contact_was_opened(team, party):
    first, _, vetter = team
    services.open_contact(actor=vetter.actor, now=NOW, owner=party.id, purpose="safety")
    page = text_of(browser_of(first.member).get(f"/staff/vault/exposure/{vetter.actor.id}/"))
    assert page.count("/staff/intake/") == 1
    page = text_of(browser_of(first.member).get(f"/staff/vault/exposure/{first.actor.id}/"))
    assert "No contact of anybody who is still here." in page

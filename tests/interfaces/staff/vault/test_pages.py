"""The pages of keys and contacts carry what a browser needs, and nothing that opens anything by itself."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse

from shanyrak.apps.intake.models import Party
from shanyrak.apps.vault import services
from shanyrak.apps.vault.models import MemberKey, SealedContact, TeamEpoch, TeamWrap
from shanyrak.core.sealing import from_base64url, public_key, to_base64url, wrap_seed
from tests.browsers import Holder, new_epoch, sealed, sealed_to, sent_epoch, with_key
from tests.factories import NOW, asked_party, cast_team, enrolled_member, offered_space
from tests.interfaces.staff.conftest import browser_of, english, text_of
from tests.people import ALMATY

pytestmark = pytest.mark.django_db
TEXT = '{"v":1,"phone":"1"}'


@pytest.fixture
def keeper() -> Holder:
    """Return a coordinator with a key, and the team's keys."""
    cast_team(ALMATY)
    made = with_key(english("coordinator", username="keeper"))
    new_epoch(made)
    return made


@pytest.fixture
def party(keeper):
    made = asked_party(ALMATY)
    sent = sealed(ALMATY, TEXT)
    services.change_contact(actor=made.actor, now=NOW, owner=made.id, team=ALMATY, sent=sent)
    return made


def code_of(party):
    return Party.objects.get(id=party.id).code


def ask(browser, party, purpose="safety"):
    return browser.post("/staff/vault/contacts/open/", {"party": code_of(party), "purpose": purpose})


def test_a_contact_comes_as_a_box_that_the_member_s_browser_opens(keeper, party):
    told = ask(browser_of(keeper.member), party).json()
    opened = services.OpenedBox(told["epoch"], from_base64url(told["box"]))
    assert keeper.read(opened) == TEXT


def test_without_a_reason_nothing_comes(keeper, party):
    assert ask(browser_of(keeper.member), party, "").status_code == 422


def test_the_page_of_a_contact_opens_nothing_by_itself(keeper, party):
    page = text_of(browser_of(keeper.member).get(f"/staff/vault/contacts/?party={code_of(party)}"))
    assert code_of(party) in page
    assert "You opened 0 of 20" in page
    assert not re.search(r'name="(phrase|passphrase)"', page)


def test_who_has_no_key_is_led_to_make_one(keeper, party):
    new = english("vetter", username="new")
    page = text_of(browser_of(new).get(f"/staff/vault/contacts/?party={code_of(party)}"))
    assert "Make your key on the page Keys" in page
    assert ask(browser_of(new), party).status_code == 409


def test_the_21st_contact_is_refused_with_its_own_status(keeper, party):
    browser = browser_of(keeper.member)
    assert [ask(browser, party).status_code for _ in range(21)] == [200] * 20 + [429]


def test_a_host_s_contact_is_asked_for_by_the_host_s_page(keeper):
    host = offered_space().host
    browser = browser_of(keeper.member)
    assert f"?host={host}" in text_of(browser.get(reverse("staff:hosting:host", args=[host])))
    assert browser.get(f"/staff/vault/contacts/?host={host}").status_code == 200
    told = browser.post("/staff/vault/contacts/open/", {"host": host, "purpose": "vetting"})
    assert told.status_code == 200
    assert browser.get("/staff/vault/contacts/?host=x").status_code == 404


def test_the_page_of_a_request_leads_to_its_contact(keeper, party):
    page = text_of(browser_of(keeper.member).get(f"/staff/intake/{code_of(party)}/"))
    assert f"/staff/vault/contacts/?party={code_of(party)}" in page


def test_a_desk_seals_what_it_was_told(keeper, party):
    box = to_base64url(sealed_to(keeper.seed(1), b"told at a desk"))
    told = {"party": code_of(party), "box": box, "epoch": "1"}
    answer = browser_of(keeper.member).post("/staff/vault/contacts/write/", told)
    assert answer.status_code == 302
    opened = services.open_contact(actor=keeper.actor, now=NOW, owner=party.id, purpose="way")
    assert keeper.read(opened) == "told at a desk"


def test_a_member_makes_a_key_whose_passphrase_is_sent_nowhere(keeper):
    new = english("vetter", username="new")
    browser = browser_of(new)
    page = text_of(browser.get("/staff/vault/"))
    assert 'id="own"' in page
    form = page[page.index('id="own"') : page.index("</form>", page.index('id="own"'))]
    assert re.findall(r' name="(\w+)"', form) == ["auth", "public", "wrap"]
    made = with_key(enrolled_member("vetter", username="third"))
    assert browser.post("/staff/vault/own/", {"auth": "x"}).status_code == 422
    assert MemberKey.objects.filter(member=made.actor.id).exists()


def test_the_first_keys_of_a_team_are_made_on_the_page(keeper):
    TeamEpoch.objects.all().delete()
    browser = browser_of(keeper.member)
    page = text_of(browser.get("/staff/vault/"))
    assert "First key of the team" in page
    sent = sent_epoch(1, (keeper,))
    told = {"number": 1, "box_public": sent.box_public, "sign_public": sent.sign_public}
    answer = browser.post("/staff/vault/epochs/", told | {"wraps": json.dumps(dict(sent.wraps))})
    assert answer.status_code == 302
    assert "Print these words" in text_of(browser.get("/staff/vault/"))


@pytest.mark.parametrize(
    "told", [{}, {"number": "x"}, {"number": "1", "wraps": "[]"}, {"number": "1", "wraps": "{"}]
)
def test_keys_that_no_script_made_are_refused(keeper, told):
    assert browser_of(keeper.member).post("/staff/vault/epochs/", told).status_code == 422
    assert browser_of(keeper.member).post("/staff/vault/wraps/", told).status_code == 422


def test_a_new_member_is_let_in_on_the_page(keeper):
    new = with_key(english("vetter", username="new"))
    browser = browser_of(keeper.member)
    page = unescape(text_of(browser.get("/staff/vault/")))
    assert f'data-wrap-for="{public_key(new.secret).hex()}"' in page
    wraps = json.dumps({"1": to_base64url(wrap_seed(public_key(new.secret), keeper.seed(1)))})
    told = {"member": new.actor.id, "public": public_key(new.secret).hex(), "wraps": wraps}
    assert browser.post("/staff/vault/wraps/", told).status_code == 302
    assert new.seed(1) == keeper.seed(1)
    assert TeamWrap.objects.count() == 2


def test_contacts_of_another_city_are_not_there(keeper, party):
    elsewhere = with_key(english("coordinator", place="Oral", username="oral"))
    new_epoch(elsewhere)
    browser = browser_of(elsewhere.member)
    assert ask(browser, party).status_code == 404
    assert browser.get(f"/staff/vault/contacts/?party={code_of(party)}").status_code == 404
    assert SealedContact.objects.count() == 1

"""Members sign in, join, and manage their team on pages that work without scripts."""

import re
from base64 import b32decode

import pytest
from django.test import Client

from shanyrak.apps.accounts import queries, services, totp
from shanyrak.base import clock
from shanyrak.base.ids import STRANGER, CookieToken, InvitationLink
from tests.factories import ON_SERVER, enrolled_member, team_of
from tests.interfaces.staff.conftest import browser_of, text_of

pytestmark = pytest.mark.django_db
SIGN_IN, JOIN = "/staff/accounts/sign-in/", "/staff/accounts/join/"


@pytest.fixture
def member():
    return enrolled_member("coordinator", now=None)


@pytest.fixture
def link():
    told = {"team": team_of(), "alias": "Night shift", "roles": services.Roles(["coordinator"])}
    return services.invite_member(actor=ON_SERVER, now=clock.now(), **told)


def code_of(secret):
    """Return the code after the one with which a member came in; that one is spent."""
    return totp.code_at(secret, totp.step_of(clock.now()) + 1)


def typed(member, **other):
    return {"username": member.username, "passphrase": member.phrase, "code": code_of(member.secret), **other}


# Signing in


def test_a_member_signs_in_and_goes_on_to_the_page_they_asked_for(client, member):
    asked = client.get("/staff/accounts/members/")
    assert asked.status_code == 403
    onward = re.search(r'href="(/staff/accounts/sign-in/\?onward=[^"]+)"', text_of(asked))[1]
    page = client.get(onward)
    assert 'name="onward" value="/staff/accounts/members/"' in text_of(page)
    answer = client.post(SIGN_IN, typed(member, onward="/staff/accounts/members/"))
    assert (answer.status_code, answer["Location"]) == (302, "/staff/accounts/members/")
    assert client.get("/staff/accounts/members/").status_code == 200


@pytest.mark.parametrize(
    "onward",
    ["https://evil.example/", "//evil.example/staff/", "/en/", "/staff/../../en", "javascript:alert(1)"],
)
def test_signing_in_leads_nowhere_else(client, member, onward):
    answer = client.post(SIGN_IN, typed(member, onward=onward))
    assert answer["Location"].startswith("/staff/")


@pytest.mark.parametrize("wrong", ["username", "code"])
def test_what_is_wrong_is_said_on_the_form_and_the_name_stays(client, member, wrong):
    answer = client.post(SIGN_IN, typed(member, **{wrong: "nobody" if wrong == "username" else "000000"}))
    page = text_of(answer)
    assert answer.status_code == 422
    assert "This did not match" in page
    assert "<title>Error:" in page
    assert "member" not in answer.cookies


def test_too_many_tries_have_to_wait(client, member):
    for _ in range(7):
        answer = client.post(SIGN_IN, typed(member, code="000000"))
    assert answer.status_code == 429
    assert "Too many tries" in text_of(answer)


def test_an_empty_form_names_each_field(client):
    page = text_of(client.post(SIGN_IN, {}))
    assert page.count('<p class="error"') == 3


def test_signing_out_ends_the_sign_in(member):
    browser = browser_of(member)
    answer = browser.post("/staff/accounts/sign-out/")
    assert answer["Location"] == SIGN_IN
    assert answer.cookies["member"].value == ""
    assert browser_of(member).get("/staff/accounts/").status_code == 403


def test_signing_out_everywhere_ends_all_of_them(member):
    other = services.sign_in(
        actor=STRANGER,
        now=clock.now(),
        username=member.username,
        passphrase=member.phrase,
        code=code_of(member.secret),
    )
    browser_of(member).post("/staff/accounts/sign-out/everywhere/")
    member.token = CookieToken(other)
    assert browser_of(member).get("/staff/accounts/").status_code == 403


# Joining


def test_an_invitation_becomes_a_member_who_is_signed_in(client, link):
    # Given
    shown = text_of(client.post(JOIN, {"link": f"https://example.org{JOIN}#{link}"}))
    assert "Night shift" in shown
    drawn = client.post(f"{JOIN}enrol/", {"link": link, "username": "night"}).context["form"].initial
    assert len(drawn["words"].split()) == 6
    secret = b32decode(drawn["secret"])
    # When
    code = totp.code_at(secret, totp.step_of(clock.now()))
    answer = client.post(f"{JOIN}confirm/", {**drawn, "code": code})
    # Then
    assert answer["Location"] == "/staff/"
    assert client.get("/staff/accounts/").status_code == 200
    assert client.post(JOIN, {"link": link}).status_code == 404


def test_a_wrong_first_code_loses_nothing_that_was_shown(client, link):
    drawn = client.post(f"{JOIN}enrol/", {"link": link, "username": "night"}).context["form"].initial
    answer = client.post(f"{JOIN}confirm/", {**drawn, "code": "12"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "did not match" in page
    for word in drawn["words"].split():
        assert f"<li>{word}</li>" in page
    assert drawn["secret"] in page
    assert "<svg" in page


@pytest.mark.parametrize("username", ["", "A", "имя", "x" * 31, "a b c"])
def test_a_username_that_cannot_be_is_refused_on_the_form(client, link, username):
    answer = client.post(f"{JOIN}enrol/", {"link": link, "username": username})
    assert answer.status_code == 422
    assert f'value="{link}"' in text_of(answer)


def test_a_link_of_nobody_says_what_to_do(client):
    answer = client.post(JOIN, {"link": "x" * 43})
    assert answer.status_code == 404
    assert "Ask your coordinator for a new one" in text_of(answer)


def test_looking_at_an_invitation_uses_nothing_up(client, link):
    client.get(JOIN)
    client.post(JOIN, {"link": link})
    assert queries.get_invitation(link=InvitationLink(link), now=clock.now()).alias == "Night shift"


# Managing


def test_somebody_is_invited_with_a_link_that_works(coordinator):
    page = coordinator.post(
        "/staff/accounts/members/invite/",
        {"alias": "Vetting", "roles": ["vetter"], "language": "ru"},
    )
    link = page.context["address"].partition("#")[2]
    assert page.context["address"].startswith(f"http://testserver{JOIN}#")
    assert queries.get_invitation(link=InvitationLink(link), now=clock.now()).roles == ("vetter",)


@pytest.mark.parametrize(
    "sent", [{}, {"alias": "7"}, {"alias": "Vetting", "roles": ["king"]}], ids=["empty", "digits", "no role"]
)
def test_an_invitation_that_does_not_fit_is_refused_on_the_form(coordinator, sent):
    answer = coordinator.post("/staff/accounts/members/invite/", {"language": "ru", **sent})
    assert answer.status_code == 422
    assert '<div class="errors" role="alert"' in text_of(answer)


def test_roles_change_and_the_last_manager_stays(coordinator):
    own = coordinator.get("/staff/accounts/members/").context["rows"][0]["view"].id
    answer = coordinator.post(f"/staff/accounts/members/{own}/roles/", {"roles": ["vetter"]})
    assert answer.status_code == 409
    assert "Nobody would be left" in text_of(answer)
    answer = coordinator.post(f"/staff/accounts/members/{own}/roles/", {"roles": ["coordinator", "vetter"]})
    assert answer.status_code == 302
    assert "vetter" in text_of(coordinator.get("/staff/accounts/members/"))


def test_a_revoked_member_is_out_at_once(coordinator, signed_in):
    clerk = signed_in("clerk")
    rows = coordinator.get("/staff/accounts/members/").context["rows"]
    (row,) = [row["view"] for row in rows if row["view"].username == "clerk-almaty"]
    assert clerk.get("/staff/accounts/").status_code == 200
    assert coordinator.get(f"/staff/accounts/members/{row.id}/revoke/").status_code == 200
    assert clerk.get("/staff/accounts/").status_code == 200
    coordinator.post(f"/staff/accounts/members/{row.id}/revoke/")
    assert clerk.get("/staff/accounts/").status_code == 403
    assert coordinator.post(f"/staff/accounts/members/{row.id}/reinvite/").status_code == 404


def test_members_of_another_city_do_not_exist_here(coordinator, signed_in):
    elsewhere = signed_in("coordinator", place="Oral")
    own = coordinator.get("/staff/accounts/members/").context["rows"][0]["view"].id
    for page in ("roles", "revoke"):
        assert elsewhere.get(f"/staff/accounts/members/{own}/{page}/").status_code == 404
    assert elsewhere.post(f"/staff/accounts/members/{own}/reinvite/").status_code == 404


# One's own


def test_a_member_reads_their_pages_in_the_language_they_chose(coordinator):
    assert coordinator.post("/staff/accounts/language/", {"language": "en"}).status_code == 302
    assert '<html lang="en">' in text_of(coordinator.get("/staff/accounts/"))
    assert coordinator.post("/staff/accounts/language/", {"language": "xx"}).status_code == 422


def test_a_passkey_is_asked_for_and_a_false_answer_is_refused(coordinator, client):
    question = coordinator.post("/staff/accounts/passkeys/ask/").json()
    assert question["options"]["rp"]["id"] == "testserver"
    sent = {"challenge": question["challenge"], "answer": "{}"}
    assert coordinator.post("/staff/accounts/", sent).status_code == 422
    question = client.post(f"{SIGN_IN}passkey/ask/").json()
    sent = {"challenge": question["challenge"], "answer": "{}"}
    answer = client.post(f"{SIGN_IN}passkey/", sent)
    assert answer.status_code == 422
    assert "This did not match" in text_of(answer)


def test_the_list_of_members_costs_the_same_for_many(coordinator, signed_in, django_assert_num_queries):
    with django_assert_num_queries(5):
        coordinator.get("/staff/accounts/members/")
    for number in range(5):
        signed_in("clerk", username=f"clerk-{number}")
    with django_assert_num_queries(5):
        coordinator.get("/staff/accounts/members/")


def test_a_form_of_another_site_is_refused(member):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["member"] = member.token
    answer = browser.post("/staff/accounts/sign-out/", headers={"origin": "https://evil.example"})
    assert answer.status_code == 403

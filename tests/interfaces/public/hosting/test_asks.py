"""A host answers by a link or a code: in two taps, once, and never by looking."""

import re
from datetime import timedelta

import pytest

from shanyrak.apps.hosting.models import Host
from shanyrak.apps.stays import services
from shanyrak.apps.stays.models import Hold, Stay
from tests.apps.stays.conftest import itself, party, proposed, state
from tests.factories import NOW, offered_space
from tests.people import COORDINATOR

ASK = "/en/hosting/ask/"


@pytest.fixture
def stay():
    space = offered_space(house_rules=frozenset({"shoes_off"}), features=frozenset({"pets"}))
    return proposed(party(needs=frozenset({"pets"}), sex="f"), space)


@pytest.fixture
def token(stay):
    return services.draw_ask_link(actor=COORDINATOR, now=NOW, stay=stay)


def test_five_facts_are_shown_and_no_more(walker, token, stay):
    walker.post(ASK, token=token)
    for fact in (
        "2 people",
        "Nights: 25, 26 September.",
        "with a pet",
        "русский",
        "Shoes off at the door",
        "20:20",
    ):
        assert fact in walker.text
    code = Stay.objects.get(id=stay).party.code
    assert code not in walker.text
    assert "women" not in walker.text.lower()


def test_looking_changes_nothing(walker, token, stay):
    before = Stay.objects.filter(id=stay).values().get()
    for _ in range(3):
        walker.get(f"{ASK}?token={token}").post(ASK, token=token)
        walker.post("/en/hosting/ask/reasons/", token=token)
    assert Stay.objects.filter(id=stay).values().get() == before


@pytest.mark.parametrize("page", ["yes", "no", "reasons"])
def test_a_link_acts_on_no_get(client, token, stay, page):
    assert client.get(f"/en/hosting/ask/{page}/?token={token}&reason=busy").status_code == 405
    assert state(stay) == "held"


def test_yes_is_one_tap_and_may_be_repeated(walker, token, stay):
    for _ in range(2):
        walker.post("/en/hosting/ask/yes/", token=token)
        assert "You said yes. Thank you." in walker.text
    assert state(stay) == "host_yes"
    assert Host.objects.get().n_yes == 1


def test_not_this_time_asks_why_and_the_next_host_is_asked_at_once(walker):
    people = party()
    first, second = offered_space(), offered_space()
    stay = proposed(people, first, second)
    token = services.draw_ask_link(actor=COORDINATOR, now=NOW, stay=stay)
    walker.post("/en/hosting/ask/reasons/", token=token)
    assert "Not this time. Why?" in walker.text
    walker.post("/en/hosting/ask/no/", token=token, reason="busy")
    assert "You said: not this time" in walker.text
    assert Stay.objects.get(space=second.space).state == "held"
    walker.post("/en/hosting/ask/yes/", token=token)
    assert "You said: not this time" in walker.text
    assert state(stay) == "refused"


def test_a_reason_that_is_none_of_ours_is_refused(client, token, stay):
    for told in ({}, {"reason": "cold feet"}):
        assert client.post("/en/hosting/ask/no/", {"token": token, **told}).status_code == 422
    assert state(stay) == "held"


@pytest.mark.parametrize("page", ["", "yes/", "no/", "reasons/"])
def test_who_answers_too_late_is_thanked(walker, token, stay, page):
    Hold.objects.update(host_by=NOW - timedelta(minutes=5))
    walker.post(ASK + page, token=token, reason="busy")
    assert "Already solved, thank you." in walker.text
    assert state(stay) == "held"


def test_what_the_party_refused_reads_as_solved(walker, token, stay):
    walker.post("/en/hosting/ask/yes/", token=token)
    mine = itself(Stay.objects.get(id=stay).party_id)
    services.refuse_for_party(actor=mine, now=NOW, stay=stay, reason="too_far")
    assert "Already solved" in walker.post(ASK, token=token).text


@pytest.mark.parametrize("page", ["", "yes/", "no/", "reasons/"])
@pytest.mark.parametrize("forged", ["x" * 22, "~0011223344", "~", "a" * 5000])
def test_a_forged_token_leads_to_no_question(client, stay, page, forged):
    page = client.post(ASK + page, {"token": forged, "reason": "busy"})
    assert page.status_code == 404
    assert "This link leads to no question" in page.content.decode()
    assert forged not in page.content.decode()


def test_a_code_opens_the_same_question_where_no_script_runs(walker, stay):
    code = services.draw_ask_code(actor=COORDINATOR, now=NOW, stay=stay)
    walker.post(ASK, code=code.lower().replace(" ", "-"))
    assert "Can they come to you?" in walker.text
    walker.post("/en/hosting/ask/yes/", token=walker.fields["token"])
    assert state(stay) == "host_yes"
    assert code.replace(" ", "") not in walker.text


def test_a_code_and_a_link_are_told_apart_in_the_table(stay, token):
    code = services.draw_ask_code(actor=COORDINATOR, now=NOW, stay=stay)
    row = Stay.objects.get(id=stay)
    assert len(code.replace(" ", "")) == 9
    assert bytes(row.code_hash) != bytes(row.ask_hash)


@pytest.mark.usefixtures("stay")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the 9 letters and digits"),
        ("12345", "This is no code"),
        ("000 000 001", "This is no code"),
        ("a" * 300, "Error:"),
    ],
)
def test_what_is_no_code_is_told(client, typed, sentence):
    page = client.post(ASK, {"code": typed})
    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_an_earlier_code_ends_with_a_new_one(client, stay):
    old = services.draw_ask_code(actor=COORDINATOR, now=NOW, stay=stay)
    services.draw_ask_code(actor=COORDINATOR, now=NOW, stay=stay)
    assert client.post(ASK, {"code": old}).status_code == 404


def test_the_page_of_the_link_loads_one_script_below_a_kilobyte(client):
    sources = re.findall(r'src="([^"]+)"', client.get(ASK).content.decode())
    assert len(sources) == 1
    assert "/public/ask." in sources[0]
    assert len(b"".join(client.get(sources[0]))) < 1024

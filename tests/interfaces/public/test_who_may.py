"""Every page outside the staff's against everybody: nobody known, a party, a host, a member; others' rows.

A page that is not in the table fails: whoever adds one says here whose it is. Pages of members have a table
of their own, `tests/interfaces/staff/test_who_may.py`.
"""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from shanyrak.apps.intake import proofs
from shanyrak.apps.intake import services as intake
from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import services as stays
from shanyrak.apps.stays.services import Place
from shanyrak.base import clock
from shanyrak.base.ids import Actor
from tests.factories import NOW, asked_party, cast_team, enrolled_member, nights, offered_space
from tests.people import ALMATY, COORDINATOR

pytestmark = pytest.mark.django_db
ANYBODY, PARTY, HOST, EITHER = {"nobody", "party", "host", "member"}, {"party"}, {"host"}, {"party", "host"}
# Of each page: whom it is for, and the methods that it answers.
PAGES = {
    "healthz": (ANYBODY, "GET"),
    "audit/heads": (ANYBODY, "GET"),
    "bare:home": (ANYBODY, "GET"),
    "bare:leave": (ANYBODY, "GET"),
    "bare:me": (ANYBODY, "GET"),
    "bare:host": (ANYBODY, "GET"),
    "bare:bed": (ANYBODY, "GET"),
    **{
        f"public:{name}": (ANYBODY, "GET")
        for name in ("home", "places", "guides", "guide", "help", "safety", "privacy", "about", "languages")
    },
    "public:accessibility": (ANYBODY, "GET"),
    # Whoever is not known is asked for the phrase here.
    "public:me": (ANYBODY, "GET POST"),
    "public:me_key": (ANYBODY, "POST"),
    "public:me_out": (ANYBODY, "POST"),
    "public:me_extend": (PARTY, "POST"),
    "public:me_leave": (PARTY, "POST"),
    "public:me_withdraw": (PARTY, "POST"),
    "public:me_change": (PARTY, "GET POST"),
    "public:me_erase": (PARTY, "GET POST"),
    "public:me_card": (PARTY, "GET"),
    "public:me_stays": (PARTY, "GET"),
    "public:me_stay": (PARTY, "GET"),
    "public:me_going": (PARTY, "POST"),
    "public:me_refuse": (PARTY, "GET POST"),
    "public:me_cancel": (PARTY, "GET POST"),
    "public:me_in": (PARTY, "POST"),
    "public:me_more": (PARTY, "POST"),
    "public:me_other": (PARTY, "POST"),
    "public:me_safe": (PARTY, "GET POST"),
    "public:me_contact": (EITHER, "GET POST"),
    **{
        f"public:intake:{name}": (ANYBODY, "GET POST")
        for name in ("people", "night", "nights", "needs", "place")
    },
    **{f"public:intake:{name}": (ANYBODY, "GET") for name in ("check", "phrase", "puzzle", "words", "lost")},
    "public:intake:keep": (ANYBODY, "POST"),
    **{f"public:hosting:{name}": (ANYBODY, "GET POST") for name in ("offer", "free", "rules", "ask")},
    **{f"public:hosting:{name}": (ANYBODY, "GET") for name in ("area", "check", "phrase", "words")},
    **{f"public:hosting:{name}": (ANYBODY, "POST") for name in ("keep", "ask_yes", "ask_no", "ask_reasons")},
    # Whoever is no host is led to where the phrase is asked for.
    "public:hosting:home": (ANYBODY, "GET"),
    "public:hosting:out": (ANYBODY, "POST"),
    **{
        f"public:hosting:{name}": (HOST, "POST")
        for name in ("yes", "extend", "other", "pause", "lift", "fresh")
    },
    **{f"public:hosting:{name}": (HOST, "GET POST") for name in ("no", "how", "rest", "withdraw", "stop")},
    **{f"public:hosting:{name}": (HOST, "GET POST") for name in ("space", "space_nights")},
}
LOST = str(uuid4())


def pages(patterns=None, names=()):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*names, pattern.name or str(pattern.pattern)])
        elif pattern.namespace != "staff":
            yield from pages(
                pattern.url_patterns, (*names, pattern.namespace) if pattern.namespace else names
            )


def address(name, row=LOST):
    if name in {"healthz", "audit/heads"}:
        return f"/{name}"
    for told in ({}, {"stay": row}, {"space": row}, {"pause": row}, {"slug": "first-evening"}):
        try:
            return reverse(name, kwargs=told)
        except NoReverseMatch:
            continue
    raise AssertionError(name)


def browser_with(**cookies):
    browser = Client()
    for name, token in cookies.items():
        browser.cookies[name] = token
    return browser


@pytest.fixture
def everybody(monkeypatch, db):
    """Return makers of browsers, by who holds them; a new one each time, as some pages end what is known."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(proofs, "PRESSURE", proofs.Pressure())
    cast_team()
    host = Actor("host", id=offered_space().host)
    member = enrolled_member("coordinator")
    return {
        "nobody": Client,
        "party": lambda: browser_with(sid=asked_party(ALMATY).token),
        "host": lambda: browser_with(sid=intake.begin_sign_in(actor=host, now=NOW)),
        "member": lambda: browser_with(member=member.token),
    }


def test_every_page_says_whose_it_is():
    assert set(pages()) == set(PAGES)


@pytest.mark.parametrize("who", ["nobody", "party", "host", "member"])
def test_a_page_opens_to_those_whose_it_is_and_to_no_other(everybody, who):
    wrong = []
    for name, (whose, methods) in PAGES.items():
        for method in methods.split():
            answer = everybody[who]().generic(method, address(name))
            if answer.status_code >= 500 or (answer.status_code == 403) is (who in whose):
                wrong.append((name, method, answer.status_code))
    assert wrong == []


def test_a_page_refuses_other_methods(everybody):
    wrong = []
    for name, (whose, methods) in PAGES.items():
        for method in sorted({"GET", "POST", "PUT", "PATCH", "DELETE"} - set(methods.split())):
            answer = everybody[min(whose)]().generic(method, address(name))
            if answer.status_code != 405:
                wrong.append((name, method, answer.status_code))
    assert wrong == []


def test_a_stay_is_there_for_its_own_party_and_host_alone(everybody):
    # Given
    made, mine = offered_space(level=2), asked_party(ALMATY)
    Party.objects.filter(id=mine.id).update(is_vouched=True)
    places = [Place(made.space, nights(0, 2))]
    stay = stays.propose_stay(actor=COORDINATOR, now=NOW, party=mine.id, places=places)
    own = [name for name in PAGES if name.startswith("public:me_") and str(stay) in address(name, str(stay))]
    asked = [
        name for name in PAGES if name.startswith("public:hosting:") and str(stay) in address(name, str(stay))
    ]
    assert (len(own), len(asked) >= 4) == (8, True)
    # When another party, and another host, know its id
    for who, names in (("party", own), ("host", asked)):
        for name in names:
            for method in PAGES[name][1].split():
                lost = everybody[who]().generic(method, address(name)).status_code
                found = everybody[who]().generic(method, address(name, str(stay))).status_code
                # Then it is as if there were no such stay.
                assert found == lost, (name, method)
    assert browser_with(sid=mine.token).get(address("public:me_stay", str(stay))).status_code == 200

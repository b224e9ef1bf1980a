"""A party on the evening of the stories, with what happens to its stay."""

import re
from html import unescape

import pytest
from django.test import Client

from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import services
from shanyrak.apps.stays.services import Place
from shanyrak.base import clock
from shanyrak.base.ids import Actor
from tests.factories import NOW, asked_party, cast_team, hall, nights, offered_space
from tests.people import ALMATY, COORDINATOR


@pytest.fixture(autouse=True)
def _evening(monkeypatch, db):
    monkeypatch.setattr(clock, "now", lambda: NOW)


class Story:
    """A party, its phone, and a stay that is moved on."""

    def __init__(self, *, is_vouched=True, **said):
        cast_team()
        self.party = asked_party(ALMATY, **said)
        Party.objects.filter(id=self.party.id).update(is_vouched=is_vouched)
        self.client = Client()
        self.client.cookies["sid"] = self.party.token
        self.stay = self.host = self.site = None

    def asked(self, **facts):
        made = offered_space(level=2, district="Medeu", house_rules=frozenset({"no_smoking"}), **facts)
        self.host = Actor("host", id=made.host)
        return self._proposed(made.space)

    def asked_hall(self):
        self.site, space = hall(address="Abay 1", is_listed=False)
        return self._proposed(space)

    def _proposed(self, space):
        places = [Place(space, nights(0, 2))]
        self.stay = services.propose_stay(actor=COORDINATOR, now=NOW, party=self.party.id, places=places)
        return self

    def offered(self, **facts):
        self.asked(**facts)
        services.accept_for_host(actor=self.host, now=NOW, stay=self.stay)
        return self

    def told(self):
        self.offered()
        services.accept_for_party(actor=self.party.actor, now=NOW, stay=self.stay)
        return self

    def moved_in(self):
        self.told()
        services.check_in(actor=self.party.actor, now=NOW, stay=self.stay)
        return self

    def get(self, way="", language="en"):
        self.answer = self.client.get(f"/{language}/me/{way}")
        return unescape(self.answer.content.decode())

    def of_stay(self, way=""):
        return self.get(f"stays/{self.stay}/{way}")

    def post(self, way, **told):
        self.answer = self.client.post(f"/en/me/stays/{self.stay}/{way}/", told)
        return self.answer.status_code

    @property
    def line(self):
        return re.search("<h1>(.+?)</h1>", self.get())[1]


@pytest.fixture
def story():
    return Story


@pytest.fixture
def party():
    cast_team()
    return asked_party(ALMATY)

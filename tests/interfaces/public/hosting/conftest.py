"""Walking through the questions to a host without a browser, and hosts who are signed in."""

import re
from html import unescape

import pytest

from shanyrak.apps.hosting.models import Host
from shanyrak.apps.hosting.words import VettingLevel
from shanyrak.apps.intake import proofs
from shanyrak.apps.intake import services as intake
from shanyrak.base import clock
from shanyrak.base.ids import Actor
from tests.factories import NOW, cast_team

WAY = re.compile(r'<a class="(?:wide|button|back)[^"]*" href="([^"]+)">(?:<span>)?([^<]*)')


@pytest.fixture(autouse=True)
def team(db):
    return cast_team()


@pytest.fixture(autouse=True)
def _evening(monkeypatch):
    monkeypatch.setattr(proofs, "PRESSURE", proofs.Pressure())
    monkeypatch.setattr(clock, "now", lambda: NOW)


class Walker:
    """Somebody who reads pages, follows links and fills in forms."""

    def __init__(self, client):
        self.client = client
        self.answer = None

    def get(self, address):
        self.answer = self.client.get(address, follow=True)
        return self

    def post(self, address=None, **told):
        self.answer = self.client.post(address or self.address, told, follow=True)
        return self

    @property
    def address(self):
        return self.answer.request["PATH_INFO"] + "?" + self.answer.request["QUERY_STRING"]

    @property
    def text(self):
        return unescape(self.answer.content.decode())

    @property
    def ways(self):
        return {label.strip(): unescape(way) for way, label in WAY.findall(self.text)}

    @property
    def fields(self):
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.text))

    def follow(self, label):
        return self.get(next(way for name, way in self.ways.items() if name.startswith(label)))

    def to_check(self, **rules):
        self.get("/en/hosting/offer/").post(kind="room", beds="2")
        self.post(free="25.09", length="7", in_a_row="7")
        self.post(**{"features": ["children"], "languages": ["lang_ru"], "sexes": "sexes_any", **rules})
        return self.follow("Almaty")

    def to_words(self):
        self.to_check().follow("Send")
        return self.get(unescape(re.search(r"url=([^\"]+)\"", self.answer.content.decode())[1]))

    def keep(self):
        self.sent = self.to_words().fields
        self.phrase = " ".join(re.findall(r"<li>([a-z]+)</li>", self.text))
        return self.post("/en/hosting/offer/keep/", **self.sent)


@pytest.fixture
def walker(client):
    return Walker(client)


@pytest.fixture
def as_host(client):
    """Sign a host in; they are of a level at which people are sent to them."""

    def sign_in(host):
        Host.objects.filter(id=host).update(level=VettingLevel.VISIT)
        client.cookies["sid"] = intake.begin_sign_in(actor=Actor("host", id=host), now=NOW)
        return Walker(client)

    return sign_in

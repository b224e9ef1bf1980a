"""Walking through the questions without a browser."""

import re
from html import unescape

import pytest

from shanyrak.apps.intake import proofs
from tests.factories import team_of

LINK = re.compile(r'<a class="(?:wide|button)[^"]*" href="([^"]+)">(?:<span>)?([^<]*)')


@pytest.fixture(autouse=True)
def team(db):
    return team_of()


@pytest.fixture(autouse=True)
def _calm(monkeypatch):
    monkeypatch.setattr(proofs, "PRESSURE", proofs.Pressure())


class Reader:
    """Somebody who reads pages and follows links."""

    def __init__(self, client):
        self.client = client
        self.answer = None

    def get(self, address, **told):
        self.answer = self.client.get(address, **told)
        return self

    @property
    def text(self):
        return unescape(self.answer.content.decode())

    @property
    def ways(self):
        return {label.strip(): unescape(way) for way, label in LINK.findall(self.text)}

    def follow(self, label):
        return self.get(next(way for name, way in self.ways.items() if name.startswith(label)))

    @property
    def fields(self):
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.text))

    def to_check(self):
        self.get("/en/intake/people/")
        for label in ("2 people", "Tomorrow", "2 nights", "Nothing special", "Anywhere in Almaty"):
            self.follow(label)
        return self

    def to_words(self):
        self.to_check().follow("Send")
        return self.get(unescape(re.search(r"url=([^\"]+)\"", self.answer.content.decode())[1]))

    def keep(self):
        self.fields_sent = self.to_words().fields
        self.answer = self.client.post("/en/intake/keep/", self.fields_sent)
        return self


@pytest.fixture
def reader(client):
    return Reader(client)

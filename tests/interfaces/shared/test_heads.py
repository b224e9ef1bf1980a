"""The page of heads is there for everybody, says nothing of anybody, and can be followed from afar."""

import pytest

from shanyrak.apps.audit import services
from shanyrak.base.ids import SYSTEM
from shanyrak.core.auditlog import read_published, read_verifier_key
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_a_site_without_a_head_shows_its_key(client):
    page = client.get("/audit/heads")
    assert (page.status_code, page["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert "# key 127.0.0.1/audit+" in page.content.decode()


def test_a_reader_finds_the_head_with_the_key_of_the_page(client):
    services.record(actor=SYSTEM, now=NOW, action="stays.expire_holds")
    services.grow_tree(actor=SYSTEM, now=NOW)
    services.publish_head(actor=SYSTEM, now=NOW)
    text = client.get("/audit/heads").content.decode()
    key = next(line for line in text.splitlines() if line.startswith("# key ")).removeprefix("# key ")
    ((head, proof),) = read_published(text, read_verifier_key(key))
    assert (head.size, proof) == (1, [])

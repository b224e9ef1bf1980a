"""Files are served under names that change with their content, packed, and for ever."""

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.template import Context, Template

from shanyrak import interfaces
from shanyrak.interfaces.shared.static_files import SHELF

NAME = next(name for name in sorted(SHELF.addresses) if name.endswith((".css", ".js")))


@pytest.fixture
def address():
    return Template("{% load static %}{% static name %}").render(Context({"name": NAME}))


def test_the_name_holds_the_hash_and_lasts(client, address):
    response = client.get(address)
    assert address != f"/static/{NAME}"
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert int(response["Content-Length"]) == len(response.content)
    assert response["Content-Type"].startswith("text/")


def test_it_is_packed_for_who_takes_it(client, address):
    plain, packed = client.get(address), client.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Vary"] == "Accept-Encoding"


def test_the_plain_name_is_asked_for_again_and_answered_shortly(client):
    first = client.get(f"/static/{NAME}")
    again = client.get(f"/static/{NAME}", headers={"If-None-Match": first["ETag"]})
    assert first["Cache-Control"] == "no-cache"
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/static/none.css", "/static/../settings.py", "/static/"])
def test_what_is_no_file_of_ours_is_not_there(client, path):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (404, "text/plain")


def test_a_file_takes_no_act(client, address):
    assert client.post(address).status_code == 405


PAGES = {path: path.read_text(encoding="utf-8") for path in Path(interfaces.__path__[0]).rglob("*.html")}
MODULES = {name for text in PAGES.values() for name in re.findall(r'{% module "([^"]+)" %}', text)}
IMPORTED = re.compile(r"""(?m)^(?:import|export)\b[^;]*?["'](\.[^"']+)["']""")


def reached(address):
    """Return the addresses of all that a browser meets on its way from a script."""
    text = SHELF.files[address].content.decode()
    near = {urljoin(address, way) for way in IMPORTED.findall(text)}
    return near.union(*(reached(other) for other in near))


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_page_names_all_that_its_script_reaches(name):
    text = Template("{% load look %}{% module name %}").render(Context({"name": name}))
    named = re.findall(r'<link rel="modulepreload" href="([^"]+)">', text)
    assert sorted(named) == sorted(reached(SHELF.addresses[name]))
    assert text.endswith(f'<script type="module" src="{SHELF.addresses[name]}"></script>')


def test_no_page_loads_a_module_in_another_way():
    assert {"public/sign_in.js", "staff/own_phrase.js"} <= MODULES
    assert [path.name for path, text in PAGES.items() if "module" in text.replace("{% module ", "")] == []


def test_a_wrong_name_in_a_template_fails_there():
    with pytest.raises(KeyError):
        Template('{% load static %}{% static "shared/no-such.css" %}').render(Context())

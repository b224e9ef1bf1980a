"""`shanyrak verify-site` passes our own pages; it finds changed bytes, foreign files, scripts, headers."""

from email.message import Message

import pytest
from django.test import Client
from typer.testing import CliRunner

from shanyrak.interfaces.cli.app import app
from shanyrak.interfaces.cli.platform.watching import release

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


class Served:
    """Our own site, asked without a network; what is put in `changed` is served in the place of the truth."""

    def __init__(self):
        self.client, self.changed, self.headers = Client(), {}, {}

    def fetch(self, site, address):
        answer = self.client.get(address)
        headers = Message()
        for name, value in {**answer.headers, **self.headers}.items():
            headers[name] = value
        content = answer.getvalue() if answer.streaming else answer.content
        return answer.status_code, headers, self.changed.get(address, content)


@pytest.fixture
def served(monkeypatch):
    site = Served()
    monkeypatch.setattr(release, "_fetch", site.fetch)
    return site


def test_our_own_site_is_what_this_release_serves(served):
    found = release.compare(SITE, release.files())
    assert found.wrong == []
    assert (found.n_pages, found.n_files) == (len(release.PAGES), len(release.files()))


def test_one_changed_byte_of_any_file_is_found(served):
    told = release.files()
    for address in told:
        content = bytearray(served.client.get(address).content)
        content[len(content) // 2] ^= 1
        served.changed = {address: bytes(content)}
        assert f"{address} is not what the release has" in list(release._wrong_file(SITE, address, told))


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        (
            b'<script src="/static/shared/other.js"></script>',
            "/static/shared/other.js is no file of the release",
        ),
        (b'<script src="https://elsewhere.example/a.js"></script>', "/en/ loads from elsewhere"),
        (b'<link rel="stylesheet" href="//elsewhere.example/a.css">', "/en/ loads from elsewhere"),
        (
            b'<meta http-equiv="refresh" content="0;url=https://elsewhere.example/">',
            "/en/ loads from elsewhere",
        ),
        (b"<script>alert()</script>", "/en/ has a script or a style inside"),
        (b'<img src="/static/shared/x.png" onerror="a()">', "/en/ has a script or a style inside"),
    ],
)
def test_what_a_page_should_not_have_is_found(served, page, fault):
    served.changed = {"/en/": page}
    assert any(line.startswith(fault) for line in release.compare(SITE, {}).wrong)


def test_a_header_that_is_not_exactly_ours_is_found(served):
    served.headers = {"Content-Security-Policy": "default-src *"}
    assert "/en/ has another Content-Security-Policy" in release.compare(SITE, {}).wrong


def test_a_manifest_is_written_and_read_again(tmp_path, served):
    file = tmp_path / "release.txt"
    done = CliRunner().invoke(app, ["verify-site", "--write", str(file)])
    assert done.exit_code == 0
    assert release.read(file) == release.files()
    assert CliRunner().invoke(app, ["verify-site", SITE, "--manifest", str(file)]).exit_code == 0


def test_a_damaged_manifest_and_a_site_without_scheme_are_refused(tmp_path):
    (tmp_path / "release.txt").write_text("abc  /static/x.js\n")
    for words in (["--manifest", str(tmp_path / "release.txt"), SITE], ["example.org"], []):
        assert CliRunner().invoke(app, ["verify-site", *words]).exit_code == 1

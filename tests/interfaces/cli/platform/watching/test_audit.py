"""`shanyrak audit` says whether the log is what it was, proves entries, and follows other sites."""

from datetime import timedelta

import pytest
from django.test import Client
from typer.testing import CliRunner

from shanyrak.apps.audit import services
from shanyrak.apps.audit.models import Entry
from shanyrak.base.ids import SYSTEM
from shanyrak.interfaces.cli.app import app
from shanyrak.interfaces.jobs import audit as jobs
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def run(*words):
    done = CliRunner().invoke(app, ["audit", *map(str, words)])
    return done.exit_code, done.stdout.splitlines()


@pytest.fixture
def site(settings, tmp_path):
    """Publish two heads; return how to save the page of the day."""
    settings.HOME = tmp_path
    for day in range(2):
        for _ in range(3):
            services.record(actor=SYSTEM, now=NOW, action="stays.expire_holds")
        jobs.grow_tree(NOW + timedelta(days=day))
        jobs.publish_head(NOW + timedelta(days=day))

    def save(name):
        file = tmp_path / name
        file.write_bytes(Client().get("/audit/heads").content)
        return file

    return save


def key_in(file):
    return next(line for line in file.read_text().splitlines() if line.startswith("# key ")).split()[-1]


def test_a_sound_log_is_said_to_be_so(site):
    status, lines = run("verify", "--heads", site("kept.txt"))
    assert status == 0
    assert lines[-1].startswith("6 entries in the tree, 0 that wait; root ")


def test_a_changed_entry_is_told(site):
    Entry.objects.filter(position=2).update(detail="other")
    assert run("verify")[0] == 1
    assert run("verify")[1][0] == "wrong: an entry was changed (2)"


def test_the_file_of_the_job_can_be_kept_too(site, settings):
    file = settings.HOME / jobs.FILE
    assert run("verify", "--heads", file)[0] == 0
    assert run("follow", file, "--key", key_in(site("a.txt")))[0] == 0


def test_a_file_without_heads_is_refused(site, tmp_path):
    (tmp_path / "no.txt").write_text("nothing\n")
    assert run("verify", "--heads", tmp_path / "no.txt")[0] == 1


def test_an_entry_is_proved(site):
    status, lines = run("prove", 4)
    assert status == 0
    assert lines[0].startswith('entry {"action":"stays.expire_holds"')
    assert [line for line in lines if line.startswith("with ")]
    assert run("prove", 6)[0] == 1


def test_heads_of_another_site_are_followed(site, tmp_path):
    earlier, key = site("earlier.txt"), key_in(site("earlier.txt"))
    jobs.publish_head(NOW + timedelta(days=2))
    assert run("follow", site("now.txt"), "--key", key, "--kept", earlier) == (
        0,
        ["3 heads, the latest of 6 entries"],
    )
    assert run("follow", earlier, "--key", key, "--kept", tmp_path / "now.txt")[0] == 0
    cut = tmp_path / "cut.txt"
    cut.write_text(
        "\n".join(line for line in earlier.read_text().split("\n") if not line.startswith("# proof"))
    )
    assert run("follow", cut, "--key", key)[1][0] == "wrong: the head of 6 entries does not follow that of 3"


def test_a_log_made_anew_elsewhere_is_seen_by_who_follows(site, tmp_path):
    kept, key = site("kept.txt"), key_in(site("kept.txt"))
    first = tmp_path / "first.txt"
    text = kept.read_text()
    first.write_text(text[: text.rindex("# 2022-09-25")])
    status, lines = run("follow", first, "--key", key, "--kept", kept)
    assert (status, lines[0]) == (1, "wrong: a kept head of 3 entries is not there")

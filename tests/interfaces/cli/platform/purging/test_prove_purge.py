"""Three weeks pass in a site: nothing of a sentinel is left after its time, and what is broken is found."""

from pathlib import Path

import pytest
from django.conf import settings
from typer.testing import CliRunner

from shanyrak.apps.intake import services as intake
from shanyrak.apps.intake.sentinels import FILE
from shanyrak.apps.vault.stock import KEYRING
from shanyrak.base import clock
from shanyrak.interfaces.cli.app import app
from shanyrak.interfaces.cli.platform.purging import rehearsal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nobody_before():
    (Path(settings.HOME) / FILE).unlink(missing_ok=True)


def told_by(folder):
    found = rehearsal.rehearse(folder, clock.now())
    return [one.text for one in found], [one.text for one in found if not one.is_well]


def none(**_told):
    return None


def test_nothing_is_left_and_nothing_opens(tmp_path):
    told, wrong = told_by(tmp_path)
    assert wrong == []
    assert sum("opens with none of 2 keyrings" in text for text in told) == 2
    assert sum("in the head of" in text for text in told) == 2
    assert sum(text.startswith("control: ") for text in told) == 3


def test_a_sweep_that_does_nothing_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(intake, "sweep_parties", none)
    _, wrong = told_by(tmp_path)
    said = "\n".join(wrong)
    assert "a dump of all tables: contact from" in said
    assert "this site's keyring" in said
    assert "no entry of the log" in said


def test_a_key_that_stays_is_found_though_all_rows_are_gone(tmp_path, monkeypatch):
    monkeypatch.setattr(KEYRING, "forget", lambda _: 0)
    monkeypatch.setattr(KEYRING, "delete", lambda _: None)
    _, wrong = told_by(tmp_path)
    assert any("this site's keyring" in text for text in wrong)
    assert not any("dump of all tables" in text for text in wrong)


def test_a_site_without_sentinels_says_when_there_will_be_one():
    done = CliRunner().invoke(app, ["prove-purge"])
    assert done.exit_code == 1
    assert "one does in the first night" in done.output

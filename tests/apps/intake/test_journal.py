"""What was deleted is not in the database's journal either, once it is settled."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from shanyrak.apps.accounts.models import Team
from shanyrak.apps.audit.models import Entry
from shanyrak.apps.intake import services
from shanyrak.apps.intake.services import journal
from shanyrak.base.errors import NotAllowedError, UnavailableError
from tests.factories import NOW
from tests.people import COORDINATOR, SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "a name that is nowhere else"


def files():
    path = Path(connection.settings_dict["NAME"])
    return [path, path.with_name(f"{path.name}-wal")]


def holding():
    return [file.name for file in files() if NAME.encode() in file.read_bytes()]


@pytest.mark.sqlite
def test_a_deleted_row_leaves_file_and_journal():
    row = Team.objects.create(name=NAME, place=NAME, time_zone=settings.TIME_ZONE)
    row.delete()
    assert holding()  # in the journal, at least: it is why there is something to do
    services.settle_journal(actor=SYSTEM, now=NOW)
    assert holding() == []


@pytest.mark.sqlite
def test_who_reads_all_the_while_is_told_and_the_next_run_does_it(monkeypatch):
    monkeypatch.setattr(journal, "TRIES", 2)
    monkeypatch.setattr(journal, "WAIT_MS", 10)
    Team.objects.create(name=NAME, place=NAME, time_zone=settings.TIME_ZONE)
    with closing(sqlite3.connect(files()[0], isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM accounts_team").fetchone()
        Team.objects.all().delete()
        with pytest.raises(UnavailableError):
            services.settle_journal(actor=SYSTEM, now=NOW)
    services.settle_journal(actor=SYSTEM, now=NOW)
    assert holding() == []


def test_an_entry_says_that_it_was_done():
    services.settle_journal(actor=SYSTEM, now=NOW)
    assert Entry.objects.filter(action="intake.settle_journal").count() == 1


def test_the_clock_alone_does_it():
    with pytest.raises(NotAllowedError):
        services.settle_journal(actor=COORDINATOR, now=NOW)

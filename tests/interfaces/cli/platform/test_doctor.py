"""The doctor finds what is wrong with a site, says it, and mends nothing."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models import F
from typer.testing import CliRunner

from shanyrak.apps.audit import queries as audit_queries
from shanyrak.apps.audit import services as audit
from shanyrak.apps.audit.models import KeysMark
from shanyrak.apps.hosting.models import BedNight
from shanyrak.apps.stays import services as stays
from shanyrak.apps.stays.models import Stay
from shanyrak.apps.stays.services import Place
from shanyrak.base import clock
from shanyrak.base.ids import SYSTEM
from shanyrak.interfaces.cli.app import app
from shanyrak.interfaces.cli.platform import examining, home, presence
from tests.factories import NOW, cast_team, hall, nights, party_of
from tests.people import ALMATY, COORDINATOR


def doctor(*words):
    done = CliRunner().invoke(app, ["doctor", *words])
    return done.exit_code, [line for line in done.stdout.splitlines() if line.startswith("wrong")]


@pytest.fixture
def held(db):
    """Hold two beds of a hall on two nights; return the stay."""
    cast_team()
    _, space = hall()
    place = Place(space, nights(0, 2))
    return stays.hold_beds(actor=COORDINATOR, now=NOW, party=party_of(ALMATY), place=place)


def test_a_sound_site_is_said_to_be_so(held):
    assert doctor() == (0, [])
    done = CliRunner().invoke(app, ["doctor"])
    assert "ok     ledger of beds: the sum of the stays" in done.stdout
    assert CliRunner().invoke(app, ["doctor", "--quiet"]).stdout == ""


@pytest.mark.parametrize("change", [1, -1], ids=["too much", "too little"])
def test_a_ledger_that_was_changed_by_hand_is_said_and_left(held, change):
    BedNight.objects.filter(night=nights().first).update(taken=F("taken") + change)
    status, wrong = doctor()
    (line,) = wrong
    assert status == 1
    assert f"on {nights().first}: {2 + change} in the ledger, 2 in the stays" in line
    assert BedNight.objects.get(night=nights().first).taken == 2 + change


def test_a_stay_that_was_taken_out_by_hand_leaves_beds_that_are_missed(held):
    Stay.objects.filter(id=held).delete()
    status, wrong = doctor("--quiet")
    assert (status, len(wrong)) == (1, 2)
    assert all("2 in the ledger, 0 in the stays" in line for line in wrong)


def test_a_party_with_two_beds_is_said(held):
    twin = Stay.objects.get(id=held)
    _, twin.space_id = hall()
    twin.pk = None
    twin.id = None
    twin._state.adding = True
    twin.id = Stay._meta.pk.get_default()
    twin.save(force_insert=True)
    _, wrong = doctor()
    assert sum("has two beds" in line for line in wrong) == 2


def test_of_many_faults_the_first_are_told_and_the_others_counted(held):
    BedNight.objects.all().delete()
    space = Stay.objects.get(id=held).space_id
    BedNight.objects.bulk_create(
        [BedNight(space_id=space, night=night, capacity=20, taken=7) for night in nights(0, 7)]
    )
    _, wrong = doctor()
    assert len(wrong) == examining.MOST_TOLD + 1
    assert wrong[-1] == "wrong  ledger of beds: and 2 more"


@pytest.mark.django_db
def test_other_keys_than_those_of_the_data_are_said():
    KeysMark.objects.create(digest="0" * 64)
    status, wrong = doctor()
    assert status == 1
    assert "belong to other keys" in wrong[0]


@pytest.mark.django_db
def test_data_remember_the_keys_that_they_were_first_used_with():
    home.prepare_tables()
    assert audit_queries.find_keys_mark() == home.keys_digest()
    audit.mark_keys(actor=SYSTEM, now=NOW, digest="0" * 64)
    assert audit_queries.find_keys_mark() == home.keys_digest()


@pytest.mark.django_db
def test_keys_that_others_may_read_are_said():
    path = home.home_keys()
    path.chmod(0o644)
    try:
        assert "may read" in doctor()[1][0]
    finally:
        path.chmod(0o600)


@pytest.mark.django_db
def test_a_job_that_failed_is_said_and_one_that_is_late_where_the_site_is_served():
    now = clock.now()
    audit.beat(actor=SYSTEM, now=now - timedelta(hours=1), job="stays.expire_holds", period_s=20)
    assert doctor() == (0, [])
    with presence.present(settings.HOME):
        assert doctor() == (1, ["wrong  jobs: stays.expire_holds has not run when it was due"])
    audit.beat(actor=SYSTEM, now=now, job="stays.expire_holds", period_s=20, error="KeyError")
    assert doctor() == (1, ["wrong  jobs: stays.expire_holds ended with KeyError"])


@pytest.mark.django_db
def test_a_disk_that_is_nearly_full_is_said(monkeypatch):
    monkeypatch.setattr(examining, "LEAST_FREE_MB", 10**9)
    assert "are free" in doctor()[1][0]


@pytest.mark.sqlite
def test_a_home_without_tables_has_plain_words_and_is_left_as_it_is(shanyrak, tmp_path):
    done = shanyrak("doctor")
    assert (done.returncode, done.stderr) == (1, "")
    assert "wrong  tables: not up to date" in done.stdout
    invited = shanyrak("invite", "Almaty", "Shift")
    assert (invited.returncode, invited.stderr) == (6, home.NO_TABLES + "\n")


@pytest.mark.django_db
def test_data_are_not_served_with_the_keys_of_another_site():
    KeysMark.objects.create(digest="0" * 64)
    done = CliRunner().invoke(app, ["serve", "--port", "1"])
    assert (done.exit_code, done.stderr) == (5, home.other_keys() + "\n")


def test_a_site_that_was_served_gets_no_new_keys(shanyrak, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var/serve.lock").touch()
    done = shanyrak("doctor", SHANYRAK_DATABASE="postgresql://nobody@127.0.0.1:1/none")
    assert done.returncode == 1
    assert "keys.json is missing" in done.stderr
    assert not (tmp_path / "var/keys.json").exists()


def test_a_database_that_is_gone_is_one_line(shanyrak):
    elsewhere = {"SHANYRAK_DATABASE": "postgresql://nobody@127.0.0.1:1/none"}
    done = shanyrak("doctor", **elsewhere)
    assert (done.returncode, done.stderr) == (1, "")
    assert "wrong  database: it does not answer" in done.stdout
    served = shanyrak("serve", **elsewhere)
    assert (served.returncode, served.stderr.count("\n")) == (6, 1)

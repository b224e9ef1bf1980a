"""What is nobody's goes, and no key goes that is about to be somebody's."""

from datetime import timedelta
from uuid import uuid4

import pytest

from shanyrak.apps.audit.models import Entry
from shanyrak.apps.vault import services
from shanyrak.apps.vault.errors import KeyringLostError
from shanyrak.apps.vault.models import KeyringMark, Opening, SealedContact, TeamEpoch
from shanyrak.apps.vault.services.sweeping import Nobodies
from shanyrak.apps.vault.stock import KEYRING
from shanyrak.base.errors import NotAllowedError
from tests.browsers import holder, new_epoch
from tests.factories import NOW, asked_party
from tests.people import COORDINATOR, SYSTEM

pytestmark = pytest.mark.django_db


def test_a_key_goes_that_was_nobody_s_for_an_hour():
    nobodies, one, other = Nobodies(), uuid4(), uuid4()
    assert nobodies.ripe([one, other], NOW) == []
    assert nobodies.ripe([one], NOW + timedelta(minutes=30)) == []
    assert nobodies.ripe([one, other], NOW + timedelta(hours=1)) == [one]


def test_keys_of_the_living_stay_and_those_of_nobody_go(monkeypatch):
    monkeypatch.setattr("shanyrak.apps.vault.services.sweeping.NOBODIES", Nobodies())
    mine, nobody = KEYRING.draw(2)
    living = KEYRING.owners() - {nobody}
    for hours in (0, 1):
        told = services.sweep_keys(actor=SYSTEM, now=NOW + timedelta(hours=hours), living=living)
        assert told == []
    assert KEYRING.has(mine)
    assert not KEYRING.has(nobody)


def test_who_has_no_key_is_told_of():
    services.know_keyring(actor=SYSTEM, now=NOW, living=[])
    keyless = uuid4()
    assert services.sweep_keys(actor=SYSTEM, now=NOW, living=[keyless]) == [keyless]


def test_rows_that_are_older_than_the_keyring_get_keys_and_nobody_is_erased():
    owner = uuid4()
    assert services.sweep_keys(actor=SYSTEM, now=NOW, living=[owner]) == []
    assert KEYRING.has(owner)


def test_with_another_keyring_nobody_is_taken_for_erased():
    KeyringMark.objects.create(digest="other")
    with pytest.raises(KeyringLostError):
        services.sweep_keys(actor=SYSTEM, now=NOW, living=[uuid4()])


def test_past_keys_go_once_nothing_is_sealed_to_them():
    one = holder()
    new_epoch(one)
    asked_party()
    new_epoch(one, number=2)
    services.sweep(actor=SYSTEM, now=NOW)
    assert TeamEpoch.objects.count() == 2
    SealedContact.objects.all().delete()
    services.sweep(actor=SYSTEM, now=NOW)
    assert TeamEpoch.objects.get().number == 2
    assert Entry.objects.filter(action="vault.sweep").count() == 1


def test_counts_of_openings_go_after_a_day():
    one = holder()
    for hours in (1, 25):
        Opening.objects.create(member_id=one.actor.id, opened_at=NOW - timedelta(hours=hours))
    services.sweep(actor=SYSTEM, now=NOW)
    assert Opening.objects.get().opened_at == NOW - timedelta(hours=1)


def test_a_week_begins_with_another_master_and_an_entry():
    KEYRING.draw(1)
    services.rotate_keyring(actor=SYSTEM, now=NOW)
    assert not services.rotate_keyring(actor=SYSTEM, now=NOW)
    assert services.rotate_keyring(actor=SYSTEM, now=NOW + timedelta(days=7))
    before, after = (
        Entry.objects.filter(action="vault.rotate_keyring").order_by("day").last().detail.split(":")
    )
    assert before == after


def test_only_the_clock_does_these():
    for act in (services.sweep, services.rotate_keyring):
        with pytest.raises(NotAllowedError):
            act(actor=COORDINATOR, now=NOW)
    with pytest.raises(NotAllowedError):
        services.sweep_keys(actor=COORDINATOR, now=NOW, living=[])

"""When a key is gone, every copy of what it locked is noise, also to who has the team's keys."""

import pytest
from django.conf import settings

from shanyrak.apps.intake import services as intake
from shanyrak.apps.intake.models import Party
from shanyrak.apps.intake.queries import find_signed_in
from shanyrak.apps.stays import services as stays
from shanyrak.apps.vault import services
from shanyrak.apps.vault.models import KeyringMark, SealedContact
from shanyrak.apps.vault.stock import KEYRING
from shanyrak.apps.vault.tombstones import Tombstones, tombstone_of
from shanyrak.base.ids import STRANGER
from shanyrak.core.sealing import BrokenBoxError, unlock
from tests.browsers import holder, new_epoch, sealed
from tests.factories import NOW, asked_party, party_of
from tests.people import SYSTEM

pytestmark = pytest.mark.django_db
STONES = Tombstones(settings.HOME)


@pytest.fixture
def keeper():
    made = holder("coordinator", username="keeper")
    new_epoch(made)
    return made


@pytest.fixture
def party(keeper):
    made = asked_party()
    sent = sealed(made.actor.team, "here")
    services.change_contact(actor=made.actor, now=NOW, owner=made.id, team=made.actor.team, sent=sent)
    return made


def by_the_party_itself(party):
    stays.erase_party(actor=party.actor, now=NOW)


def by_the_panic_phrase(party):
    intake.sign_in_by_key(actor=STRANGER, now=NOW, auth=party.keys.panic)


def by_its_key_alone(party):
    KEYRING.forget([party.id])


@pytest.mark.parametrize("erase", [by_the_party_itself, by_the_panic_phrase])
def test_the_key_is_gone_and_a_tombstone_stands(party, erase):
    copy = bytes(SealedContact.objects.get(id=party.id).blob)
    erase(party)
    assert KEYRING.find(party.id) is None
    assert tombstone_of(party.id) in STONES.known()
    for owner in KEYRING.owners():
        with pytest.raises(BrokenBoxError):
            unlock(KEYRING.find(owner).erasure, copy)


@pytest.mark.parametrize("erase", [by_the_party_itself, by_the_panic_phrase, by_its_key_alone])
def test_no_phrase_and_no_sign_in_leads_there_any_more(party, erase):
    assert find_signed_in(token=party.token, now=NOW)
    erase(party)
    assert find_signed_in(token=party.token, now=NOW) is None
    token = intake.sign_in_by_key(actor=STRANGER, now=NOW, auth=party.keys.own)
    assert find_signed_in(token=token, now=NOW) is None


def test_the_rows_go_with_the_next_sweep(party):
    by_the_panic_phrase(party)
    intake.sweep_parties(actor=SYSTEM, now=NOW)
    assert not Party.objects.filter(id=party.id).exists()
    assert not SealedContact.objects.filter(id=party.id).exists()


@pytest.mark.parametrize("auth", ["panic", "nobody"])
def test_a_panic_phrase_and_one_of_nobody_make_the_keyring_do_the_same(party, auth, monkeypatch):
    told = []

    def noted(name, act):
        return lambda *given: (told.append((name, len(given[0]))), act(*given))[1]

    for name in ("forget", "draw", "delete"):
        monkeypatch.setattr(KEYRING, name, noted(name, getattr(KEYRING, name)))
    intake.sign_in_by_key(actor=STRANGER, now=NOW, auth=party.keys.panic if auth == "panic" else "ab" * 32)
    assert told == [("forget", 1)]


def test_who_has_no_key_is_erased_by_the_sweep_and_nobody_else(party):
    stays.open_keyring(actor=SYSTEM, now=NOW)
    other = party_of()
    by_its_key_alone(party)
    assert stays.sweep_keys(actor=SYSTEM, now=NOW) == 1
    assert Party.objects.get(id=party.id).state == "erased"
    assert Party.objects.get(id=other).state == "open"


def test_who_comes_back_with_a_copy_of_everything_is_erased_again(party):
    stays.open_keyring(actor=SYSTEM, now=NOW)
    other = party_of()
    by_the_party_itself(party)
    Party.objects.filter(id=party.id).update(state="open")
    KEYRING.adopt([party.id])
    assert find_signed_in(token=party.token, now=NOW)
    assert stays.open_keyring(actor=SYSTEM, now=NOW) == 1
    assert find_signed_in(token=party.token, now=NOW) is None
    assert Party.objects.get(id=other).state == "open"
    assert KeyringMark.objects.count() == 1

"""The way to a home: to its party and a member of its team, from both yeses to the end, to nobody else."""

import pytest

from shanyrak.apps.accounts import hashing
from shanyrak.apps.audit.models import Entry
from shanyrak.apps.intake import services as intake
from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import queries, services
from shanyrak.apps.stays.errors import StayNotFoundError
from shanyrak.apps.vault import services as vault
from shanyrak.apps.vault.errors import ContactFormError
from shanyrak.apps.vault.models import SealedContact, SealedWay
from shanyrak.apps.vault.services import SealedAnew
from shanyrak.apps.vault.stock import KEYRING
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import Actor
from shanyrak.core.sealing import (
    BoxSecretKey,
    from_base64url,
    open_block,
    public_key,
    seal_block,
    to_base64url,
    unlock,
)
from tests.apps.stays.conftest import host_of, itself, moved_in, offered, party, proposed, told
from tests.browsers import holder, new_epoch, sealed, sealed_to
from tests.factories import NOW, asked_party, cast_team, nights, offered_space
from tests.people import ALMATY, SYSTEM, member_of

pytestmark = pytest.mark.django_db
WAY, STREET = "the second door", '{"v":1,"street":"a street"}'


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch):
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)
    monkeypatch.setattr(hashing.HASHER, "time_cost", 1)


@pytest.fixture
def keeper():
    cast_team(ALMATY)
    made = holder("coordinator", username="keeper")
    new_epoch(made)
    return made


@pytest.fixture
def asked(keeper):
    """Return a party with a phrase, whom somebody has seen."""
    made = asked_party(ALMATY)
    Party.objects.filter(id=made.id).update(is_vouched=True)
    return made


@pytest.fixture
def home(keeper):
    made = offered_space(span=nights())
    vault.change_contact(
        actor=host_actor(made), now=NOW, owner=made.host, team=ALMATY, sent=sealed(ALMATY, STREET)
    )
    return made


def host_actor(made):
    return Actor("host", id=made.host)


def way_box(text=WAY):
    """Return the way as a member's browser seals it, and the secret key that opens it."""
    secret = BoxSecretKey.draw()
    return to_base64url(seal_block(public_key(secret), text.encode())), secret


def tell(keeper, stay, box=None):
    services.tell_way(actor=keeper.actor, now=NOW, stay=stay, box=box or way_box()[0])


def way_for(party, stay):
    return queries.find_way_of(actor=itself(party), stay=stay)


@pytest.mark.parametrize("stage", [proposed, offered])
def test_before_both_have_said_yes_nobody_is_told(keeper, asked, home, stage):
    stay = stage(asked.id, home)
    with pytest.raises(StayNotFoundError):
        services.open_way(actor=keeper.actor, now=NOW, stay=stay)
    with pytest.raises(StayNotFoundError):
        tell(keeper, stay)
    assert way_for(asked.id, stay) is None


@pytest.mark.parametrize("stage", [told, moved_in])
def test_from_both_yeses_on_the_member_reads_the_street_and_the_party_the_way(keeper, asked, home, stage):
    stay = stage(asked.id, home)
    opened = services.open_way(actor=keeper.actor, now=NOW, stay=stay)
    assert keeper.read(opened) == STREET
    box, secret = way_box()
    tell(keeper, stay, box)
    assert open_block(secret, from_base64url(way_for(asked.id, stay))).decode() == WAY
    row = SealedWay.objects.get(id=stay)
    assert len(row.blob) == 1112
    acts = Entry.objects.filter(action__in=["vault.open_contact", "stays.tell_way"])
    assert sorted(acts.values_list("action", "detail")) == [
        ("stays.tell_way", ""),
        ("vault.open_contact", "way"),
    ]


def check_out(stay, keeper, asked):
    services.check_in(actor=itself(asked.id), now=NOW, stay=stay)
    services.check_out(actor=keeper.actor, now=NOW, stay=stay)


def cancel(stay, _keeper, asked):
    services.cancel_stay(actor=itself(asked.id), now=NOW, stay=stay, reason="other")


@pytest.mark.parametrize("end", [check_out, cancel])
def test_when_the_stay_is_over_it_is_gone(keeper, asked, home, end):
    stay = told(asked.id, home)
    tell(keeper, stay)
    assert services.sweep_ways(actor=SYSTEM, now=NOW) == 0
    end(stay, keeper, asked)
    assert way_for(asked.id, stay) is None
    with pytest.raises(StayNotFoundError):
        services.open_way(actor=keeper.actor, now=NOW, stay=stay)
    assert services.sweep_ways(actor=SYSTEM, now=NOW) == 1
    assert not SealedWay.objects.exists()


def test_nobody_else_is_told(keeper, asked, home):
    stay = told(asked.id, home)
    tell(keeper, stay)
    other = party()
    with pytest.raises(StayNotFoundError):
        way_for(other, stay)
    assert queries.find_way_of(actor=host_of(stay), stay=stay) is None
    assert queries.find_way_of(actor=keeper.actor, stay=stay) is None
    for actor, refused in (
        (member_of(ALMATY, "analyst"), NotAllowedError),
        (member_of(cast_team(), "clerk"), NotAllowedError),
        (itself(asked.id), NotAllowedError),
        (host_of(stay), NotAllowedError),
    ):
        with pytest.raises(refused):
            services.open_way(actor=actor, now=NOW, stay=stay)


def test_a_party_without_a_phrase_is_told_by_voice(keeper, home):
    stay = told(party(), home)
    with pytest.raises(StayNotFoundError):
        tell(keeper, stay)


def test_what_is_no_box_is_refused(keeper, asked, home):
    stay = told(asked.id, home)
    with pytest.raises(ContactFormError):
        tell(keeper, stay, "abc")


def test_erasing_the_party_ends_every_copy_of_its_way(keeper, asked, home):
    stay = told(asked.id, home)
    tell(keeper, stay)
    copy = bytes(SealedWay.objects.get(id=stay).blob)
    services.erase_party(actor=asked.actor, now=NOW)
    intake.sweep_parties(actor=SYSTEM, now=NOW)
    assert not SealedWay.objects.exists()
    for owner in KEYRING.owners():
        with pytest.raises(Exception, match="does not open"):
            unlock(KEYRING.find(owner).erasure, copy)


def test_sealing_contacts_anew_keeps_the_way_readable(
    keeper, asked, home, django_capture_on_commit_callbacks
):
    stay = told(asked.id, home)
    box, secret = way_box()
    tell(keeper, stay, box)
    new_epoch(keeper, number=2)
    vault.approve_reseal(actor=keeper.actor, now=NOW, number=2)
    seed = keeper.seed(2)
    with django_capture_on_commit_callbacks(execute=True):
        taken = vault.take_contacts(actor=keeper.actor, now=NOW)
        sent = [SealedAnew(one.owner, one.mark, to_base64url(sealed_to(seed, b""))) for one in taken]
        assert vault.keep_sealed_anew(actor=keeper.actor, now=NOW, sent=sent) == 2
    assert SealedContact.objects.get(id=asked.id).kver == 2
    assert KEYRING.find(asked.id, 1) is None
    assert open_block(secret, from_base64url(way_for(asked.id, stay))).decode() == WAY

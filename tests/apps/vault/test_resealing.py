"""Who was revoked opens nothing from that moment, nor what is sealed anew; no contact is lost on the way."""

import pytest

from shanyrak.apps.accounts.queries import get_signed_in
from shanyrak.apps.audit.models import Entry
from shanyrak.apps.vault import queries, services
from shanyrak.apps.vault.errors import (
    ContactFormError,
    LoneApprovalError,
    NoMemberKeyError,
    TeamKeysChangedError,
)
from shanyrak.apps.vault.models import MemberKey, SealedContact, TeamEpoch, TeamWrap
from shanyrak.apps.vault.services import SealedAnew
from shanyrak.apps.vault.stock import KEYRING
from shanyrak.base.errors import NotAllowedError
from shanyrak.core.sealing import open_block, team_keys, to_base64url, unlock
from tests.browsers import holder, new_epoch, sealed, sealed_to
from tests.factories import NOW, asked_party
from tests.people import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    """Return two coordinators and a vetter who all have the first keys."""
    made = [
        holder(role, username=f"member{i}") for i, role in enumerate(("coordinator", "coordinator", "vetter"))
    ]
    new_epoch(*made)
    return made


def written(text):
    party = asked_party()
    sent = sealed(party.actor.team, text)
    services.change_contact(actor=party.actor, now=NOW, owner=party.id, team=party.actor.team, sent=sent)
    return party


def revoke(who, by):
    services.revoke_member(actor=by.actor, now=NOW, member=who.actor.id)


def reseal(who, number=2, most=500):
    """Do what the page does until nothing is left; return how many were sealed anew."""
    n_done = 0
    while taken := services.take_contacts(actor=who.actor, now=NOW, most=most):
        sent = [SealedAnew(one.owner, one.mark, to_base64url(anew(who, one, number))) for one in taken]
        n_done += services.keep_sealed_anew(actor=who.actor, now=NOW, sent=sent)
    return n_done


def anew(who, one, number=2):
    return sealed_to(who.seed(number), open_block(team_keys(who.seed(one.epoch)).box_secret, one.box))


def changed(team):
    """Revoke the vetter, make other keys and approve them."""
    first, second, gone = team
    revoke(gone, first)
    new_epoch(first, second, number=2)
    services.approve_reseal(actor=second.actor, now=NOW, number=2)


def opened(who, party):
    return who.read(services.open_contact(actor=who.actor, now=NOW, owner=party.id, purpose="safety"))


def test_who_is_revoked_has_no_sign_in_no_key_and_no_wrap(team):
    first, _, gone = team
    revoke(gone, first)
    assert not MemberKey.objects.filter(member=gone.actor.id).exists()
    assert not TeamWrap.objects.filter(member=gone.actor.id).exists()
    with pytest.raises(NotAllowedError):
        get_signed_in(token=gone.member.token, now=NOW)
    assert [epoch.is_exposed for epoch in queries.list_epochs(actor=first.actor)] == [True]
    with pytest.raises(NoMemberKeyError):
        opened(gone, written("x"))


def test_everything_is_sealed_anew_and_the_old_seed_opens_none_of_it(
    team, django_capture_on_commit_callbacks
):
    parties = {written(f"text {i}").id: f"text {i}" for i in range(5)}
    old_seed, copies = team[2].seed(1), {row.id: bytes(row.blob) for row in SealedContact.objects.all()}
    old_keys = {owner: KEYRING.find(owner) for owner in parties}
    changed(team)
    with django_capture_on_commit_callbacks(execute=True):
        assert reseal(team[1], most=2) == 5
    for row in SealedContact.objects.all():
        keys = KEYRING.find(row.id, row.kver)
        box = unlock(keys.erasure, bytes(row.blob))
        with pytest.raises(Exception, match="does not open"):
            open_block(team_keys(old_seed).box_secret, box)
        assert open_block(team_keys(team[0].seed(2)).box_secret, box).decode() == parties[row.id]
        assert (row.epoch.number, row.kver) == (2, 2)
        # Whoever kept the seed and a copy of the rows: the key that locked the copy is gone.
        assert KEYRING.find(row.id, 1) is None
        assert keys.erasure != old_keys[row.id].erasure
        with pytest.raises(Exception, match="does not open"):
            unlock(keys.erasure, copies[row.id])
        assert keys.reference == old_keys[row.id].reference


def test_nothing_is_sealed_anew_before_a_second_member_approves(team):
    first, second, gone = team
    written("x")
    revoke(gone, first)
    new_epoch(first, second, number=2)
    with pytest.raises(LoneApprovalError):
        services.take_contacts(actor=first.actor, now=NOW)
    with pytest.raises(LoneApprovalError):
        services.approve_reseal(actor=first.actor, now=NOW, number=2)
    with pytest.raises(TeamKeysChangedError):
        services.approve_reseal(actor=second.actor, now=NOW, number=1)
    services.approve_reseal(actor=second.actor, now=NOW, number=2)
    assert reseal(first) == 1


def test_the_last_keeper_of_a_team_approves_alone(team):
    first, second, gone = team
    written("x")
    revoke(gone, first)
    revoke(second, first)
    new_epoch(first, number=2)
    services.approve_reseal(actor=first.actor, now=NOW, number=2)
    assert reseal(first) == 1


def test_who_was_not_let_into_the_old_keys_cannot_seal_anew(team):
    written("x")
    changed(team)
    TeamWrap.objects.filter(member=team[1].actor.id, epoch__number=1).delete()
    with pytest.raises(NoMemberKeyError):
        services.take_contacts(actor=team[1].actor, now=NOW)


def test_a_vetter_takes_and_keeps_nothing(team):
    for act in (services.take_contacts, lambda **told: services.keep_sealed_anew(**told, sent=[])):
        with pytest.raises(NotAllowedError):
            act(actor=team[2].actor, now=NOW)
    with pytest.raises(NotAllowedError):
        services.approve_reseal(actor=team[2].actor, now=NOW, number=1)


def test_what_was_written_meanwhile_is_not_overwritten(team):
    party = written("before")
    changed(team)
    (one,) = services.take_contacts(actor=team[0].actor, now=NOW)
    sent = sealed(party.actor.team, "meanwhile")
    services.change_contact(actor=party.actor, now=NOW, owner=party.id, team=party.actor.team, sent=sent)
    late = SealedAnew(one.owner, one.mark, to_base64url(anew(team[0], one)))
    assert services.keep_sealed_anew(actor=team[0].actor, now=NOW, sent=[late]) == 0
    assert opened(team[0], party) == "meanwhile"


def test_who_was_erased_meanwhile_does_not_come_back(team):
    party = written("before")
    changed(team)
    (one,) = services.take_contacts(actor=team[0].actor, now=NOW)
    KEYRING.forget([party.id])
    late = SealedAnew(one.owner, one.mark, to_base64url(anew(team[0], one)))
    assert services.keep_sealed_anew(actor=team[0].actor, now=NOW, sent=[late]) == 0
    assert KEYRING.find(party.id) is None


def test_a_cut_before_the_old_keys_are_dropped_is_mended_by_the_sweep(team):
    party = written("x")
    changed(team)
    reseal(team[0])  # what follows the commit does not run here
    assert KEYRING.find(party.id, 1) is not None
    services.sweep(actor=SYSTEM, now=NOW)
    assert KEYRING.find(party.id, 1) is None
    assert opened(team[0], party) == "x"
    assert TeamEpoch.objects.count() == 1


def test_a_cut_before_the_rows_leaves_every_contact_readable(team):
    party = written("x")
    changed(team)
    KEYRING.renew([party.id])
    assert opened(team[0], party) == "x"
    assert reseal(team[0]) == 1
    assert opened(team[0], party) == "x"


def test_what_is_no_box_is_refused(team):
    changed(team)
    with pytest.raises(ContactFormError):
        services.keep_sealed_anew(actor=team[0].actor, now=NOW, sent=[SealedAnew(asked_party().id, "", "x")])


def test_the_report_on_a_revoked_member_is_exactly_what_they_opened(team):
    first, _, gone = team
    seen, unseen, erased = (written(str(i)) for i in range(3))
    for party in (seen, seen, erased):
        opened(gone, party)
    opened(first, unseen)
    revoke(gone, first)
    KEYRING.forget([erased.id])
    SealedContact.objects.filter(id=erased.id).delete()
    told = queries.get_exposure(actor=first.actor, member=gone.actor.id)
    assert (told.opened, told.n_erased, told.n_taken) == ([seen.id], 1, 0)


def test_whoever_sealed_anew_had_all_of_it_in_hand_and_the_report_says_so(team):
    for i in range(3):
        written(str(i))
    changed(team)
    reseal(team[1])
    assert queries.get_exposure(actor=team[0].actor, member=team[1].actor.id).n_taken == 3
    assert Entry.objects.filter(action="vault.take_contacts").count() == 1
    with pytest.raises(NotAllowedError):
        queries.get_exposure(actor=team[2].actor, member=team[1].actor.id)

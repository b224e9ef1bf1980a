"""A new host, their first space and their phrase are kept together or not at all, and go together."""

from datetime import timedelta

import pytest

from shanyrak.apps.hosting import services as hosting
from shanyrak.apps.hosting.errors import SpaceFactsError
from shanyrak.apps.hosting.models import Host
from shanyrak.apps.hosting.services import HostFacts, SpaceFacts
from shanyrak.apps.intake.errors import ProofError
from shanyrak.apps.intake.host_keys import SentHostKeys
from shanyrak.apps.intake.models import Locator, SpentProof
from shanyrak.apps.intake.proofs import SentProof
from shanyrak.apps.intake.queries import find_signed_in_host
from shanyrak.apps.stays import services
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import STRANGER, SYSTEM
from tests.factories import NOW, cast_team, nights, sent_keys, sent_proof

pytestmark = pytest.mark.django_db


def become(keys=None, proof=None, beds=2):
    sent = keys or sent_keys()
    offer = services.FirstOffer(cast_team(), SpaceFacts(kind="room", beds=beds), [nights()], HostFacts())
    told = {"keys": SentHostKeys(sent.own, sent.public), "proof": proof or sent_proof()}
    return services.become_host(actor=STRANGER, now=NOW, offer=offer, **told)


def test_a_new_host_is_signed_in_and_has_a_public_key():
    keys = sent_keys()
    host = find_signed_in_host(token=become(keys), now=NOW)
    row = Host.objects.get(id=host.id)
    assert bytes(row.public_key).hex() == keys.public


def test_the_same_phrase_twice_is_one_host():
    keys = sent_keys()
    assert become(keys) != become(keys)
    assert Host.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "refusal"),
    [({"beds": 0}, SpaceFactsError), ({"proof": SentProof(turn="x")}, ProofError)],
    ids=str,
)
def test_nothing_is_kept_of_what_is_refused(told, refusal):
    with pytest.raises(refusal):
        become(**told)
    assert not any(model.objects.exists() for model in (Host, Locator, SpentProof))


def test_the_phrase_of_a_host_whose_row_has_gone_leads_nowhere():
    host = find_signed_in_host(token=become(), now=NOW)
    become()
    hosting.stop_host(actor=host, now=NOW, host=host.id)
    later = NOW + timedelta(days=31)
    assert services.forget_gone_hosts(actor=SYSTEM, now=later) == 0
    hosting.sweep(actor=SYSTEM, now=later)
    assert services.forget_gone_hosts(actor=SYSTEM, now=later) == 1
    assert Locator.objects.count() == 1
    with pytest.raises(NotAllowedError):
        services.forget_gone_hosts(actor=STRANGER, now=later)

"""Phrases of hosts: one row each, the same door as for parties, and nowhere to lead once a host has gone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shanyrak.apps.intake import queries, services
from shanyrak.apps.intake.errors import KeysError, PhraseTakenError, ProofError
from shanyrak.apps.intake.host_keys import SentHostKeys, draw_for_host, read_host_keys
from shanyrak.apps.intake.models import Locator, SignIn
from shanyrak.apps.vault.contacts import new_owner
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import STRANGER, SYSTEM
from tests.factories import NOW, asked_party, sent_keys, sent_proof

pytestmark = pytest.mark.django_db


def host_keys():
    sent = sent_keys()
    return SentHostKeys(sent.own, sent.public)


def kept(keys, proof=None):
    host = new_owner(now=NOW).id
    told = {"actor": STRANGER, "now": NOW, "host": host, "keys": read_host_keys(keys)}
    services.keep_host_phrase(**told, proof=proof or sent_proof())
    return host


def sign_in(keys, now=NOW):
    return services.sign_in_by_key(actor=STRANGER, now=now, auth=keys.own)


def test_a_phrase_leads_to_its_host_and_to_no_party():
    keys = host_keys()
    host = kept(keys)
    token = sign_in(keys)
    assert queries.find_signed_in_host(token=token, now=NOW).id == host
    assert queries.find_signed_in(token=token, now=NOW) is None


def test_the_sign_in_of_a_host_ends_with_the_hour_and_when_they_say_so():
    keys = host_keys()
    kept(keys)
    token = sign_in(keys)
    assert queries.find_signed_in_host(token=token, now=NOW + timedelta(hours=3)) is None
    services.sign_out(actor=STRANGER, now=NOW, token=token)
    assert queries.find_signed_in_host(token=token, now=NOW) is None


def test_a_host_a_party_and_nobody_are_signed_in_by_as_many_statements():
    keys, party = host_keys(), asked_party()
    kept(keys)
    counts = set()
    for auth in (keys.own, party.keys.own, sent_keys().own):
        with CaptureQueriesContext(connection) as captured:
            services.sign_in_by_key(actor=STRANGER, now=NOW, auth=auth)
        counts.add(len(captured))
    assert len(counts) == 1


def test_the_phrase_of_a_party_cannot_become_that_of_a_host():
    party = asked_party()
    with pytest.raises(PhraseTakenError):
        kept(SentHostKeys(party.keys.own, party.keys.public))
    with pytest.raises(PhraseTakenError):
        services.sign_in_again(
            actor=STRANGER, now=NOW, keys=read_host_keys(SentHostKeys(party.keys.own, party.keys.public))
        )


def test_a_proof_is_good_for_one_host():
    proof = sent_proof()
    kept(host_keys(), proof)
    with pytest.raises(ProofError):
        kept(host_keys(), proof)


@pytest.mark.parametrize("spoilt", [("zz", "00" * 32), ("0" * 64, "zz"), ("0" * 64, "00" * 32)])
def test_what_is_no_key_is_refused(spoilt):
    with pytest.raises(KeysError):
        read_host_keys(SentHostKeys(*spoilt))


def test_a_phrase_that_the_server_drew_opens_what_was_kept_under_its_keys():
    drawn = draw_for_host("en")
    host = kept(drawn.keys)
    token = services.sign_in_by_phrase(actor=STRANGER, now=NOW, phrase=" ".join(drawn.words), language="en")
    assert queries.find_signed_in_host(token=token, now=NOW).id == host


def test_nothing_leads_to_a_host_who_has_gone():
    keys = host_keys()
    host = kept(keys)
    sign_in(keys)
    services.forget_hosts(actor=SYSTEM, now=NOW, hosts=[host])
    assert not Locator.objects.exists()
    assert not SignIn.objects.exists()
    with pytest.raises(NotAllowedError):
        services.forget_hosts(actor=STRANGER, now=NOW, hosts=[host])

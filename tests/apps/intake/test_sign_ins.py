"""A phrase signs in, another one erases, and from outside neither can be told from one that is nobody's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shanyrak.apps.audit.models import Entry
from shanyrak.apps.intake import keys, services
from shanyrak.apps.intake.errors import KeysError, PhraseTakenError, TooManyAtOnceError
from shanyrak.apps.intake.models import Locator, Party, SignIn
from shanyrak.apps.intake.queries import find_signed_in
from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import STRANGER
from shanyrak.core.passphrases import UnknownWordError, WordCountError
from tests.factories import NOW, asked_party, facts_of, sent_proof

pytestmark = pytest.mark.django_db
UNKNOWN = "ab" * 32


def sign_in(auth, now=NOW):
    return services.sign_in_by_key(actor=STRANGER, now=now, auth=auth)


def test_the_phrase_signs_in_for_an_hour_that_is_rounded_up():
    party = asked_party()
    token = sign_in(party.keys.own)
    assert find_signed_in(token=token, now=NOW).party.id == party.id
    assert find_signed_in(token=token, now=NOW + timedelta(hours=2)) is None
    assert set(SignIn.objects.values_list("expires_at", flat=True)) == {NOW + timedelta(hours=1)}


def test_who_comes_back_is_no_longer_new():
    party = asked_party()
    assert Party.objects.get().state == "new"
    sign_in(party.keys.own)
    assert Party.objects.get().state == "open"


def test_the_panic_phrase_ends_everything_at_once():
    party = asked_party()
    token = sign_in(party.keys.panic)
    assert len(token) == 43
    assert find_signed_in(token=token, now=NOW) is None
    assert find_signed_in(token=party.token, now=NOW) is None
    assert find_signed_in(token=sign_in(party.keys.own), now=NOW) is None
    assert not Entry.objects.filter(action__startswith="intake.").exists()
    services.sweep_parties(actor=STRANGER, now=NOW)
    assert (Party.objects.count(), Locator.objects.count()) == (0, 0)


def test_a_phrase_of_a_party_that_is_being_erased_is_not_used_again():
    party = asked_party()
    sign_in(party.keys.panic)
    with pytest.raises(PhraseTakenError):
        services.ask_for_bed(actor=STRANGER, now=NOW, facts=facts_of(), keys=party.keys, proof=sent_proof())
    assert Party.objects.count() == 1


@pytest.fixture
def statements():
    """Return what a sign-in asks of the database, without the values."""

    def told(auth):
        with CaptureQueriesContext(connection) as caught:
            sign_in(auth)
        return [query["sql"].split("'")[0].split(" WHERE ")[0].split(" VALUES ")[0] for query in caught]

    return told


def test_known_unknown_and_panic_phrases_take_the_same_statements(statements):
    party, other = asked_party(), asked_party()
    known, unknown, panic = (statements(a) for a in (party.keys.own, UNKNOWN, other.keys.panic))
    assert [s.split()[0] for s in known] == [s.split()[0] for s in unknown] == [s.split()[0] for s in panic]


def test_a_phrase_of_nobody_leaves_a_row_that_is_good_for_nothing():
    token = sign_in(UNKNOWN)
    assert SignIn.objects.get().party is None
    assert find_signed_in(token=token, now=NOW) is None


@pytest.mark.parametrize("text", ["", "x", "A" * 43, "ж" * 43, "=" * 44])
def test_a_forged_token_leads_to_nobody(text):
    asked_party()
    assert find_signed_in(token=text, now=NOW) is None


def test_what_is_no_key_is_refused():
    with pytest.raises(KeysError):
        sign_in("zz")


def test_signing_out_ends_this_sign_in_only():
    party = asked_party()
    token = sign_in(party.keys.own)
    services.sign_out(actor=party.actor, now=NOW, token=token)
    services.sign_out(actor=STRANGER, now=NOW, token="x")
    assert find_signed_in(token=token, now=NOW) is None
    assert find_signed_in(token=party.token, now=NOW)


@pytest.fixture
def drawn(db):
    """Return a party whose phrases the server drew, as for a browser without scripts."""
    drawn = keys.draw("ru")
    services.ask_for_bed(actor=STRANGER, now=NOW, facts=facts_of(), keys=drawn.keys, proof=sent_proof())
    return drawn


def signs_in(text, language="kk"):
    token = services.sign_in_by_phrase(actor=STRANGER, now=NOW, phrase=text, language=language)
    return find_signed_in(token=token, now=NOW) is not None


def test_typed_words_and_digits_sign_in_however_they_are_written(drawn):
    words = drawn.words
    yo = [word.replace("е", "ё") for word in words]
    ways = [
        " ".join(words),
        "-".join(word.upper() for word in words),
        ", ".join(word[:4] for word in words),
        " ".join(f"{place}. {word}" for place, word in enumerate(words, 1)),
        " ".join(yo),
        " ".join(word.replace("й", "и\u0306") for word in words),
        drawn.digits,
        drawn.digits.replace(" ", ""),
    ]
    assert [signs_in(way) for way in ways] == [True] * len(ways)
    assert not signs_in(" ".join((*words[:6], drawn.panic_word)))
    assert not signs_in(" ".join(words))


@pytest.mark.parametrize(
    ("text", "error"),
    [("", WordCountError), ("one two", WordCountError), ("абрикос " * 6 + "qqqq", UnknownWordError)],
)
def test_what_can_be_no_phrase_is_refused_before_any_row_is_asked(text, error, django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(error):
        signs_in(text)
    with pytest.raises(InvalidError):
        keys.check_phrase(text, "ru")


def test_few_keys_are_made_at_once_and_the_rest_are_told_to_come_back():
    gate = keys.Gate(at_once=1, queue=0)
    with gate.passed(), pytest.raises(TooManyAtOnceError) as refused, gate.passed():
        pass
    assert refused.value.retry_after_s
    with gate.passed():
        pass


@pytest.mark.parametrize(("workers", "at_once"), [(1, 2), (2, 1), (8, 1)])
def test_the_gate_is_shared_by_the_workers(workers, at_once):
    assert keys.gate_for(workers)._room._value == at_once


def test_keys_and_drawn_words_show_nothing():
    drawn = keys.draw("en")
    shown = repr(drawn) + repr(drawn.keys) + repr(keys.read_keys(drawn.keys))
    assert not any(word in shown.split("'") for word in drawn.words)
    assert drawn.keys.own not in shown

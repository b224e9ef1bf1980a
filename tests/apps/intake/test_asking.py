"""A request is kept whole or not at all, once for each phrase, and says nothing that is not a fact."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from shanyrak.apps.audit.models import Entry
from shanyrak.apps.intake import proofs, services
from shanyrak.apps.intake.errors import (
    KeysError,
    NightCountError,
    PastNightError,
    PeopleCountError,
    PhraseTakenError,
    ProofError,
    UnknownNeedError,
    UnknownPlaceError,
)
from shanyrak.apps.intake.keys import SentKeys
from shanyrak.apps.intake.models import Locator, Party, SignIn, SpentProof
from shanyrak.apps.intake.queries import find_signed_in
from shanyrak.base.errors import InvalidError, NotAllowedError
from shanyrak.base.ids import STRANGER
from shanyrak.core.sealing import Purpose, from_base64url, read_puzzle, solve
from tests.factories import NOW, ON_SERVER, TONIGHT, asked_party, facts_of, sent_keys, sent_proof, team_of
from tests.people import CLERK, member_of

pytestmark = pytest.mark.django_db


def ask(**told):
    given = {"facts": facts_of(), "keys": sent_keys(), "proof": sent_proof(), **told}
    return services.ask_for_bed(actor=STRANGER, now=NOW, **given)


def test_who_asks_is_signed_in_and_known_by_two_phrases():
    asked = ask(facts=facts_of(people=3, nights=4, needs=frozenset({"step_free", "children"})))
    party = find_signed_in(token=asked.token, now=NOW).party
    assert (party.people, party.nights, party.needs) == (3, 4, {"step_free", "children"})
    assert (party.span.first, party.state, party.is_vouched) == (TONIGHT, "new", False)
    assert sorted(Locator.objects.values_list("kind", flat=True)) == ["own", "panic"]


def test_what_is_stored_is_neither_a_key_nor_a_token():
    keys = sent_keys()
    asked = ask(keys=keys)
    stored = [bytes(row) for row in Locator.objects.values_list("locator", flat=True)]
    stored += [bytes(row) for row in SignIn.objects.values_list("token_hash", flat=True)]
    assert not {bytes.fromhex(keys.own), bytes.fromhex(keys.panic), asked.token.encode()} & set(stored)


def test_an_act_of_an_arrival_leaves_no_entry():
    asked_party()
    assert not Entry.objects.filter(action__startswith="intake.").exists()


def test_the_same_form_twice_is_one_request():
    keys, proof = sent_keys(), sent_proof()
    one, two = ask(keys=keys, proof=proof), ask(keys=keys, proof=proof)
    assert one.party == two.party
    assert one.token != two.token
    assert Party.objects.count() == 1


def test_a_proof_is_good_for_one_request():
    proof = sent_proof()
    ask(proof=proof)
    with pytest.raises(ProofError):
        ask(proof=proof)
    assert Party.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"people": 0}, PeopleCountError),
        ({"people": 61}, PeopleCountError),
        ({"nights": 0}, NightCountError),
        ({"nights": 91}, NightCountError),
        ({"first_night": TONIGHT - timedelta(days=1)}, PastNightError),
        ({"first_night": TONIGHT + timedelta(days=366)}, PastNightError),
        ({"needs": frozenset({"sauna"})}, UnknownNeedError),
        ({"wants": frozenset({"sauna"})}, UnknownNeedError),
        ({"sex": "x"}, UnknownNeedError),
        ({"district": "Nowhere"}, UnknownPlaceError),
        ({"language": "de"}, InvalidError),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_kept(said, error):
    with pytest.raises(error):
        ask(facts=facts_of(**said))
    assert (Party.objects.count(), SpentProof.objects.count()) == (0, 0)


def test_a_team_that_is_none_is_refused():
    with pytest.raises(UnknownPlaceError):
        ask(facts=facts_of(team=CLERK.team))


def test_a_district_of_the_city_may_be_named():
    assert ask(facts=facts_of(district="Medeu"))


def test_until_noon_the_night_that_ends_may_be_asked_for():
    at_nine = NOW.replace(hour=3)  # 09:00 in Almaty
    facts = facts_of(first_night=TONIGHT - timedelta(days=1))
    assert services.ask_for_bed(
        actor=STRANGER, now=at_nine, facts=facts, keys=sent_keys(), proof=sent_proof(at_nine)
    )


def spoilt(**changed):
    keys = sent_keys()
    return SentKeys(**{name: changed.get(name, getattr(keys, name)) for name in ("own", "panic", "public")})


@pytest.mark.parametrize("name", ["own", "panic", "public"])
@pytest.mark.parametrize("value", ["", "zz" * 32, "00" * 31, "0" * 64 + "00", "А" * 64])
def test_what_is_no_key_is_refused(name, value):
    with pytest.raises(KeysError):
        ask(keys=spoilt(**{name: value}))


def test_one_key_for_both_phrases_is_refused():
    keys = sent_keys()
    with pytest.raises(KeysError):
        ask(keys=SentKeys(keys.own, keys.own, keys.public))


def test_a_weak_public_key_is_refused():
    with pytest.raises(KeysError):
        ask(keys=spoilt(public="00" * 32))


def test_a_panic_phrase_is_no_phrase_of_somebody_else():
    keys = sent_keys()
    ask(keys=keys)
    with pytest.raises(PhraseTakenError):
        ask(keys=spoilt(own=keys.panic))


def test_a_puzzle_that_was_solved_is_a_proof():
    wire = proofs.draw_puzzle(NOW)
    puzzle = read_puzzle(settings.SECRETS.pow, wire, purpose=Purpose.INTAKE, least_bits=16, now=NOW)
    assert ask(proof=proofs.SentProof(puzzle=wire, solution=str(solve(puzzle))))


@pytest.mark.parametrize(
    "proof",
    [
        proofs.SentProof(),
        proofs.SentProof(puzzle="x", solution="1"),
        proofs.SentProof(turn="x"),
        proofs.SentProof(puzzle="x" * 52, solution="٣"),
    ],
)
def test_without_a_proof_nothing_is_kept(proof):
    with pytest.raises(ProofError):
        ask(proof=proof)
    assert not Party.objects.exists()


def test_a_turn_passes_after_half_an_hour():
    turn = proofs.draw_turn({"people": "2"}, NOW)
    assert proofs.read_turn(turn, NOW).answers == {"people": "2"}
    assert proofs.read_turn(turn, NOW + timedelta(minutes=31)).is_over
    with pytest.raises(ProofError):
        services.ask_for_bed(
            actor=STRANGER,
            now=NOW + timedelta(minutes=31),
            facts=facts_of(),
            keys=sent_keys(),
            proof=proofs.SentProof(turn=turn),
        )


def test_when_many_ask_puzzles_are_harder_and_turns_wait(monkeypatch):
    monkeypatch.setattr(proofs, "PRESSURE", proofs.Pressure())
    calm = proofs.draw_puzzle(NOW)
    for _ in range(proofs.BUSY_A_MINUTE + 1):
        proofs.PRESSURE.note(NOW)
    turn = proofs.draw_turn({}, NOW)
    assert proofs.read_turn(turn, NOW).wait_s == 90
    assert proofs.read_turn(turn, NOW + timedelta(seconds=90)).wait_s == 0
    with pytest.raises(ProofError):
        ask(proof=proofs.SentProof(turn=turn))
    bits = [from_base64url(wire)[2] for wire in (calm, proofs.draw_puzzle(NOW))]
    assert bits == [16, 20]
    assert proofs.PRESSURE.at(NOW + timedelta(minutes=2)) == 0


def test_a_member_takes_a_request_for_their_own_city():
    team = team_of()
    clerk = member_of(team, "clerk")
    party = services.take_request(actor=clerk, now=NOW, facts=facts_of())
    row = Party.objects.get(id=party)
    assert (row.state, row.is_vouched, row.locators.count()) == ("open", True, 0)
    assert Entry.objects.get(action="intake.take_request").actor == clerk.ref


@pytest.mark.parametrize("actor", [STRANGER, CLERK], ids=["a stranger", "a clerk of another city"])
def test_others_take_no_requests(actor):
    with pytest.raises(NotAllowedError):
        services.take_request(actor=actor, now=NOW, facts=facts_of())


def test_codes_of_parties_can_be_read_aloud():
    party = services.take_request(actor=ON_SERVER, now=NOW, facts=facts_of())
    code = Party.objects.get(id=party).code
    assert set(code[:2]) <= set("ABEKMHPCTX")
    assert code[2:].isdecimal()
    assert len(code) == 6


@pytest.mark.django_db(transaction=True)
def test_one_form_that_is_sent_six_times_at_once_is_one_request():
    facts, keys, proof = facts_of(), sent_keys(), sent_proof()

    def send(_):
        try:
            return ask(facts=facts, keys=keys, proof=proof).party
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        parties = set(pool.map(send, range(6)))
    assert len(parties) == Party.objects.count() == 1
    assert Locator.objects.count() == 2

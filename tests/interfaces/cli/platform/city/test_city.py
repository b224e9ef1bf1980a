"""A seeded city: everything in it came by services, and looks like the ninth evening of a wave."""

import stat
from collections import Counter

import pytest
from django.conf import settings

from shanyrak.apps.accounts import hashing, queries, services
from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.intake import services as parties
from shanyrak.apps.stays import queries as stays
from shanyrak.apps.vault import queries as vault_queries
from shanyrak.apps.vault import services as vault
from shanyrak.base.errors import ConflictError
from shanyrak.core.passphrases import read_phrase
from shanyrak.core.sealing import derive_root, member_keys, member_salt, unwrap_member_key
from shanyrak.interfaces.cli.platform.city import living, planning, team
from shanyrak.interfaces.cli.platform.city.dice import Dice
from shanyrak.interfaces.cli.platform.city.drawing import Frame, Sizes, draw_city
from shanyrak.interfaces.cli.platform.city.filling import fill
from shanyrak.interfaces.cli.platform.city.team_keys import EXAMPLES
from shanyrak.interfaces.cli.platform.seed import told
from tests.browsers import Holder
from tests.factories import NOW, TONIGHT, team_of
from tests.people import ALMATY, STRANGER, SYSTEM, member_of

SIZES, SMALL = Sizes(people=400, homes=60, seed=3), Sizes(people=60, homes=20, seed=3)


@pytest.fixture
def quick(monkeypatch):
    """Make hashes of members cheap, as nobody guesses them here."""
    monkeypatch.setattr(hashing.HASHER, "time_cost", 1)
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)


def shift():
    return member_of(queries.find_team(place="Almaty").id, "coordinator")


def test_a_city_of_a_seed_is_the_same_each_time():
    def drawn():
        return draw_city(SIZES, Frame(Dice(3), TONIGHT, ALMATY, ("Medeu", "Alatau")))

    assert drawn() == drawn()
    assert {home.space.district for home in drawn().homes} == {"Medeu", "Alatau"}
    assert len(drawn().homes) == SIZES.homes


@pytest.mark.django_db
def test_a_seeded_evening_has_people_in_and_told_and_lets_one_look_around(quick):
    # When
    keys = fill(SIZES, NOW)
    # Then some are in, some are told, hosts are asked and have said yes, others wait
    states = Counter(stay.state for stay in stays.list_stays(actor=SYSTEM, night=TONIGHT))
    assert states["in"] > 5
    assert min(states["told"], states["host_yes"]) >= 1
    waiting = {party.id for party in intake.list_open_parties(actor=shift(), night=TONIGHT)}
    assert stays.count_unhoused(actor=shift(), night=TONIGHT, parties=list(waiting)) > 0
    assert hosting.count_free_beds(actor=shift(), night=TONIGHT) > 0
    assert len({host.level for host in hosting.list_hosts(actor=shift(), day=TONIGHT)}) >= 3
    # And the ledger is the sum of the stays
    assert list(stays.list_differences()) == []
    # And every sign-in opens
    for key in keys.members:
        held = {"username": key.username, "passphrase": key.words, "code": key.code(NOW)}
        token = services.sign_in(actor=STRANGER, now=NOW, **held)
        assert queries.get_signed_in(token=token, now=NOW).username == key.username
    for phrase, language, is_placed in zip(
        keys.phrases, ("ru", "en", "ru"), (True, True, False), strict=True
    ):
        token = parties.sign_in_by_phrase(actor=STRANGER, now=NOW, phrase=phrase, language=language)
        party = intake.find_signed_in(token=token, now=NOW)
        assert bool(stays.list_chain(actor=party.actor, party=party.party.id)) == is_placed


@pytest.mark.django_db
def test_what_a_seeded_party_sealed_is_read_with_the_words_that_were_printed(quick):
    keys = fill(SMALL, NOW)
    token = parties.sign_in_by_phrase(actor=STRANGER, now=NOW, phrase=keys.phrases[0], language="ru")
    owner = intake.find_signed_in(token=token, now=NOW).party.id
    # Then whoever may open contacts reads it, and nobody else has a key
    read = {}
    for key in keys.members:
        held = {"username": key.username, "passphrase": key.words, "code": key.code(NOW)}
        actor = queries.get_signed_in(token=services.sign_in(actor=STRANGER, now=NOW, **held), now=NOW).actor
        if actor.may("open_contacts"):
            opened = vault.open_contact(actor=actor, now=NOW, owner=owner, purpose="safety")
            read[key.username] = holder_of(actor, key).read(opened)
    assert read == dict.fromkeys(("shift", "kezek", "vetting", "visits"), EXAMPLES["ru"])


def holder_of(actor, key):
    """Return a member with the key that the words open."""
    phrase = read_phrase(key.words, language="ru", count=6)
    lock = member_keys(derive_root(phrase, member_salt(settings.SECRETS.salt, key.username)))
    secret = unwrap_member_key(lock.wrap, vault_queries.find_own_keys(actor=actor).wrap)
    return Holder(actor, secret, key)


@pytest.mark.django_db
def test_a_site_with_a_team_is_left_as_it_is(quick):
    team_of()
    with pytest.raises(ConflictError):
        fill(SMALL, NOW)
    assert not intake.list_open_parties(actor=SYSTEM, night=TONIGHT)


@pytest.mark.django_db
def test_a_seeded_city_goes_on_living(quick):
    fill(SMALL, NOW)

    def open_now():
        return len(intake.list_open_parties(actor=SYSTEM, night=TONIGHT))

    before, dice = open_now(), Dice(1)
    was = Counter(stay.state for stay in stays.list_stays(actor=SYSTEM, night=TONIGHT))
    for _ in range(12):
        living.live(dice, NOW)
    assert open_now() > before
    assert Counter(stay.state for stay in stays.list_stays(actor=SYSTEM, night=TONIGHT)) != was


def test_what_is_printed_says_loudly_that_keys_and_words_are_of_a_demo():
    keys = team.Keys([team.MemberKey("shift", "coordinator", "a b", "JBSWY3DPEHPK3PXP")], ["one two"])
    printed = "\n".join(told(keys, "http://127.0.0.1:8000", NOW))
    assert "THESE ARE DEMO KEYS" in printed
    assert "write no real contact" in printed


def test_sign_ins_are_kept_for_their_owner_alone(tmp_path):
    keys = team.Keys([team.MemberKey("shift", "coordinator", "a b", "JBSWY3DPEHPK3PXP")], ["one two"])
    assert team.kept(tmp_path) is None
    team.keep(tmp_path, keys)
    assert team.kept(tmp_path) == keys
    assert stat.S_IMODE((tmp_path / team.FILE).stat().st_mode) == 0o600


@pytest.mark.django_db
def test_a_seeded_city_has_a_plan_that_can_be_sent(quick):
    fill(SMALL, NOW)
    assert not planning.is_planned(NOW)
    planning.plan(NOW)
    assert planning.is_planned(NOW)
    made = stays.find_plan(actor=shift(), now=NOW)
    assert (made.state, made.n_rows > 0) == ("done", True)

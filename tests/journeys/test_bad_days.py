"""Bad days: a full disk, a database that is gone, a clock that is changed, a world that has moved on.

Each has an answer in plain words; nothing is lost and nothing is doubled. Double posts, the way back and
forged tokens are tested where their pages are.
"""

from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import connect
from zoneinfo import ZoneInfo

import psycopg
import pytest
from django.db import OperationalError, close_old_connections, connection, connections

from shanyrak.apps.hosting import services as hosting
from shanyrak.apps.intake.models import Party
from shanyrak.apps.intake.models import SignIn as PartySignIn
from shanyrak.apps.stays import queries, services
from shanyrak.apps.stays.errors import AskOverError, CannotHoldError
from shanyrak.apps.stays.models import PlanRun, PlanState, Stay
from shanyrak.apps.stays.services import Place
from shanyrak.apps.stays.times import CityTime
from shanyrak.base import clock
from shanyrak.base.ids import STRANGER, SYSTEM, Actor
from shanyrak.base.nights import Span, tonight
from shanyrak.interfaces.cli.platform.examining import examine
from tests.factories import (
    NOW,
    TONIGHT,
    asked_party,
    cast_team,
    enrolled_member,
    hall,
    nights,
    offered_space,
    party_of,
    team_of,
)
from tests.interfaces.public.intake.conftest import Reader
from tests.people import ALMATY, COORDINATOR

NOT_NOW = "This does not work right now. Nothing was changed. Try again in a minute."
on_real_rows = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reader(client):
    """Somebody who has answered all questions, and whose next press sends the request."""
    team_of()
    made = Reader(client)
    made.sent = made.to_words().fields
    return made


def send(reader):
    """Press once; like a server, open the database anew if it was gone."""
    close_old_connections()
    reader.answer = reader.client.post("/en/intake/keep/", reader.sent)
    return reader.answer.status_code


def is_sound():
    return [found for found in examine(clock.now()) if found.grade == "wrong"] == []


def check_put_off(reader):
    """Check that the answer is plain, and says when to try again."""
    assert send(reader) == 503
    assert NOT_NOW in reader.text
    assert reader.answer["Retry-After"] == "30"


@contextmanager
def full_disk():
    """Let the database file grow no more, and have no free page."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE rest (text BLOB)")
        cursor.execute("PRAGMA max_page_count")
        (before,) = cursor.fetchone()
        cursor.execute("PRAGMA page_count")
        (now,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {now}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA max_page_count = {before}")
            cursor.execute("DROP TABLE rest")


def use_up():
    with connection.cursor() as cursor, suppress(OperationalError):
        while True:
            cursor.execute("INSERT INTO rest VALUES (zeroblob(2000))")


@on_real_rows
@pytest.mark.sqlite
def test_on_a_full_disk_nothing_is_kept_by_halves_and_the_same_form_is_good_later(reader):
    with full_disk():
        use_up()
        with suppress(OperationalError):
            while asked_party(now=clock.now(), first_night=clock.now().date()):
                pass  # there is room left in pages that the database has
        while send(reader) == 303:
            reader.client.cookies.clear()
            reader.sent = reader.to_words().fields
        n_kept = Party.objects.count()
        check_put_off(reader)
        assert reader.client.get("/en/").status_code == 200
        assert Party.objects.count() == n_kept
    assert send(reader) == 303
    assert send(reader) == 303
    assert Party.objects.count() == n_kept + 1
    assert is_sound()


@on_real_rows
@pytest.mark.sqlite
def test_while_somebody_else_writes_for_long_pages_are_read_and_forms_are_put_off(reader):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    other = connect(connection.settings_dict["NAME"], isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        check_put_off(reader)
        assert reader.client.get("/en/").status_code == 200
        assert reader.client.get("/healthz").status_code == 200
    finally:
        other.close()
    assert send(reader) == 303
    assert Party.objects.count() == 1


@contextmanager
def no_postgresql():
    """Take the server's socket away and end who is connected, as a restart does; then give it back."""
    socket = Path(connection.settings_dict["HOST"]) / ".s.PGSQL.5432"
    aside = socket.with_name("aside")
    with psycopg.connect(host=connection.settings_dict["HOST"], user="postgres", autocommit=True) as server:
        socket.rename(aside)
        try:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            yield
        finally:
            aside.rename(socket)


@on_real_rows
@pytest.mark.postgresql
def test_a_database_that_is_gone_for_a_minute_loses_and_doubles_nothing(reader):
    with no_postgresql():
        check_put_off(reader)
        close_old_connections()
        assert reader.client.get("/healthz").status_code == 503
    connections.close_all()
    assert send(reader) == 303
    assert Party.objects.count() == 1
    assert is_sound()


@pytest.mark.parametrize("day", [datetime(2022, 10, 29, tzinfo=UTC), datetime(2022, 3, 26, tzinfo=UTC)])
def test_a_clock_change_makes_no_hold_longer_and_no_night_twice(day):
    kyiv = ZoneInfo("Europe/Kyiv")
    for hour in range(48):
        city = CityTime(day + timedelta(hours=hour), kyiv)
        by = city.host_by(city.tonight)
        assert timedelta(minutes=20) <= by - city.now <= timedelta(minutes=50)
        assert by < city.held_until(by, is_vouched=True) <= by + timedelta(hours=1)
        assert tonight(city.local) in {city.local.date(), city.local.date() - timedelta(days=1)}
    assert len(Span.of(day.date(), 3)) == 3


@pytest.mark.django_db
def test_two_coordinators_who_place_one_party_place_it_once():
    first = enrolled_member("coordinator", username="first", now=NOW).actor
    second = enrolled_member("coordinator", username="second", now=NOW).actor
    party = party_of(first.team)
    rooms = [offered_space(team=first.team).space for _ in range(2)]
    services.hold_beds(actor=first, now=NOW, party=party, place=Place(rooms[0], nights(0, 2)))
    with pytest.raises(CannotHoldError) as refused:
        services.hold_beds(actor=second, now=NOW, party=party, place=Place(rooms[1], nights(0, 2)))
    assert "overlap" in refused.value.obstacles
    assert Stay.objects.count() == 1


def plan_of(*rows):
    """Write a plan that was made, of parties and spaces."""
    when = {"requested_at": NOW, "first_night": TONIGHT, "end_night": TONIGHT}
    plan = PlanRun.objects.create(team_id=ALMATY, state=PlanState.DONE, seed=0, **when)
    span = nights(0, 2)
    for party, space in rows:
        nights_of = {"first_night": span.first, "end_night": span.end, "changed_on": TONIGHT}
        who = {"party_id": party, "people": 2, "units": 1, "space_id": space}
        Stay.objects.create(team_id=ALMATY, plan=plan, state="proposed", **who, **nights_of)
    return plan.id


def leave(party, made):
    services.close_party(actor=COORDINATOR, now=NOW, party=party)


def pause(party, made):
    hosting.pause_host(actor=COORDINATOR, now=NOW, host=made.host, kind="team")


def withdraw(party, made):
    services.take_back_space(actor=Actor("host", id=made.host), now=NOW, space=made.space)


def place_elsewhere(party, made):
    place = Place(hall()[1], nights(0, 2))
    services.hold_beds(actor=COORDINATOR, now=NOW, party=party, place=place)


@pytest.mark.django_db
@pytest.mark.parametrize("change", [leave, pause, withdraw, place_elsewhere], ids=lambda f: f.__name__)
def test_of_a_plan_sent_after_the_world_changed_what_no_longer_fits_is_listed(change):
    cast_team()
    parties, made = [party_of(ALMATY) for _ in range(2)], [offered_space() for _ in range(2)]
    plan = plan_of(*((party, space.space) for party, space in zip(parties, made, strict=True)))
    change(parties[0], made[0])
    services.send_plan(actor=COORDINATOR, now=NOW, plan=plan)
    services.send_rows(actor=SYSTEM, now=NOW)
    services.send_rows(actor=SYSTEM, now=NOW)
    of_plan = {stay.party_id: stay for stay in Stay.objects.filter(plan=plan)}
    assert of_plan[parties[1]].state == "held"
    late = of_plan.get(parties[0])
    assert late is None or (late.state != "held" and (late.misfit or late.state == "cancelled"))
    assert queries.list_differences() == []


@pytest.mark.django_db
def test_a_host_who_says_yes_after_the_hold_gets_nobody_and_the_next_party_keeps_the_bed():
    cast_team()
    early, late, made = party_of(ALMATY), party_of(ALMATY), offered_space()
    place = Place(made.space, nights(0, 2))
    stay = services.propose_stay(actor=COORDINATOR, now=NOW, party=early, places=[place])
    token = services.draw_ask_link(actor=COORDINATOR, now=NOW, stay=stay)
    later = NOW + timedelta(hours=3)
    services.expire_holds(actor=SYSTEM, now=later)
    other = services.propose_stay(actor=COORDINATOR, now=later, party=late, places=[place])
    with pytest.raises(AskOverError):
        services.accept_ask(actor=STRANGER, now=later, token=token)
    states = dict(Stay.objects.values_list("id", "state"))
    assert (states[stay], states[other]) == ("expired", "held")


@pytest.mark.django_db
def test_a_sign_in_that_has_ended_leads_to_the_door_and_changes_nothing(client):
    asked = asked_party(now=clock.now() - timedelta(days=3), first_night=clock.now().date())
    member = enrolled_member("coordinator", now=clock.now() - timedelta(days=3))
    client.cookies["sid"], client.cookies["member"] = asked.token, member.token
    PartySignIn.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    assert client.post("/en/me/erase/", {"word": "erase"}).status_code in {302, 303, 403}
    assert Party.objects.get(id=asked.id).state in {"new", "open"}
    page = client.get("/staff/")
    assert page.status_code == 403
    assert "/staff/accounts/sign-in/" in page.content.decode()

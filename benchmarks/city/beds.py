"""A city with few beds and many who want them, and processes that work in it, for race.py and crash.py.

Nothing here is timed. The database is a file or a server of its own and goes with the run; tests give theirs.
"""

import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

NOW = datetime(2022, 9, 25, 14, tzinfo=UTC)
TONIGHT = date(2022, 9, 25)
N_PARTIES, N_NIGHTS = 60, 8
# (private, beds) of the rooms of hosts, and the beds of halls: some 12 places for 60 parties.
ROOMS, HALLS = ((True, 3), (True, 2), (False, 3)), (2, 4)
GIVES_BACK = 0.1
Outcomes = Counter[str]
Tell = Callable[[str], None]


@contextmanager
def scratch(kind: str) -> Iterator[None]:
    """Make Django ready on a database of its own, of this kind, with all tables."""
    with TemporaryDirectory(prefix="beds-") as home:
        os.environ |= {"SHANYRAK_HOME": home, "DJANGO_SETTINGS_MODULE": "shanyrak.project.settings"}
        os.environ.pop("SHANYRAK_SETTINGS", None)
        with _database(kind, home) as url:
            os.environ["SHANYRAK_DATABASE"] = url
            import django
            from django.core.management import call_command

            django.setup()
            call_command("migrate", verbosity=0)
            yield


@contextmanager
def _database(kind: str, home: str) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:{home}/beds.sqlite3"
        return
    from tools.postgres import server

    with server() as url:
        yield url


@dataclass
class City:
    """Who wants a bed, what there is, and who acts."""

    actor: Any
    parties: list[Any] = field(default_factory=list)
    spaces: list[Any] = field(default_factory=list)


@dataclass
class Child:
    """A process of ours, and where it tells what it was answered."""

    pid: int
    pipe: int

    def lines(self) -> list[str]:
        """Return all that it told, once it has ended."""
        with os.fdopen(self.pipe) as pipe:
            told = pipe.read().splitlines()
        os.waitpid(self.pid, 0)
        return told


def fork(work: Callable[[Tell], object]) -> Child:
    """Let a process of its own work, with a connection of its own; call it with none open."""
    here, there = os.pipe()
    pid = os.fork()
    if pid:
        os.close(there)
        return Child(pid, here)

    def tell(line: str) -> None:
        os.write(there, f"{line}\n".encode())  # short, so it arrives whole or not at all

    try:
        work(tell)
    except Exception as error:  # noqa: BLE001  # whatever it was, somebody did not get an answer
        tell(f"lost: {type(error).__name__}: {str(error).partition(chr(10))[0]}"[:200])
    os._exit(0)


def seed() -> City:
    """Fill the tables."""
    from shanyrak.apps.accounts import services as accounts
    from shanyrak.apps.hosting import services as hosting
    from shanyrak.apps.hosting.models import Host
    from shanyrak.apps.intake import services as intake
    from shanyrak.apps.intake.facts import Facts
    from shanyrak.base.ids import STRANGER, SYSTEM, Actor
    from shanyrak.base.nights import Span
    from shanyrak.base.powers import POWERS

    team = accounts.found_team(actor=SYSTEM, now=NOW, name="Scarce", place="Scarce", time_zone="Asia/Almaty")
    city = City(Actor("member", ref="0" * 16, team=team, powers=frozenset(POWERS)))
    windows = [Span.of(TONIGHT, N_NIGHTS)]
    for is_private, beds in ROOMS:
        facts = hosting.SpaceFacts(kind="room", beds=beds, is_private=is_private)
        made = hosting.offer_space(actor=STRANGER, now=NOW, team=team, space=facts, windows=windows)
        city.spaces.append(made.space)
    Host.objects.update(level=3, has_two_vetters=True, nights_in_a_row=N_NIGHTS)
    for n, beds in enumerate(HALLS):
        site = hosting.found_site(actor=city.actor, now=NOW, site=hosting.SiteFacts(name=f"Hall {n}"))
        room = hosting.SpaceFacts(kind="hall", beds=beds, is_private=False)
        told = {"actor": city.actor, "now": NOW, "site": site}
        city.spaces.append(hosting.add_room(**told, room=room, windows=windows))
    for n in range(N_PARTIES):
        facts = Facts(team=team, people=1 + n % 2, first_night=TONIGHT, nights=N_NIGHTS)
        city.parties.append(intake.take_request(actor=SYSTEM, now=NOW, facts=facts))
    return city


def attempts(city: City, seed: int, n_attempts: int, tell: Tell) -> Outcomes:
    """Try again and again to hold beds, and give some back; tell each success once it is in the database."""
    from django.db import OperationalError

    from shanyrak.apps.stays import services
    from shanyrak.apps.stays.errors import BedsTakenError, CannotHoldError

    chance, outcomes = random.Random(seed), Counter[str]()
    mine: list[Any] = []
    for _ in range(n_attempts):
        try:
            if mine and chance.random() < GIVES_BACK:  # so that there is always something to fight for
                services.cancel_stay(actor=city.actor, now=NOW, stay=mine[-1])
                tell(f"gave back {mine.pop()}")
                outcomes["gave back"] += 1
            party, place = chance.choice(city.parties), somewhere(city, chance)
            mine.append(services.hold_beds(actor=city.actor, now=NOW, party=party, place=place))
            tell(f"held {mine[-1]}")
            outcomes["held"] += 1
        except (CannotHoldError, BedsTakenError):
            outcomes["refused"] += 1
        except OperationalError as error:  # a page would say "try again in a moment"
            outcomes[f"put off: {str(error).splitlines()[0]}"] += 1
    return outcomes


def somewhere(city: City, chance: random.Random) -> Any:
    """Return a space and some of its nights."""
    from shanyrak.apps.stays.services import Place
    from shanyrak.base.nights import Span

    first = chance.randrange(N_NIGHTS)
    span = Span.of(TONIGHT + timedelta(days=first), chance.randint(1, N_NIGHTS - first))
    return Place(chance.choice(city.spaces), span)


def faults() -> list[str]:
    """Return what is wrong with the rows: a bed given twice, a party in two, a ledger that is not the sum."""
    from django.db.models import F

    from shanyrak.apps.hosting.models import BedNight, Space
    from shanyrak.apps.stays import queries
    from shanyrak.apps.stays.models import Stay
    from shanyrak.apps.stays.states import HOLDING

    told = [f"the ledger is not the sum of the stays: {n}" for n in queries.list_differences()]
    told += [f"over in the ledger: {n.night}" for n in BedNight.objects.filter(taken__gt=F("capacity"))]
    capacity = {space.id: space.capacity for space in Space.objects.all()}
    in_space, of_party = Counter[Any](), Counter[Any]()
    for stay in Stay.objects.filter(state__in=HOLDING):
        in_space.update({(stay.space_id, night): stay.units for night in stay.span})
        of_party.update((stay.party_id, night) for night in stay.span)
    told += [f"a bed was given twice on {key[1]}" for key, n in in_space.items() if n > capacity[key[0]]]
    told += [f"a party has two beds on {key[1]}" for key, n in of_party.items() if n > 1]
    return told


def held() -> set[str]:
    """Return the stays that keep a bed."""
    from shanyrak.apps.stays.models import Stay
    from shanyrak.apps.stays.states import HOLDING

    return {str(key) for key in Stay.objects.filter(state__in=HOLDING).values_list("id", flat=True)}

"""The whole scan in its order: a site is served, used, broken and purged, and all that it left is read."""

import ipaddress
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from itertools import cycle
from pathlib import Path

from shanyrak.apps.intake import services as intake
from shanyrak.apps.stays import services as stays
from shanyrak.base import clock
from shanyrak.base.ids import SYSTEM
from shanyrak.interfaces.cli.platform.leaks import people, staff, stores
from shanyrak.interfaces.cli.platform.leaks.canaries import PAIR, Canaries
from shanyrak.interfaces.cli.platform.leaks.control import plant
from shanyrak.interfaces.cli.platform.leaks.forms import address_forms, forms_of
from shanyrak.interfaces.cli.platform.leaks.scanner import Hit, Scanner
from shanyrak.interfaces.cli.platform.leaks.site import Site, broken_table
from shanyrak.interfaces.cli.platform.leaks.visitor import Visitor

CITY = "Almaty"
N_ADDRESSES, N_MEMBERS, HOSTS_PER_PARTY = 1000, 5, 0.15
CARELESS_EVERY, USES_EVERY = 5, 4
# They come first: when many ask at once, whoever has no script has to wait.
N_WITHOUT_SCRIPT = 5
MOST_IN_MEMORY = 50
Say = Callable[[str], None]


@dataclass
class Store:
    """One place that was looked through."""

    name: str
    n_bytes: int = 0
    hits: list[Hit] = field(default_factory=list)
    is_closed: bool = False  # this machine lets nobody look


class Scan:
    """A scan under way."""

    def __init__(self, folder: Path, n_parties: int, say: Say) -> None:
        self.folder, self.n_parties, self.say = folder, n_parties, say
        self.site = Site(folder, "site")
        self.canaries = Canaries.draw()
        self.addresses = _addresses()
        self.next_address = cycle(self.addresses)
        self.parties: list[people.Arrival] = []
        self.before = b""

    def run(self, others: list[Path], *, with_memory: bool) -> list[Store]:
        """Do everything; return what was found in which store."""
        self.before = stores.words_in(others)
        try:
            self._use()
            self._leave()
            held = self._in_memory() if with_memory else []
        finally:
            self.site.end()
        return [*held, *self._in_files(others)]

    def control(self) -> tuple[int, int]:
        """Return how many planted leaks were found, and how many there were."""
        places = plant(self.folder / "control", self.canaries)
        scanner = self._scanner(list(places))
        files = stores.files_in(self.folder / "control")
        found = {hit.canary for file in files for hit in scanner.in_file(file, file.name)}
        return len(found & set(places)), len(places)

    def _use(self) -> None:
        """Let everybody use the site, break it once, and let some be erased."""
        staff.found_city(CITY)
        first = self._visitor()
        puzzles = [first.get(f"{people.ASK}/puzzle/").text.strip() for _ in range(2 * self.n_parties)]
        for number in range(max(1, int(self.n_parties * HOSTS_PER_PARTY))):
            people.offer_room(self._visitor(), f"host {number}", puzzles.pop())
        for number in range(self.n_parties):
            self.parties.append(self._arrive(number, puzzles))
        members = [self._visitor() for _ in range(N_MEMBERS)]
        for number, member in enumerate(members):
            staff.join(member, CITY, number)
            staff.look_around(member)
        staff.try_doors(self._visitor())
        people.send_odd_things(self._visitor())
        self.say(f"{len(self.parties)} parties and {N_MEMBERS} members have used the site")
        self._break(members[0], puzzles)
        self._erase()

    def _arrive(self, number: int, puzzles: list[str]) -> people.Arrival:
        browser, name = self._visitor(), f"party {number}"
        if number < N_WITHOUT_SCRIPT:
            party = people.ask_without_script(browser, name)
        else:
            is_careless = number % CARELESS_EVERY == 1
            party = people.ask_with_script(browser, name, puzzles.pop(), careless=is_careless)
        if number % USES_EVERY == 0:
            people.use_page(party)
        return party

    def _break(self, member: Visitor, puzzles: list[str]) -> None:
        """Use the pages while a table is gone: every one of them ends in an exception."""
        with broken_table():
            self.parties[0].browser.get("/en/me/")
            people.send_wrong_requests(self.parties[1].browser, {"puzzle": puzzles.pop()})
            people.sign_in_by_words(self.parties[2], self.parties[2].phrase)
            staff.look_around(member)

    def _erase(self) -> None:
        """Let one party erase itself, one type its panic phrase, and one withdraw."""
        told = [party for party in self.parties[3:] if party.browser.cookies.get("sid")][:3]
        told[0].browser.post("/en/me/erase/")
        for party in (told[1], self.parties[0]):
            people.sign_in_by_words(party, party.panic_phrase)
        told[2].browser.post("/en/me/withdraw/")
        stays.forget_erased(actor=SYSTEM, now=clock.now())
        intake.sweep_parties(actor=SYSTEM, now=clock.now())

    def _leave(self) -> None:
        """Take what there is while the site runs; then end it."""
        from django.conf import settings

        stores.copy_while_it_runs(Path(settings.HOME), self.folder / "live")
        if settings.HAS_FILE:
            stores.write_backup(self.folder / "backup")
        else:
            stores.write_all_to_disk()
        n_values = stores.write_dump(self.folder / "dump")
        self.say(f"{n_values} values lie in its tables")
        self.site.end()

    def _in_memory(self) -> list[Store]:
        """Serve once more, to browsers with scripts: what they keep must not be in its memory."""
        before = set(self.canaries.texts)
        self.site = Site(self.folder, "scripts")
        puzzles = [self._visitor().get(f"{people.ASK}/puzzle/").text.strip() for _ in range(MOST_IN_MEMORY)]
        for number in range(min(self.n_parties, MOST_IN_MEMORY)):
            name = f"party {self.n_parties + number}"
            people.ask_with_script(self._visitor(), name, puzzles.pop())
        # Two neighbouring words may stand in any English text that a program has in its memory.
        unseen = [name for name in self.canaries.unseen - before if PAIR not in name]
        scanner = self._scanner(unseen)
        return [self._memory_of(process, scanner) for process in self.site.workers()]

    def _memory_of(self, process: int, scanner: Scanner) -> Store:
        store = Store(f"memory of process {process}")
        try:
            for part in stores.memory_of(process):
                store.n_bytes += len(part)
                store.hits += scanner.in_part(part, store.name)
        except OSError:
            store.is_closed = True
        return store

    def _in_files(self, others: list[Path]) -> Iterator[Store]:
        # Two neighbouring words of a phrase may stand in a comment that a database brought along.
        texts = self.canaries.texts.items()
        told = [name for name, text in texts if PAIR not in name or text.encode() not in self.before]
        scanner = self._scanner(told, with_addresses=True)
        places = [self.folder / name for name in ("home", "live", "logs", "tmp", "backup", "dump")]
        for place in [*places, *others]:
            yield _looked_through(place, place.name, scanner)

    def _scanner(self, names: list[str], *, with_addresses: bool = False) -> Scanner:
        texts = ((name, self.canaries[name]) for name in names)
        patterns = [(name, form, told) for name, text in texts for form, told in forms_of(text).items()]
        return Scanner([*patterns, *(_address_patterns(self.addresses) if with_addresses else [])])

    def _visitor(self) -> Visitor:
        return Visitor(self.site.port, self.canaries, self.next_address)


def _looked_through(place: Path, name: str, scanner: Scanner) -> Store:
    store = Store(name)
    for file in stores.files_in(place):
        store.n_bytes += file.stat().st_size
        store.hits += scanner.in_file(file, str(file.relative_to(place) if place.is_dir() else file.name))
    return store


def look_through(places: list[Path], canaries: Canaries) -> list[Store]:
    """Look for canaries that were kept in files of anybody."""
    texts = canaries.texts.items()
    scanner = Scanner((name, form, told) for name, text in texts for form, told in forms_of(text).items())
    return [_looked_through(place, str(place), scanner) for place in places]


def _address_patterns(addresses: list[str]) -> Iterator[tuple[str, str, bytes]]:
    """Yield every form of every address, also hashed with each key that lies on the server."""
    from django.conf import settings

    held = {one.name: getattr(settings.SECRETS, one.name).reveal() for one in fields(settings.SECRETS)}
    for text in addresses:
        told = address_forms(text, ipaddress.ip_address(text).packed, held)
        yield from ((f"address {text}", form, pattern) for form, pattern in told.items())


def _addresses() -> list[str]:
    """Return addresses of the ranges that are kept for tests."""
    four = ipaddress.ip_network("198.18.0.0/15")
    found = [str(four[secrets.randbelow(four.num_addresses)]) for _ in range(N_ADDRESSES // 2)]
    six = int(ipaddress.ip_address("2001:db8::"))
    return found + [str(ipaddress.ip_address(six + secrets.randbits(80))) for _ in range(N_ADDRESSES // 2)]

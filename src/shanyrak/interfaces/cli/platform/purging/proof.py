"""Looks for sentinels whose time is over, in all that a site has, and tries every key on what copies hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils import timezone

from shanyrak.apps.audit import queries as audit
from shanyrak.apps.intake.sentinels import FILE, Sentinel, opens, read_sentinels
from shanyrak.apps.vault.copies import Opener, keys_in
from shanyrak.base.errors import InvalidError
from shanyrak.interfaces.cli.platform.leaks import stores
from shanyrak.interfaces.cli.platform.leaks.scanner import Hit, Scanner

MOST_TOLD = 10
ERASED = "intake.begin_erasing"
Rings = dict[str, list[Opener]]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, and whether it is as it must be."""

    text: str
    is_well: bool = True


def prove(now: datetime, paths: Sequence[Path], keyrings: Sequence[Path]) -> Iterator[Finding]:
    """Yield what is found of those whose time is over, and of those whose time is not."""
    today, home = timezone.localdate(now), Path(settings.HOME)
    known = read_sentinels(home)
    over = [one for one in known if one.gone_by <= today]
    alive = [one for one in known if one.gone_by > today]
    yield from _remains(over, [home, *_database_files(), *paths])
    rings = {str(place): keys_in([place, home]) for place in keyrings}
    rings["this site's keyring"] = keys_in([home])
    for sentinel in over:
        yield from _end_of(sentinel, rings)
    everything = [key for keys in rings.values() for key in keys]
    for sentinel in alive:
        is_open = opens(sentinel, everything)
        said = f"in time until {sentinel.gone_by}, {'opens' if is_open else 'does not open'}"
        yield Finding(f"control: {_name(sentinel)} is {said}", is_open)
    if not over:
        yield _nobody_yet(alive)


def count_traces(sentinels: Sequence[Sentinel], place: Path) -> int:
    """Return how many traces of these lie in a place."""
    return len({(hit.canary, hit.form) for hit in _hits(_scanner(sentinels), place)})


def _end_of(sentinel: Sentinel, rings: Rings) -> Iterator[Finding]:
    """Yield whether a copy of its contact opens with anything, and what the audit log says of its end."""
    opened = [name for name, keys in rings.items() if opens(sentinel, keys)]
    said = f"opens with {', '.join(opened)}" if opened else f"opens with none of {len(rings)} keyrings"
    yield Finding(f"the contact of {_name(sentinel)}, as backups hold it, {said}", not opened)
    place = audit.find_place(action=ERASED, since=sentinel.gone_by - timedelta(days=1))
    if place is None:
        yield Finding(f"no entry of the log says that {_name(sentinel)} was erased", is_well=False)
        return
    try:
        proof = audit.get_proof(position=place)
    except InvalidError:
        yield Finding(f"entry {place} of the log says so; tonight's head will hold it")
        return
    hashes = " ".join(other.hex()[:8] for other in proof.hashes)
    yield Finding(f"entry {place} of the log says so, in the head of {proof.head.day}, by {hashes}")


def _nobody_yet(alive: Sequence[Sentinel]) -> Finding:
    if not alive:
        return Finding("no sentinel has entered yet: one does in the first night of a site", is_well=False)
    return Finding(f"no sentinel has run out yet: the first will have by {alive[0].gone_by}", is_well=False)


def _remains(over: Sequence[Sentinel], places: Sequence[Path]) -> Iterator[Finding]:
    """Yield of each place what of them lies there."""
    scanner = _scanner(over)
    with TemporaryDirectory(prefix="dump-") as folder:
        stores.write_dump(Path(folder) / "tables")
        for place, name in [(Path(folder), "a dump of all tables"), *((one, str(one)) for one in places)]:
            hits = list(_hits(scanner, place))
            yield Finding(f"{name}: {_said(hits)}", not hits)


def _scanner(sentinels: Sequence[Sentinel]) -> Scanner:
    return Scanner((_name(one), form, trace) for one in sentinels for form, trace in one.traces().items())


def _hits(scanner: Scanner, place: Path) -> Iterator[Hit]:
    for file in stores.files_in(place):
        if file.name != FILE:
            yield from scanner.in_file(file, file.name)


def _said(hits: Sequence[Hit]) -> str:
    told = sorted({f"{hit.form} of {hit.canary} in {hit.where}" for hit in hits})
    more = f" and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
    return "; ".join(told[:MOST_TOLD]) + more if told else "nothing of the erased"


def _name(sentinel: Sentinel) -> str:
    return f"the sentinel of {sentinel.entered}"


def _database_files() -> list[Path]:
    """Return the database and its journals, where they lie outside the home."""
    if not settings.HAS_FILE:
        return []
    file = Path(settings.DATABASES["default"]["NAME"])
    if file.parent == Path(settings.HOME).absolute():
        return []
    return [found for found in file.parent.glob(f"{file.name}*") if found.is_file()]

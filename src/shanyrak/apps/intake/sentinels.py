"""Sentinels: parties that nobody is, whose secrets are known, so that their end can be shown.

They are remembered in a file of the home, which tells of no person. No row is read or written here.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from shanyrak.apps.intake.facts import KEPT_AFTER_LAST_NIGHT
from shanyrak.apps.vault.copies import find_text
from shanyrak.base.errors import InvalidError
from shanyrak.core.sealing import ErasureKey, TeamSeed

FILE = "sentinels.json"
# One enters every week; so long each is remembered, that a later look at old copies is possible.
EVERY, KEPT = timedelta(days=7), timedelta(days=100)
PIECE = 24


@dataclass(frozen=True)
class Sentinel:
    """A party that is nobody: what it is known by, and what would be found of it, in lower-case hex."""

    id: str
    entered: str
    end_night: str
    text: str = field(repr=False)
    seed: str = field(repr=False)
    locators: tuple[str, ...] = field(repr=False)
    blob: str = field(repr=False)

    @property
    def gone_by(self) -> date:
        """The first day on which nothing of it may be there any more."""
        return date.fromisoformat(self.end_night) + KEPT_AFTER_LAST_NIGHT + timedelta(days=1)

    @property
    def team_seed(self) -> TeamSeed:
        """The secret to which its contact is sealed, as a member of that team would have it."""
        return TeamSeed.from_hex(self.seed)

    def traces(self) -> dict[str, bytes]:
        """Return what a place would hold in which something of it is left."""
        whole, key = bytes.fromhex(self.blob), UUID(self.id)
        found = {"id": key.bytes, "id in hex": key.hex.encode(), "id in words": str(key).encode()}
        found["text"] = self.text.encode()
        for n, locator in enumerate(self.locators):
            found[f"locator {n}"] = bytes.fromhex(locator)
            found[f"locator {n} in hex"] = locator.encode()
        # A page of a database may end within it: each piece tells.
        for begin in range(0, len(whole) - PIECE, PIECE):
            piece = whole[begin : begin + PIECE]
            found[f"contact from {begin}"], found[f"contact from {begin} in hex"] = (
                piece,
                piece.hex().encode(),
            )
        return found


def read_sentinels(home: Path) -> list[Sentinel]:
    """Return those that are remembered, the oldest first.

    Raises
    ------
    InvalidError
        If the file is damaged.
    """
    path = home / FILE
    if not path.is_file():
        return []
    try:
        lines = json.loads(path.read_text(encoding="utf-8"))
        told = [Sentinel(**{**one, "locators": tuple(one["locators"])}) for one in lines]
        return sorted(told, key=lambda one: one.entered)
    except (ValueError, TypeError, KeyError):
        raise InvalidError(f"{path} is damaged: delete it, a new sentinel enters next week") from None


def keep_sentinels(home: Path, sentinels: Sequence[Sentinel], today: date) -> None:
    """Remember these, without those that entered long ago."""
    kept = [asdict(one) for one in sentinels if date.fromisoformat(one.entered) > today - KEPT]
    aside = home / f"{FILE}.{os.getpid()}"
    aside.touch(mode=0o600)
    aside.write_text(json.dumps(kept), encoding="utf-8")
    aside.replace(home / FILE)


def opens(sentinel: Sentinel, keys: Sequence[ErasureKey]) -> bool:
    """Return whether its contact, as it was when it entered, can be read with one of these keys."""
    found = find_text(bytes.fromhex(sentinel.blob), keys=keys, seed=sentinel.team_seed)
    return found == sentinel.text.encode()

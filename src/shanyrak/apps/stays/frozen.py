"""A case as bytes and back: the input of a plan, frozen, so that who takes the work over plans the same."""

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from shanyrak.placement.model import Case, Cost, Party, Space, Stay, Window

TABLES = {"parties": Party, "spaces": Space, "windows": Window, "stays": Stay, "costs": Cost}
DATES = {"arrival", "not_after", "first_night", "end_night"}
WORDS = {"needs", "wants", "features"}


def freeze(case: Case) -> tuple[bytes, str]:
    """Return a case as bytes, and their hash: equal cases have equal ones."""
    tables = {name: [asdict(row) for row in getattr(case, name)] for name in TABLES}
    text = json.dumps(tables, default=_plain, sort_keys=True, separators=(",", ":")).encode()
    return zlib.compress(text), hashlib.sha256(text).hexdigest()


def thaw(content: bytes) -> Case:
    """Return the case of these bytes."""
    tables = json.loads(zlib.decompress(content))
    return Case(**{name: tuple(_row(kind, row) for row in tables[name]) for name, kind in TABLES.items()})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else sorted(value)


def _row(kind: type, row: Mapping[str, Any]) -> Any:
    told = dict(row)
    for name in DATES & told.keys():
        told[name] = date.fromisoformat(told[name]) if told[name] else None
    for name in WORDS & told.keys():
        told[name] = frozenset(told[name])
    return kind(**told)

"""The secrets of a site, in one file beside its database, drawn once. They are used through settings."""

import json
import os
import secrets
from pathlib import Path
from typing import Any, get_type_hints

from shanyrak.base.errors import InvalidError
from shanyrak.core.sealing import SALT_SIZE, ServerSecrets, draw_server_secrets

FILE = "keys.json"
KINDS: dict[str, Any] = get_type_hints(ServerSecrets)


def load_keys(home: Path, *, has_data: bool) -> tuple[ServerSecrets, bytes]:
    """Read the secrets of this home, and its public salt; a home without data gets new ones.

    Raises
    ------
    InvalidError
        If there are data but no keys, as with new ones no phrase would be found; or if the file is damaged.
    """
    path = home / FILE
    if not path.exists():
        if has_data:
            raise InvalidError(
                f"{path} is missing, and without it nobody can sign in; bring it back from a backup"
            )
        _make(path)
    try:
        text = json.loads(path.read_text(encoding="utf-8"))
        site_salt = bytes.fromhex(text["site_salt"])
        held = ServerSecrets(**{name: kind.from_hex(text[name]) for name, kind in KINDS.items()})
    except (InvalidError, ValueError, KeyError, TypeError):
        raise InvalidError(f"{path} is damaged; bring it back from a backup") from None
    if len(site_salt) != SALT_SIZE:
        raise InvalidError(f"{path} is damaged: the public salt has another length")
    return held, site_salt


def _make(path: Path) -> None:
    """Write new keys whole or not at all; of two that start together one wins, and both read its file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = draw_server_secrets()
    text = {name: getattr(fresh, name).reveal().hex() for name in KINDS}
    text["site_salt"] = secrets.token_hex(SALT_SIZE)
    aside = path.with_name(f"{FILE}.{os.getpid()}")
    aside.touch(mode=0o600)
    aside.write_text(json.dumps(text, indent=1), encoding="utf-8")
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()

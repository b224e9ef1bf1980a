"""From one address to Django's description of a database: SQLite in a file, or PostgreSQL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from shanyrak.base.errors import InvalidError

# IMMEDIATE takes the one write lock when a transaction begins: two readers that both want to write cannot
# block each other. secure_delete overwrites what is erased.
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
}
CONN_MAX_AGE_S = 60  # a worker has one thread and keeps its connection; no pool is needed


def database(address: str, *, home: Path) -> dict[str, Any]:
    """Return the entry of Django's DATABASES for `sqlite:PATH` or `postgresql://user:password@host/name`.

    Raises
    ------
    InvalidError
        If the address is of another kind. Its text is not repeated: it may hold a password.
    """
    address = address or f"sqlite:{home / 'shanyrak.sqlite3'}"
    kind, _, rest = address.partition(":")
    if kind == "sqlite" and rest:
        return _sqlite(Path(rest.removeprefix("//")))
    parts = urlsplit(address)
    if parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.strip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or dict(parse_qsl(parts.query)).get("host", ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": CONN_MAX_AGE_S,
            "CONN_HEALTH_CHECKS": True,
            # A value that travels beside its statement never stands in the server's log of statements.
            "OPTIONS": {"server_side_binding": True},
        }
    raise InvalidError("database: write sqlite:PATH or postgresql://user:password@host/name")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path.absolute()),
        # Opened once a worker: to open it again for each request would take as long as what most pages ask.
        "CONN_MAX_AGE": None,
        "OPTIONS": SQLITE,
        # A file in tests, too: in memory, threads block each other and nothing is as it will be.
        "TEST": {"NAME": str(path.absolute().with_suffix(".test.sqlite3"))},
    }

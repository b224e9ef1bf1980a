"""Whether the tables and the keys of a home are those that this program and its data need.

Nothing is examined further here: that is `examining.py`.
"""

import hashlib
import hmac
from dataclasses import fields
from pathlib import Path

from shanyrak.base.errors import ConflictError, UnavailableError

KEYS = "keys.json"
DIGEST_FOR = b"shanyrak keys mark v1"
NO_TABLES = "this site has no tables yet, or old ones: start it with `shanyrak serve`, which makes them"


def home_keys() -> Path:
    """Return where the keys of this site lie."""
    from django.conf import settings

    return Path(settings.HOME) / KEYS


def prepare_tables() -> None:
    """Bring the tables up to date, and let data without a mark remember the keys of this home.

    Who was erased after the backup that was brought back is erased again.

    Raises
    ------
    ConflictError
        If the data belong to other keys.
    UnavailableError
        If the database does not answer, or its keyring is missing.
    """
    from django.core.management import call_command
    from django.db import OperationalError

    from shanyrak.apps.audit import services
    from shanyrak.apps.stays import services as stays
    from shanyrak.base import clock
    from shanyrak.base.ids import SYSTEM

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as trouble:
        raise UnavailableError(f"the database does not answer: {first_line(trouble)}") from None
    if not are_keys_known():
        raise ConflictError(other_keys())
    services.mark_keys(actor=SYSTEM, now=clock.now(), digest=keys_digest())
    stays.open_keyring(actor=SYSTEM, now=clock.now())


def demand_tables() -> None:
    """Refuse a home whose tables are not those of this program.

    Raises
    ------
    UnavailableError
        If there are none, they are old, or the database does not answer.
    """
    from django.db import DatabaseError

    try:
        missing = missing_migrations()
    except DatabaseError as trouble:
        raise UnavailableError(f"the database does not answer: {first_line(trouble)}") from None
    if missing:
        raise UnavailableError(NO_TABLES)


def missing_migrations() -> list[str]:
    """Return what this program would still do to the tables."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _ in plan]


def are_keys_known() -> bool:
    """Return whether the data belong to the keys of this home, or have not been used with any."""
    from shanyrak.apps.audit import queries

    mark = queries.find_keys_mark()
    return mark is None or hmac.compare_digest(mark, keys_digest())


def keys_digest() -> str:
    """Return a digest of all secrets of this home; none of them follows from it."""
    from django.conf import settings

    told = hmac.new(settings.SITE_SALT, DIGEST_FOR, hashlib.sha256)
    for field in fields(settings.SECRETS):
        told.update(getattr(settings.SECRETS, field.name).reveal())
    return told.hexdigest()


def other_keys() -> str:
    """Return what to say where the data belong to other keys."""
    return f"the data belong to other keys than {home_keys()}: bring back the {KEYS} that they were made with"


def first_line(trouble: Exception) -> str:
    """Return the first line of what a database said."""
    return (str(trouble).splitlines() or [type(trouble).__name__])[0]

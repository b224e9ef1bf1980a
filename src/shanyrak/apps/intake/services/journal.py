"""Lets what was deleted leave the database's own journal, in which copies of rows linger."""

from datetime import datetime

from django.db import connection, transaction

from shanyrak.apps.audit import services as audit
from shanyrak.base.errors import UnavailableError
from shanyrak.base.ids import Actor

TRIES, WAIT_MS = 20, 250


def settle_journal(*, actor: Actor, now: datetime) -> None:
    """Take the journal into the file, and cut it: pages of before a deletion are nowhere after that.

    SQLite overwrites in its file what is deleted. PostgreSQL keeps its log for as long as it is set to: what
    lies there is locked by keys that are gone, and nobody but its operator can cut it.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    UnavailableError
        If somebody read all the while; the next run tries again.
    """
    actor.demand_machine()
    _note(actor, now)  # first, as nothing is to be in the journal at the end
    if connection.vendor == "sqlite":
        _cut()


def _cut() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (before,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
        try:
            for _ in range(TRIES):
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                if not cursor.fetchone()[0]:
                    return
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {before}")
    raise UnavailableError("the journal was read all the while")


@transaction.atomic
def _note(actor: Actor, now: datetime) -> None:
    audit.record(actor=actor, now=now, action="intake.settle_journal")

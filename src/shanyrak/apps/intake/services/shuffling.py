"""Lets rows lie in no order: as tables grow, where a row lies tells when it came and what came beside it."""

from datetime import datetime

from django.apps import apps
from django.db import connection, models, transaction

from shanyrak.apps.audit import services as audit
from shanyrak.apps.intake.services.journal import settle_journal
from shanyrak.base.ids import Actor

KNOWS_SOMEBODY = ".. pii:"
# PostgreSQL keeps with each row which transaction wrote it: only when one writes all of them do they say the
# same. SQLite gives each row a hidden number that grows.
STEPS = {
    "postgresql": ("UPDATE [table] SET [key] = [key]", "CLUSTER [table] USING [index]"),
    "sqlite": (
        "PRAGMA defer_foreign_keys = ON",
        "CREATE TEMP TABLE shuffled AS SELECT * FROM [table]",
        "DELETE FROM [table]",
        "INSERT INTO [table] SELECT * FROM shuffled ORDER BY [key]",
        "DROP TABLE shuffled",
    ),
}


def shuffle_rows(*, actor: Actor, now: datetime) -> int:
    """Write each table that knows somebody anew, in the order of its random ids; return how many there are.

    Each table is one transaction, as nobody can write to it meanwhile.

    Raises
    ------
    NotAllowedError
        If the actor is no machine.
    """
    actor.demand_machine()
    known = [model for model in apps.get_models() if KNOWS_SOMEBODY in (model.__doc__ or "")]
    _tell_sqlite("PRAGMA temp_store = MEMORY")
    for model in known:
        _shuffle(model)
    audit.record(actor=actor, now=now, action="intake.shuffle_rows")
    # The journal holds the rows in the order in which they were written.
    settle_journal(actor=actor, now=now)
    return len(known)


@transaction.atomic
def _shuffle(model: type[models.Model]) -> None:
    told = model._meta  # noqa: SLF001  # its public name, for whoever uses Django
    table, key = connection.ops.quote_name(told.db_table), connection.ops.quote_name(str(told.pk.column))
    index = connection.ops.quote_name(f"{told.db_table}_pkey")
    with connection.cursor() as cursor:
        for line in STEPS[connection.vendor]:
            cursor.execute(line.replace("[table]", table).replace("[key]", key).replace("[index]", index))


def _tell_sqlite(line: str) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(line)

"""Writes new rows of several tables with as little work as can be between them. What they hold, others say.

A request for a bed is five new rows. To save each by itself costs more than the database does for all of
them, and SQLite's one write lock is held meanwhile.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from django.db.models.sql import InsertQuery

from shanyrak.apps.intake.models import Locator, Party, SignIn, SpentProof


class Table:
    """Where rows of a model go: its columns, and Django's own statement for a new row, made once."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model

    @cached_property
    def columns(self) -> "tuple[Field[Any, Any], ...]":
        """The columns in the order of the statement."""
        return tuple(InsertQuery(self.model).get_meta().local_concrete_fields)

    @cached_property
    def statement(self) -> str:
        """The statement that inserts one row; both databases read it alike."""
        query = InsertQuery(self.model)
        query.insert_values(self.columns, [self.model()])
        return str(query.get_compiler(connection=connection).as_sql()[0][0])

    def values(self, row: Model) -> list[Any]:
        """Return a row as the statement takes it."""
        return [
            column.get_db_prep_save(getattr(row, column.attname), connection=connection)
            for column in self.columns
        ]


TABLES: dict[type[Model], Table] = {model: Table(model) for model in (SpentProof, Party, Locator, SignIn)}


def insert(rows: Iterable[Model]) -> None:
    """Insert rows that have their keys, in this order; call it in a transaction, which a refusal ends."""
    with connection.cursor() as cursor:
        for row in rows:
            table = TABLES[type(row)]
            cursor.execute(table.statement, table.values(row))

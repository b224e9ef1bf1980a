"""Finds a row by the id of a team, where every request and every act on a stay asks for it."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection, models

NOBODY = UUID(int=0)
ID = models.UUIDField()


class OfTeam:
    """Columns of the row of a team, by one statement: to make it anew takes longer than the answer to it."""

    def __init__(self, model: type[models.Model], key: str, *columns: str, **more: Any) -> None:
        self.model, self.columns, self.wanted = model, columns, {key: NOBODY, **more}

    @cached_property
    def statement(self) -> tuple[str, tuple[Any, ...]]:
        """The statement and its values, with nobody's id where the team's goes."""
        rows: models.QuerySet[Any] = models.QuerySet(self.model).filter(**self.wanted)
        sql, values = rows.values_list(*self.columns).query.get_compiler(connection=connection).as_sql()
        return str(sql), tuple(values)

    def find(self, team: UUID) -> tuple[Any, ...] | None:
        """Return the columns as the database has them, if there is such a row."""
        sql, values = self.statement
        nobody, wanted = (ID.get_db_prep_value(key, connection=connection) for key in (NOBODY, team))
        with connection.cursor() as cursor:
            cursor.execute(sql, [wanted if value == nobody else value for value in values])
            found: tuple[Any, ...] | None = cursor.fetchone()
        return found

"""Rows of shifts: who works on a request for a quarter of an hour, and a word on how far that is."""

import uuid

from django.db import models

CODE_LENGTH = 20


class Claim(models.Model):
    """A member works on a request, so that two do not phone for the same people.

    .. pii: which member works on which request; until a quarter of an hour is over, or the request goes
    .. time: work is told apart by the minute; the row is of no use after a quarter of an hour and goes
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.OneToOneField("intake.Party", models.CASCADE, related_name="+")
    member = models.ForeignKey("accounts.Member", models.CASCADE, related_name="+")
    until = models.DateTimeField(db_index=True)


class RowNote(models.Model):
    """How far work on a request is, as a word of a fixed list: nobody writes of people in their own words.

    .. pii: a word of a list on a request without a name; until the request goes
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.OneToOneField("intake.Party", models.CASCADE, related_name="+")
    code = models.CharField(max_length=CODE_LENGTH)
    noted_on = models.DateField()

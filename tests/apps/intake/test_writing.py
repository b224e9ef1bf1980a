"""Rows that are written with as little work as can be are the rows that Django would have written."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from shanyrak.apps.intake.models import Locator, LocatorKind, Party, SignIn, SpentProof
from shanyrak.apps.intake.writing import insert
from tests.factories import NOW, TONIGHT, cast_team

pytestmark = pytest.mark.django_db


def rows():
    party = Party(
        team_id=cast_team(), code="KA4711", people=3, first_night=TONIGHT, end_night=TONIGHT + timedelta(2),
        needs="children;pets", sex="f", is_protected=True, language="ru", public_key=bytes(range(32)),
        created_on=TONIGHT,
    )  # fmt: skip
    return [
        SpentProof(nonce=bytes(16), expires_at=NOW),
        party,
        Locator(locator=bytes(32), party=party, kind=LocatorKind.OWN),
        SignIn(party_id=party.id, token_hash=bytes(32), expires_at=NOW + timedelta(hours=1)),
    ]


def plain(row):
    told = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in told.items()}


def test_what_is_written_is_read_again():
    made = rows()
    insert(made)
    for row in made:
        assert plain(type(row).objects.get(pk=row.pk)) == plain(row)


def test_what_the_database_refuses_is_refused_and_none_of_it_is_there():
    first, *rest = rows()
    insert([first])
    again = SpentProof(nonce=first.nonce, expires_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([*rest, again])
    assert (Party.objects.count(), Locator.objects.count(), SpentProof.objects.count()) == (0, 0, 1)

"""A word on how far work on a request is."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shanyrak.apps.audit import services as audit
from shanyrak.apps.intake import queries as intake
from shanyrak.apps.intake.errors import PartyNotFoundError
from shanyrak.apps.shifts.errors import UnknownNoteError
from shanyrak.apps.shifts.models import RowNote
from shanyrak.apps.shifts.notes import NOTES
from shanyrak.base.ids import Actor, PartyId


@transaction.atomic
def note_rows(*, actor: Actor, now: datetime, parties: Iterable[PartyId], code: str) -> None:
    """Note a word of the list on requests, in place of the one before; an empty word takes it away.

    Raises
    ------
    NotAllowedError
        If the actor may not place parties.
    UnknownNoteError
        If the word is none of the list.
    PartyNotFoundError
        If one of them is none of the actor's team.
    """
    actor.demand("place_parties")
    if code and code not in NOTES:
        raise UnknownNoteError("no such note")
    wanted = set(parties)
    rows = intake.lock_parties(parties=wanted)
    if wanted - rows.keys() or any(row.team_id != actor.team for row in rows.values()):
        raise PartyNotFoundError("no such party here")
    RowNote.objects.filter(party__in=wanted).delete()
    if code:
        day = timezone.localdate(now)
        RowNote.objects.bulk_create(
            RowNote(party_id=party, code=code, noted_on=day) for party in sorted(wanted)
        )
    for party in sorted(wanted):
        audit.record(actor=actor, now=now, action="shifts.note_rows", subject=party, detail=code)

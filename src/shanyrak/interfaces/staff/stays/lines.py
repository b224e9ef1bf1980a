"""Rows, counters and warnings of the list of tonight, in words. What they count, the queries say."""

from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from shanyrak.apps.audit import queries as audit
from shanyrak.apps.shifts.queries import Counters, TonightRow
from shanyrak.interfaces.shared.formats import n_nights, number, time_of_day
from shanyrak.interfaces.shared.place_names import place_name
from shanyrak.interfaces.staff.pages import heads_of
from shanyrak.interfaces.staff.stays.choosing import ChosenForm
from shanyrak.interfaces.staff.words import KINDS, NEEDS, NOTES, status_tag

PLANNER = "stays."


def line(row: TonightRow, now: datetime) -> dict[str, Any]:
    """Return a row as the list shows it."""
    stay = row.stays[0] if row.stays else None
    host_by, until = (stay.host_by, stay.held_until) if stay else (None, None)
    kind, word = status_tag(row.status, now, host_by=host_by, until=until)
    if row.nights_without:
        word += ", " + _("%(nights)s already") % {"nights": n_nights(row.nights_without)}
    needs = [str(NEEDS.get(need, need)) for need in row.needs]
    return {
        "id": row.id,
        "code": row.code,
        "people": row.people,
        "first": row.span.first,
        "nights": len(row.span),
        "needs": ", ".join(([_("protected")] if row.is_protected else []) + needs),
        "place": " + ".join(_place(one) for one in row.stays) or place_name(row.district),
        "kind": kind,
        "word": word,
        "owner": row.owner,
        "is_mine": row.is_mine,
        "until": row.claimed_until if row.owner else None,
        "note": str(NOTES.get(row.note, "")),
    }


def counters(counts: Counters, now: datetime) -> list[dict[str, Any]]:
    """Return the four numbers with their words, age and lists."""
    age = _("at %(time)s") % {"time": time_of_day(now)}
    lists = reverse("staff:stays:tonight")
    told = (
        (counts.without, ngettext("without a bed", "without a bed", counts.without), f"{lists}?status=none"),
        (counts.free, ngettext("free bed", "free beds", counts.free), ""),
        (counts.waiting, _("waiting for hosts"), f"{lists}?status=held"),
        (counts.not_in, _("not checked in"), f"{lists}?status=told"),
    )
    return [
        {"number": number(n), "word": word, "address": address, "age": age, "is_due": bool(n) and not place}
        for place, (n, word, address) in enumerate(told)
    ]


def heads(sent: QueryDict, sort: str) -> list[dict[str, str]]:
    """Return the heads of the columns, each a link that sorts by it, or the other way round."""
    names = (
        ("code", pgettext("column", "Code")),
        ("people", pgettext("column", "People")),
        ("day", pgettext("column", "From")),
        ("nights", pgettext("column", "Nights")),
        ("", pgettext("column", "Needs")),
        ("district", pgettext("column", "Place")),
        ("status", pgettext("column", "State")),
        ("", pgettext("column", "Taken by")),
        ("", pgettext("column", "Note")),
    )
    return heads_of(ChosenForm, sent, sort, names)


def warnings(now: datetime) -> list[str]:
    """Return what has to be known first: the planner is late, or nothing runs by itself."""
    beats = audit.list_heartbeats(now=now)
    if beats and all(beat.is_late for beat in beats):
        latest = max(beat.ran_at for beat in beats)
        return [_("Nothing has run by itself since %(time)s: the worker has stopped.") % _time(latest)]
    late = [beat for beat in beats if beat.is_late and beat.job.startswith(PLANNER)]
    return [_("Late since %(time)s: %(job)s.") % {**_time(beat.ran_at), "job": beat.job} for beat in late]


def _time(moment: datetime) -> dict[str, str]:
    return {"time": time_of_day(moment)}


def _place(stay: Any) -> str:
    if stay.site:
        return str(stay.site)
    kind = str(KINDS.get(stay.kind, "")) or _("elsewhere")
    return f"{kind}, {place_name(stay.district)}" if stay.district else kind

"""Hosts, their spaces, checks and questions in words. What is so, the queries say."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shanyrak.apps.hosting.queries import CheckLine, HostView, PauseLine, SpaceView
from shanyrak.apps.shifts.queries import HostRow
from shanyrak.apps.stays.queries import StayView
from shanyrak.base.ids import Actor, HostId
from shanyrak.base.nights import Span
from shanyrak.interfaces.shared.formats import day_and_month, n_beds, n_days_ago, n_nights, nights, short_day
from shanyrak.interfaces.shared.place_names import place_name
from shanyrak.interfaces.staff.hosting.choosing import ChosenHostsForm
from shanyrak.interfaces.staff.hosting.words import (
    CHECKS,
    FAILED_FOR,
    FRESH_TAGS,
    LEVELS,
    PAUSES,
    RULES,
    TEAM_PAUSES,
    VETTER_PAUSES,
)
from shanyrak.interfaces.staff.pages import heads_of
from shanyrak.interfaces.staff.words import KINDS, NEEDS, status_tag

NEXT_CHECK = {0: "phone", 1: "visit", 2: "references", 3: "references"}


def host_line(row: HostRow, night: date) -> dict[str, Any]:
    """Return a host as the list shows one."""
    busy = row.nights
    told = {"people": busy.n_people, "until": busy.until, "in_a_row": busy.n_in_a_row} if busy else {}
    return {**host_facts(row.view, night), "at_most": row.view.nights_in_a_row, **told}


def host_facts(view: HostView, day: date) -> dict[str, Any]:
    """Return what every list says of a host."""
    name = "asked" if view.is_asked else "fresh" if view.is_fresh else "stale"
    kind, word = FRESH_TAGS[name]
    return {
        "id": view.id,
        "code": view.code,
        "level": str(LEVELS[int(view.level)]),
        "eyes": view.has_two_vetters,
        "beds": view.n_beds,
        "districts": ", ".join(place_name(each) for each in view.districts),
        "languages": " ".join(view.languages),
        "kind": kind,
        "word": str(word),
        "since": n_days_ago(max(0, (day - view.fresh_on).days)),
        "answers": f"{view.n_asked} · {view.n_yes} · {view.n_no} · {view.n_silent}",
        "pauses": [pause_words(pause) for pause in view.pauses],
        "needs_break": view.needs_break,
    }


def pause_words(pause: PauseLine) -> str:
    """Return a pause, with its end if it has one."""
    word = str(PAUSES[pause.kind])
    if pause.end_night is None:
        return word
    return _("%(pause)s until %(day)s") % {"pause": word, "day": short_day(pause.end_night)}


def pauses_of(view: HostView, actor: Actor) -> list[dict[str, Any]]:
    """Return the pauses of a host, and which of them the member may lift."""
    kinds = pause_kinds(actor)
    return [{"id": p.id, "text": pause_words(p), "may_lift": p.kind in dict(kinds)} for p in view.pauses]


def pause_kinds(actor: Actor) -> list[tuple[str, str]]:
    """Return the pauses that a member may begin and end."""
    mine = [*TEAM_PAUSES] if actor.may("edit_hosts") else []
    mine += VETTER_PAUSES if actor.may("vet_hosts") else ()
    return [(kind, str(PAUSES[kind])) for kind in mine]


def spaces_of(views: Iterable[SpaceView]) -> list[dict[str, Any]]:
    """Return the spaces of a host; where they stand is not known here."""
    return [
        {
            "name": ", ".join(filter(None, [str(KINDS.get(v.kind, v.kind)), place_name(v.district)])),
            "beds": n_beds(v.beds),
            "features": ", ".join(str(NEEDS.get(word, word)) for word in v.features),
            "rules": ", ".join(str(RULES.get(word, word)) for word in v.house_rules),
            "stays": _lengths(v),
            "windows": [nights(window) for window in v.windows],
        }
        for v in views
    ]


def people_of(stays: Sequence[StayView], now: datetime) -> list[dict[str, Any]]:
    """Return who is with a host and who comes."""
    told = []
    for stay in stays:
        kind, word = status_tag(stay.state, now, host_by=stay.host_by, until=stay.held_until)
        span = Span(stay.first_night, stay.end_night)
        told.append({"stay": stay, "nights": nights(span), "kind": kind, "word": word})
    return told


def checks_of(checks: Iterable[CheckLine], actor: Actor) -> list[dict[str, Any]]:
    """Return the checks of a host, failed ones too; vetters are told apart, not named."""
    return [
        {
            "day": check.checked_on,
            "what": str(CHECKS[check.kind]),
            "is_passed": check.is_passed,
            "reason": str(FAILED_FOR.get(check.reason, check.reason)),
            "by": _("by you") if check.vetter == actor.ref else _("by another vetter"),
            "is_current": check.is_current,
        }
        for check in checks
    ]


def asked_lines(
    stays: Sequence[StayView], hosts: Mapping[HostId, HostView], now: datetime
) -> list[dict[str, Any]]:
    """Return the questions to hosts that run, soonest deadline first."""
    told = []
    for stay in stays:
        _kind, word = status_tag(stay.state, now, host_by=stay.host_by, until=stay.held_until)
        view = hosts.get(stay.host) if stay.host else None
        told.append(
            {
                "stay": stay,
                "host": view,
                "word": word,
                "nights": n_nights(stay.n_nights),
                "day": day_and_month(stay.first_night),
            }
        )
    return told


def next_check(view: HostView) -> tuple[str, str]:
    """Return the check that a host lacks, and its words."""
    kind = NEXT_CHECK[int(view.level)]
    second = view.level == max(LEVELS) and not view.has_two_vetters
    return kind, _("references, by a second vetter") if second else str(CHECKS[kind])


def heads(sent: QueryDict, sort: str) -> list[dict[str, str]]:
    """Return the heads of the columns, each a link that sorts by it, or the other way round."""
    names = (
        ("code", pgettext("column", "Host")),
        ("level", pgettext("column", "Level")),
        ("fresh", pgettext("column", "Offer")),
        ("", pgettext("column", "Pause")),
        ("", pgettext("column", "District")),
        ("beds", pgettext("column", "Beds")),
        ("", pgettext("column", "People now")),
        ("nights", pgettext("column", "Nights in a row")),
        ("yes", pgettext("column", "Asked · yes · no · silent")),
    )
    return heads_of(ChosenHostsForm, sent, sort, names)


def _lengths(view: SpaceView) -> str:
    if view.max_nights:
        return _("%(least)s to %(most)s") % {"least": view.min_nights, "most": n_nights(view.max_nights)}
    return _("from %(least)s on") % {"least": n_nights(view.min_nights)} if view.min_nights > 1 else ""

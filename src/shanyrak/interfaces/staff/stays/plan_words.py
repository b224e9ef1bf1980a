"""What a plan changes, how good it is proved to be, and who is worse off, in plain words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanyrak.apps.shifts.queries import SpaceName
from shanyrak.apps.stays.queries import GapLine, PlanLine, PlanView
from shanyrak.base.ids import SpaceId
from shanyrak.base.nights import Span
from shanyrak.interfaces.shared.formats import n_nights, n_people, nights, number, share, time_of_day
from shanyrak.interfaces.staff.words import NEEDS, OBSTACLES, place_words, status_tag

# A list of thousands is looked at from its beginning; the rest is one click away.
MOST_ROWS = 60
UNDER_WORK = {"requested", "running"}
# Less than this would be written as nothing.
EXACT = 0.00005
ORDER = ("misfit", "moved", "longer", "placed")


@dataclass(frozen=True)
class Part:
    """Rows of one kind: those that are shown, and how many there are."""

    kind: str
    lines: Sequence[PlanLine]
    n_lines: int


def headline(view: PlanView, now: datetime) -> str:
    """Return where a plan is, in a few words."""
    if may_undo(view, now) and view.leaves_at:
        return _("Sent. Messages leave at %(time)s.") % {"time": time_of_day(view.leaves_at)}
    told = {
        "requested": _("The plan waits for the planner"),
        "running": _("The plan is being made"),
        "done": _("Plan of %(time)s") % {"time": time_of_day(view.requested_at)},
        "sending": _("The plan is being sent"),
        "sent": _("The plan was sent"),
        "undoing": _("The plan is being taken back"),
        "failed": _("The plan could not be made"),
        "discarded": _("This plan was discarded"),
    }
    return told[view.state]


def may_undo(view: PlanView, now: datetime) -> bool:
    """Return whether no message has left yet; what was interrupted may be gone on with."""
    return view.state == "undoing" or (view.leaves_at is not None and view.leaves_at > now)


def error_words(code: str) -> str:
    """Return why a plan could not be made, for who has to tell the operator."""
    if code == "worker_died":
        return _("The planner stopped three times in the middle of it.")
    return _("The operator finds the reason in the log: %(code)s.") % {"code": code} if code else ""


def progress(view: PlanView) -> dict[str, Any]:
    """Return how far the search is: seconds of those it has, and how good the plan is already."""
    limit = int(view.parameters.get("time_limit_s", 1))
    seconds = float(view.progress.get("seconds", 0.0))
    told = []
    if "unhoused_person_nights" in view.progress:
        n_short = view.progress["unhoused_person_nights"]
        told.append(_("Nights without a bed so far: %(n)s.") % {"n": number(n_short)})
    if view.progress.get("gap") is not None:
        told.append(_("At most %(share)s from the best.") % {"share": share(view.progress["gap"], 1)})
    return {"value": min(seconds, limit), "most": limit, "text": " ".join(told)}


def figures(view: PlanView, lines: Sequence[PlanLine], short: Sequence[GapLine]) -> dict[str, Any]:
    """Return the numbers above the plan, and its certificate in sentences."""
    told = view.figures
    n_placed = len({line.party for line in lines if line.change == "placed"})
    n_moved = len({line.party for line in lines if line.change == "moved"})
    n_worse = sum(line.is_worse for line in short)
    counters = (
        (n_placed, ngettext("request gets a place", "requests get a place", n_placed)),
        (n_moved, ngettext("request moves to another place", "requests move to another place", n_moved)),
        (
            len(short),
            ngettext("request lacks a bed on a night", "requests lack a bed on a night", len(short)),
        ),
        (n_worse, ngettext("is worse off than before", "are worse off than before", n_worse)),
    )
    return {
        "counters": [{"number": number(n), "word": word} for n, word in counters],
        "nights": nights(Span(view.first_night, view.end_night)),
        "sentences": _certificate(told) if told else [_("Nobody asked for a bed, or nothing was free.")],
        "seconds": number(told.get("seconds", 0), 1),
    }


def parts(lines: Sequence[PlanLine], most: int | None) -> list[Part]:
    """Return what the plan changes, what no longer fits first, then moves; of each kind its beginning."""
    found: dict[str, list[PlanLine]] = {kind: [] for kind in ORDER}
    for line in lines:
        found["misfit" if line.misfit else line.change].append(line)
    return [Part(kind, rows[:most], len(rows)) for kind, rows in found.items() if rows]


def spaces_of(shown: Iterable[Part]) -> set[SpaceId]:
    """Return the places that these rows name."""
    lines = [line for part in shown for line in part.lines]
    return {space for line in lines for space in (line.space, line.was) if space}


def groups(shown: Iterable[Part], names: Mapping[SpaceId, SpaceName], now: datetime) -> list[dict[str, Any]]:
    """Return what the plan changes, in words."""
    heads = {
        "misfit": _("No longer fits"),
        "moved": _("Move"),
        "longer": _("Stay longer"),
        "placed": _("New places"),
    }
    return [
        {
            "name": heads[part.kind],
            "rows": [_row(line, names, now) for line in part.lines],
            "n_rows": number(part.n_lines),
            "n_more": part.n_lines - len(part.lines),
        }
        for part in shown
    ]


def gaps(lines: Sequence[GapLine], most: int | None) -> dict[str, Any]:
    """Return who lacks a bed and why, those who are worse off first."""
    rows = [_gap(line) for line in lines[:most]]
    return {"rows": rows, "n_rows": number(len(lines)), "n_more": len(lines) - len(rows)}


def _gap(line: GapLine) -> dict[str, Any]:
    told = {"short": line.unhoused_nights, "asked": n_nights(line.asked_nights)}
    return {
        "code": line.party_code,
        "people": n_people(line.people),
        "nights": _("%(short)s of %(asked)s") % told,
        "is_worse": line.is_worse,
        "before": _("before: %(n)s") % {"n": line.before} if line.is_worse else "",
        "why": _reason(line),
    }


def _certificate(told: Mapping[str, Any]) -> list[str]:
    """Return what is proved: no plan houses more than this, none is better by more than that."""
    asked, housed = told["asked_person_nights"], told["housed_person_nights"]
    unavoidable, first_come = told["unavoidable_person_nights"], told["first_come_unhoused_person_nights"]
    saved = first_come - told["unhoused_person_nights"]
    sentences = [
        _("%(housed)s of %(asked)s nights have a bed; a night counts once for each person.")
        % {"housed": number(housed), "asked": number(asked)},
        _("This is proved: no plan has more than %(most)s.") % {"most": number(asked - unavoidable)},
        _best(told["gap"]),
    ]
    if saved > 0:
        text = ngettext(
            "First come, first served would leave %(n)s more night without a bed.",
            "First come, first served would leave %(n)s more nights without a bed.",
            saved,
        )
        sentences.append(text % {"n": number(saved)})
    return sentences


def _best(gap: float) -> str:
    if gap < EXACT:
        return _("No other plan is better, all told.")
    return _("No other plan is better by more than %(gap)s, all told.") % {"gap": share(gap, 2)}


def _row(line: PlanLine, names: Mapping[SpaceId, SpaceName], now: datetime) -> dict[str, Any]:
    _kind, word = status_tag(line.state, now, host_by=None, until=None)
    return {
        "id": line.stay,
        "code": line.party_code,
        "who": n_people(line.people),
        "was": place_words(names.get(line.was)) if line.was else _("no place"),
        "will_be": place_words(names.get(line.space)),
        "nights": nights(Span(line.first_night, line.end_night)),
        "is_locked": line.is_locked,
        "can_change": line.state == "proposed",
        "misfit": str(OBSTACLES.get(line.misfit, line.misfit)),
        "word": word if line.state != "proposed" else "",
    }


def _reason(line: GapLine) -> str:
    detail = str(NEEDS.get(line.detail, "")) or _("what they need")
    told = {
        "no_free_night": _("nothing is open then"),
        "too_large": _("no place is large enough"),
        "need": _("no free place has: %(words)s") % {"words": detail},
        "sexes": _("free places are for women or for men only"),
        "house_rules": _("no host takes them for so few or so many nights"),
        "moves": _("they would have to move too often"),
        "taken": _("all places that suit are needed by others"),
    }
    return told.get(line.kind, told["taken"])

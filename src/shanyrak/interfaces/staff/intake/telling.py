"""Facts, chain, nights and history of a request in words. What they are, the queries say."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from shanyrak.apps.audit.queries import EntryView
from shanyrak.apps.intake.views import PartyView
from shanyrak.apps.shifts.queries import SpaceName
from shanyrak.apps.stays.queries import StayView
from shanyrak.apps.stays.reasons import REASONS, Side
from shanyrak.apps.stays.states import WAY_IS_SHOWN
from shanyrak.base.ids import SpaceId
from shanyrak.base.nights import Span
from shanyrak.interfaces.shared.formats import day_in_full, day_in_table, leaving, n_people, nights
from shanyrak.interfaces.shared.place_names import place_name
from shanyrak.interfaces.staff.words import ACTIONS, NEEDS, REASON_WORDS, STATUS_TAGS, place_words, status_tag

STRIP_NIGHTS = 14
Names = Mapping[SpaceId, SpaceName]
SEXES = {"f": gettext_lazy("all women"), "m": gettext_lazy("all men"), "mixed": gettext_lazy("mixed")}
# Which acts a member has on a stay, by its state; the first is the one that is wanted.
ACTS = {
    "proposed": ("ask", "cancel"),
    "held": ("accept_for_host", "refuse_for_host", "cancel"),
    "host_yes": ("accept_for_party", "refuse_for_party", "cancel"),
    "party_yes": ("check_in", "cancel"),
    "told": ("check_in", "no_show", "cancel"),
    "in": ("one_more", "check_out"),
}


def facts(view: PartyView) -> list[dict[str, Any]]:
    """Return what these people said of themselves, row by row."""
    needs = ", ".join(str(NEEDS.get(word, word)) for word in sorted(view.needs))
    wants = ", ".join(str(NEEDS.get(word, word)) for word in sorted(view.wants))
    rows = (
        (_("People"), n_people(view.people)),
        (_("Nights"), f"{nights(view.span)} {leaving(view.span)}"),
        (_("District"), place_name(view.district) or _("any")),
        (_("Needs"), needs or _("nothing special")),
        (_("Would like"), wants),
        (_("Women and men"), str(SEXES.get(view.sex, ""))),
        (_("Protected"), _("yes: only to hosts whom two vetters checked") if view.is_protected else ""),
        (_("Split"), _("they agree to be split") if view.may_split else _("they stay together")),
        (_("Seen by the team"), _("yes") if view.is_vouched else _("not yet")),
        (_("Language"), dict(settings.LANGUAGES).get(view.language, view.language)),
        (_("Asked on"), day_in_full(view.created_on)),
    )
    return [{"term": term, "value": value} for term, value in rows if value]


def chain(stays: Sequence[StayView], spaces: Names, now: datetime, night: date) -> list[dict[str, Any]]:
    """Return the stays in order, each with its tag, its deadline and what a member may do."""
    told = []
    for stay in stays:
        kind, word = status_tag(stay.state, now, host_by=stay.host_by, until=stay.held_until)
        span = Span(stay.first_night, stay.end_night)
        acts = (
            ("ask", "cancel") if stay.state == "held" and stay.host_by is None else ACTS.get(stay.state, ())
        )
        told.append(
            {
                "id": stay.id,
                "place": _place(stay, spaces),
                "part": _("%(people)s of them") % {"people": n_people(stay.people)} if stay.part > 1 else "",
                "nights": nights(span),
                "leave": leaving(span),
                "door_words": stay.door_words,
                "kind": kind,
                "word": word,
                "is_now": night in span,
                "acts": acts,
                "reasons": _reasons(acts),
                "has_way": stay.host is not None and stay.state in WAY_IS_SHOWN,
            }
        )
    return told


def tried(stays: Sequence[StayView], spaces: Names) -> list[dict[str, str]]:
    """Return what came to nothing."""
    return [
        {
            "place": _place(stay, spaces),
            "nights": nights(Span(stay.first_night, stay.end_night)),
            "word": str(STATUS_TAGS[stay.state][1]),
        }
        for stay in stays
    ]


def strip(view: PartyView, stays: Sequence[StayView], night: date) -> list[dict[str, str]]:
    """Return fourteen nights from tonight, each with a letter and its word."""
    cells = []
    for number in range(STRIP_NIGHTS):
        day = night + timedelta(days=number)
        here = [
            stay for stay in stays if stay.first_night <= day < stay.end_night and stay.state != "proposed"
        ]
        letter, word, kind = _cell(here, is_asked=day in view.span)
        cells.append({"day": f"{day.day}", "letter": letter, "name": word, "word": word, "kind": kind})
    return cells


def history(entries: Sequence[EntryView]) -> list[dict[str, str]]:
    """Return what the team did, latest first."""
    return [
        {"day": day_in_table(entry.day), "text": str(ACTIONS.get(entry.action, entry.action))}
        for entry in entries
    ]


def _place(stay: StayView, spaces: Names) -> str:
    return place_words(spaces.get(stay.space) if stay.space else None)


def _cell(here: list[StayView], *, is_asked: bool) -> tuple[str, str, str]:
    states = {stay.state for stay in here}
    if states & {"in", "out"}:
        return pgettext("letter of a night", "i"), _("in"), "ok"
    if "told" in states or "party_yes" in states:
        return pgettext("letter of a night", "p"), _("placed"), "ok"
    if states:
        return pgettext("letter of a night", "h"), _("held"), "warn"
    if is_asked:
        return pgettext("letter of a night", "n"), _("no place"), "bad"
    return "", _("not asked for"), ""


def _reasons(acts: tuple[str, ...]) -> list[tuple[str, str]]:
    side = Side.HOST if "refuse_for_host" in acts else Side.PARTY if "refuse_for_party" in acts else None
    return [(code, str(REASON_WORDS.get(code, code))) for known, code in REASONS if known == side]

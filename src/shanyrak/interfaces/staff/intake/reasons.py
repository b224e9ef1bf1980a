"""Places that were found, and reasons why none was, in the words of a page. No figure is computed here."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanyrak.apps.intake.views import PartyView
from shanyrak.base.nights import Span
from shanyrak.interfaces.shared.formats import (
    day_and_month,
    leaving,
    n_beds,
    n_nights,
    n_people,
    nights,
    number,
)
from shanyrak.interfaces.shared.place_names import place_name
from shanyrak.interfaces.staff.words import KINDS, NEEDS

if TYPE_CHECKING:
    from shanyrak.apps.shifts.suggesting import Change, Choice, Places, Spot

# Person-nights that are not worth a word.
LITTLE = 0.05
MOST_NIGHTS = 7


def answer(found: "Places", view: PartyView) -> dict[str, Any]:
    """Return what the page of places shows."""
    choices = [_choice(one, found, view) for one in found.choices]
    firsts = [choice["spots"][0]["value"] for choice in choices]
    for rank, choice in enumerate(choices):
        choice["reserves"] = [value for value in firsts if value != firsts[rank]]
    return {
        "choices": choices,
        "is_priced": found.is_priced,
        "why": _why(found, view) if found.why else "",
        "nights": [_night(*told) for told in found.nights[:MOST_NIGHTS]] if found.why == "taken" else [],
        "changes": [_change(one, found, view) for one in found.changes],
    }


def _choice(one: "Choice", found: "Places", view: PartyView) -> dict[str, Any]:
    lacking = ", ".join(day_and_month(night) for night in one.nights_lacking)
    told = [_("All %(nights)s") % {"nights": n_nights(len(view.span))} if one.is_whole else ""]
    if lacking:
        told.append(_("no bed on %(nights)s") % {"nights": lacking})
    if one.n_moves:
        told.append(ngettext("%(n)s person moves", "%(n)s people move", one.n_moves) % {"n": one.n_moves})
    return {
        "spots": [_spot(spot) for spot in one.spots],
        "summary": " · ".join(filter(None, told)),
        "effect": _effect(one, is_priced=found.is_priced),
        "is_whole": one.is_whole,
    }


def _effect(one: "Choice", *, is_priced: bool) -> str:
    if not is_priced:
        return _("There is no plan yet, so nobody knows who else needs these beds.")
    if one.displaced < LITTLE:
        return ""
    told = _("Takes %(n)s person-nights from others.") % {"n": number(one.displaced, 1)}
    if one.displaced > one.value:
        told += " " + _("That is more than it gives: better kept for them.")
    return told


def _spot(spot: "Spot") -> dict[str, Any]:
    where = spot.site or ", ".join(
        filter(None, (str(KINDS.get(spot.kind, spot.kind)), place_name(spot.district)))
    )
    met, missing = ([str(NEEDS.get(word, word)) for word in words] for words in (spot.met, spot.missing))
    told = [n_beds(spot.beds)]
    if met:
        told.append(_("has: %(words)s") % {"words": ", ".join(met)})
    if missing:
        told.append(_("lacks: %(words)s") % {"words": ", ".join(missing)})
    return {
        "where": where,
        "who": n_people(spot.people),
        "nights": nights(spot.span),
        "leave": leaving(spot.span),
        "words": " · ".join(told),
        "value": f"{spot.space} {spot.span.first} {spot.span.end} {spot.people} {spot.part}",
    }


def _why(found: "Places", view: PartyView) -> str:
    counts = dict(found.counts)
    words = ", ".join(str(NEEDS.get(word, word)) for word in found.words)
    told = {
        "elsewhere": _("They sleep at a place of their own on some of these nights."),
        "no_free_night": _("Nothing is open on these nights."),
        "too_large": _("%(open)s places are open; none has %(people)s beds.")
        % {"open": counts.get("open", 0), "people": view.people},
        "need": _("%(large)s places are large enough; none has this: %(words)s.")
        % {"large": counts.get("large", 0), "words": words},
        "sexes": _("The places that would suit are for women only or for men only."),
        "house_rules": _("The places that would suit take nobody for so few or so many nights."),
        "moves": _("They would have to move more often than they can."),
        "taken": _("All places that suit are taken."),
        "worthless": _("What is left was refused before, or these people are kept apart from it."),
    }
    return told.get(found.why, told["taken"])


def _night(night: date, n_suitable: int, n_free: int) -> str:
    told = {"night": day_and_month(night), "suitable": n_suitable, "free": n_free}
    return _("%(night)s: %(suitable)s would suit, %(free)s of them free") % told


def _change(one: "Change", found: "Places", view: PartyView) -> dict[str, Any]:
    spots = one.choice.spots
    span = Span(spots[0].span.first, spots[-1].span.end)
    words = ", ".join(str(NEEDS.get(word, word)) for word in one.words)
    told = {
        "fewer": _("%(nights)s fewer: leave on %(day)s"),
        "later": _("%(nights)s fewer: come on %(first)s"),
        "shift": _("%(nights)s later: from %(first)s to %(day)s"),
        "need": _("Without: %(words)s"),
        "split": _("In %(sizes)s, if they agree"),
        "moves": _("With a move more than they said"),
        "house_rule": _("If the host takes them for fewer nights than usual: %(words)s"),
        "sex": _("If all of them are women, or all men: ask and note it"),
        "place": _("Elsewhere: %(words)s"),
    }
    values = {
        "nights": n_nights(one.nights),
        "day": day_and_month(span.end),
        "first": day_and_month(span.first),
        "words": words,
        "sizes": " + ".join(map(str, one.sizes)),
    }
    text = told.get(one.kind, "%(words)s") % values
    return {"kind": one.kind, "text": text, **_choice(one.choice, found, view)}

"""Fourteen nights of a host, each with a letter and a word: free, asked or agreed, people there, rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shanyrak.apps.hosting.queries import HostView, SpaceView
from shanyrak.apps.stays.queries import StayView
from shanyrak.base.nights import Span
from shanyrak.interfaces.shared.formats import day_and_month

N_NIGHTS = 14


@dataclass(frozen=True)
class Cell:
    """One night."""

    day: int
    letter: str
    name: str
    word: str
    kind: str


def strip_of(
    night: date, host: HostView, spaces: Sequence[SpaceView], stays: Sequence[StayView]
) -> list[Cell]:
    """Return the nights from this one on."""
    return [_cell(each, host, spaces, stays) for each in Span.of(night, N_NIGHTS)]


def _cell(night: date, host: HostView, spaces: Sequence[SpaceView], stays: Sequence[StayView]) -> Cell:
    here = [stay.state for stay in stays if stay.first_night <= night < stay.end_night]
    if any(state in {"told", "in"} for state in here):
        told = (pgettext("letter of a night", "P"), _("people"), "info")
    elif here:
        told = (pgettext("letter of a night", "H"), _("held"), "warn")
    elif any(
        pause.first_night <= night and not (pause.end_night and pause.end_night <= night)
        for pause in host.pauses
    ):
        told = (pgettext("letter of a night", "R"), _("rest"), "")
    elif any(night in window for space in spaces for window in space.windows):
        told = (pgettext("letter of a night", "F"), _("free"), "ok")
    else:
        told = (pgettext("letter of a night", "N"), _("not offered"), "")
    letter, word, kind = told
    return Cell(night.day, letter, word, f"{day_and_month(night)}: {word}", kind)

"""Windows of nights in forms: gaps between them stay closed until somebody ticks them. No form lives here."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanyrak.base.nights import Span
from shanyrak.interfaces.shared.formats import nights


class GapsField(forms.MultipleChoiceField):
    """Nights that are not offered; those that are ticked shall be."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": _("These nights have changed. Look at them again.")}

    def __init__(self, gaps: Sequence[Span], **told: Any) -> None:
        self.gaps = {gap.first.isoformat(): gap for gap in gaps}
        choices = [(key, nights(gap)) for key, gap in self.gaps.items()]
        help_text = _("Tick those on which people may come, too.")
        super().__init__(choices=choices, required=False, help_text=help_text, **told)

    def left(self, ticked: Iterable[str]) -> list[Span]:
        """Return the gaps that were not ticked."""
        opened = set(ticked)
        return [gap for key, gap in self.gaps.items() if key not in opened]


def ahead_of(windows: Iterable[Span], night: date) -> list[Span]:
    """Return when a space is free from a night on, in order."""
    return sorted(Span(max(span.first, night), span.end) for span in windows if span.end > night)


def gaps_of(ahead: Sequence[Span]) -> list[Span]:
    """Return the nights between those that are free."""
    return [Span(one.end, other.first) for one, other in pairwise(ahead) if one.end < other.first]


def without(whole: Span, gaps: Iterable[Span]) -> list[Span]:
    """Return nights without gaps; whoever writes a last day within a gap means that day, and it is free."""
    windows, first = [], whole.first
    for gap in gaps:
        if first <= gap.first and gap.end < whole.end:
            windows += [Span(first, gap.first)] if first < gap.first else []
            first = gap.end
    return [*windows, Span(first, whole.end)]

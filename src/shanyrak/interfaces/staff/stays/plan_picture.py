"""A picture of a plan by night: who has a bed already, who gets one, who lacks one; its numbers in words."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from shanyrak.apps.stays.queries import PlanNight
from shanyrak.interfaces.shared.formats import day_and_month, number

HEIGHT = 100


def by_night(nights: Sequence[PlanNight]) -> list[dict[str, Any]]:
    """Return a column a night, its three parts stacked from the bottom to a common height."""
    top = max((max(it.n_asked, it.n_housed + it.n_placed) for it in nights), default=0) or 1
    return [_column(it, top) for it in nights]


def _column(it: PlanNight, top: int) -> dict[str, Any]:
    steps = (it.n_housed, it.n_housed + it.n_placed, it.n_housed + it.n_placed + it.n_without)
    levels = [0, *(round(HEIGHT * n / top) for n in steps)]
    told = {
        "day": day_and_month(it.night),
        "housed": number(it.n_housed),
        "placed": number(it.n_placed),
        "without": number(it.n_without),
    }
    return {
        "day": it.night.day,
        "bars": [
            {"kind": kind, "y": HEIGHT - upper, "height": upper - lower}
            for kind, lower, upper in zip(("now", "plan", "none"), levels, levels[1:], strict=False)
            if upper > lower
        ],
        "n_without": told["without"] if it.n_without else "",
        "words": _("%(day)s: %(housed)s have a bed, %(placed)s get one, %(without)s lack one") % told,
    }

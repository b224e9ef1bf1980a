"""What members' pages call needs, states, notes and reasons: short words, the same on every page."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from shanyrak.interfaces.shared.formats import time_of_day

NEEDS = {
    "step_free": gettext_lazy("step-free"),
    "children": gettext_lazy("small child"),
    "cot": gettext_lazy("cot"),
    "pets": gettext_lazy("pet"),
    "no_pets": gettext_lazy("no pets there"),
    "smoking": gettext_lazy("smokes"),
    "no_smoking": gettext_lazy("no smoke"),
    "quiet": gettext_lazy("quiet"),
    "kitchen": gettext_lazy("kitchen"),
    "washer": gettext_lazy("washing machine"),
    "workspace": gettext_lazy("place to work"),
    "fridge": gettext_lazy("cold medicine"),
    "private_room": gettext_lazy("own room"),
    "women_only": gettext_lazy("women only"),
    "parking": gettext_lazy("parking"),
    "lang_ru": gettext_lazy("speaks ru"),
    "lang_kk": gettext_lazy("speaks kk"),
    "lang_en": gettext_lazy("speaks en"),
    "lang_uk": gettext_lazy("speaks uk"),
    "lang_ky": gettext_lazy("speaks ky"),
}
# Of a request on one night: the kind of its tag, and its word.
STATUS_TAGS = {
    "none": ("bad", gettext_lazy("no place")),
    "later": ("", pgettext_lazy("request", "later")),
    "held": ("warn", pgettext_lazy("bed", "held")),
    "host_yes": ("info", pgettext_lazy("bed", "offered")),
    "party_yes": ("ok", pgettext_lazy("bed", "accepted")),
    "told": ("ok", pgettext_lazy("bed", "placed")),
    "in": ("ok", pgettext_lazy("person", "in")),
    "out": ("", pgettext_lazy("person", "left")),
    "proposed": ("", pgettext_lazy("bed", "reserve")),
    "refused": ("", pgettext_lazy("bed", "refused")),
    "expired": ("", pgettext_lazy("bed", "ran out")),
    "cancelled": ("", pgettext_lazy("bed", "cancelled")),
    "no_show": ("bad", gettext_lazy("did not come")),
}
NOTES = {
    "called": gettext_lazy("called"),
    "no_answer": gettext_lazy("no answer"),
    "call_again": gettext_lazy("call again"),
    "on_the_way": gettext_lazy("on the way"),
    "at_the_desk": gettext_lazy("at the desk"),
    "needs_ride": gettext_lazy("needs a ride"),
    "asks_more_nights": gettext_lazy("asks for more nights"),
    "found_a_bed": gettext_lazy("says they found a bed"),
}
KINDS = {
    "room": gettext_lazy("room"),
    "home": gettext_lazy("home"),
    "hall": gettext_lazy("hall"),
    "dormitory": gettext_lazy("dormitory"),
    "desk": gettext_lazy("desk"),
}


def minutes_left(until: datetime, now: datetime) -> int:
    """Return the minutes until a moment; none once it has passed."""
    return max(0, -(-(until - now) // timedelta(minutes=1)))


def status_tag(
    state: str, now: datetime, *, host_by: datetime | None, until: datetime | None
) -> tuple[str, str]:
    """Return the kind of a tag and its words, with the minutes or the time that count."""
    kind, word = STATUS_TAGS[state]
    if state == "held" and host_by is not None:
        left = minutes_left(host_by, now)
        text = _("waiting for the host, %(n)s min") % {"n": left} if left else _("the host's time is over")
        return kind, text
    if state in {"held", "host_yes"} and until is not None:
        return kind, _("%(state)s until %(time)s") % {"state": word, "time": time_of_day(until)}
    return kind, str(word)

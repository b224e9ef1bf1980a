"""How a stay is told to the people who sleep there. One table drives tag, sentence and next step."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from shanyrak.apps.stays.queries import StayView
from shanyrak.interfaces.shared.formats import day_and_month, time_of_day, weekday_and_day

Text = str | Promise
# Until then people are let into a home; a site has hours of its own.
ARRIVE_BEFORE = "22:00"
ENDING = timedelta(days=2)
KINDS: dict[str, Text] = {
    "": gettext_lazy("With people whom you found yourselves"),
    "bed": gettext_lazy("Beds in a shared room"),
    "room": gettext_lazy("A room in a home"),
    "home": gettext_lazy("A home of its own"),
    "hall": gettext_lazy("A hall with many beds"),
}
RULES: dict[str, Text] = {
    "no_smoking": gettext_lazy("nobody smokes"),
    "no_alcohol": gettext_lazy("no alcohol"),
    "quiet_after_22": gettext_lazy("quiet after 22:00"),
    "no_visitors": gettext_lazy("no visitors"),
    "shoes_off": gettext_lazy("shoes off at the door"),
    "keep_tidy": gettext_lazy("everybody keeps it tidy"),
    "back_by_23": gettext_lazy("back by 23:00"),
}
LEVELS: dict[int, Text] = {
    0: gettext_lazy("Nobody of our team knows this host yet."),
    1: gettext_lazy("Our team has spoken with the host."),
    2: gettext_lazy("Our team has seen this home."),
    3: gettext_lazy("Our team has seen this home and asked people who know the host."),
}
REASONS: dict[str, Text] = {
    "too_far": gettext_lazy("It is too far"),
    "cannot_split": gettext_lazy("We cannot be split up"),
    "pet": gettext_lazy("Our pet may not come"),
    "step": gettext_lazy("There are steps"),
    "smoke": gettext_lazy("Somebody smokes there"),
    "not_safe": gettext_lazy("We do not feel safe there"),
    "found_another": gettext_lazy("We found another place"),
    "other": gettext_lazy("Something else"),
}
# State of a stay: kind and word of its tag.
TAGS: dict[str, tuple[str, Text]] = {
    "held": ("warn", pgettext_lazy("state", "we have asked")),
    "host_yes": ("info", pgettext_lazy("state", "offered")),
    "party_yes": ("warn", pgettext_lazy("state", "kept for you")),
    "told": ("ok", pgettext_lazy("state", "yours")),
    "in": ("ok", pgettext_lazy("state", "you are in")),
    "out": ("", pgettext_lazy("state", "left")),
}
FAILED: tuple[str, Text] = ("", pgettext_lazy("state", "did not work out"))
# What matters most comes first: where people are, where they will be, what they have to answer.
ORDER = ("in", "told", "host_yes", "party_yes", "held")


@dataclass(frozen=True)
class Headline:
    """What is so now, in one line, and what comes next, in another."""

    title: str
    more: str = ""


def leading(chain: list[StayView], tonight: date) -> StayView | None:
    """Return the stay that the page is about: the one people are in, else the next one of most weight."""
    ahead = [stay for stay in chain if stay.state in ORDER and stay.end_night > tonight - timedelta(days=1)]
    return min(ahead, key=lambda stay: (ORDER.index(stay.state), stay.first_night), default=None)


def headline(stay: StayView, now: datetime) -> Headline:
    """Return the line of a stay."""
    tellers = {"in": _in, "told": _told, "host_yes": _offered, "party_yes": _kept, "held": _asked}
    return tellers[stay.state](stay, timezone.localtime(now).date())


def _in(stay: StayView, today: date) -> Headline:
    until = _("You can stay until the morning of %(day)s.") % {"day": weekday_and_day(stay.end_night)}
    if stay.end_night - today > ENDING:
        return Headline(_("You are in."), until)
    ask_by = _("If you need longer, tap One more night today.")
    return Headline(_("You are in."), f"{until} {ask_by}")


def _told(stay: StayView, today: date) -> Headline:
    title = _("You have a place for tonight.")
    if stay.first_night > today:
        title = _("You have a place from the evening of %(day)s.") % {"day": day_and_month(stay.first_night)}
    return Headline(title, _("Come before %(time)s.") % {"time": ARRIVE_BEFORE} if stay.host else "")


def _offered(stay: StayView, today: date) -> Headline:
    until = {"time": time_of_day(stay.held_until)} if stay.held_until else None
    return Headline(
        _("There is a place. Does it suit you?"),
        _("It is kept for you until %(time)s.") % until if until else "",
    )


def _kept(stay: StayView, today: date) -> Headline:
    title = _("We keep a place for you.")
    if stay.held_until:
        title = _("We keep a place for you until %(time)s.") % {"time": time_of_day(stay.held_until)}
    return Headline(title, _("Show this page at any desk or at the door. Then it is yours."))


def _asked(stay: StayView, today: date) -> Headline:
    if stay.host_by is None:
        return Headline(_("We ask for a place for you."))
    by = {"time": time_of_day(stay.host_by)}
    return Headline(_("We have asked a host."), _("You get an answer by %(time)s.") % by)

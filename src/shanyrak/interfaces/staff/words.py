"""What members' pages call needs, states, notes and reasons: short words, the same on every page."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from shanyrak.apps.shifts.queries import SpaceName
from shanyrak.interfaces.shared.formats import time_of_day
from shanyrak.interfaces.shared.place_names import place_name

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
REASON_WORDS = {
    "busy": gettext_lazy("busy"),
    "away": gettext_lazy("away for a week"),
    "rest": gettext_lazy("needs a rest"),
    "no_children": gettext_lazy("no small children there"),
    "no_pets": gettext_lazy("no pets there"),
    "no_smoke": gettext_lazy("no smoke there"),
    "not_again": gettext_lazy("not these people again"),
    "too_far": gettext_lazy("too far"),
    "cannot_split": gettext_lazy("they stay together"),
    "pet": gettext_lazy("pet"),
    "step": gettext_lazy("steps"),
    "smoke": gettext_lazy("smoke"),
    "not_safe": gettext_lazy("they do not feel safe"),
    "not_working": gettext_lazy("it does not work out"),
    "found_another": gettext_lazy("they found another place"),
    "other": gettext_lazy("another reason"),
}
# What stands against a stay.
OBSTACLES = {
    "party_closed": gettext_lazy("the request is closed"),
    "other_team": gettext_lazy("another city's"),
    "gone": gettext_lazy("the place is no longer offered"),
    "halted": gettext_lazy("a vetter looks into this place"),
    "level": gettext_lazy("the host is not checked far enough"),
    "protected": gettext_lazy("not for protected people"),
    "barred": gettext_lazy("kept apart"),
    "sexes": gettext_lazy("for women or for men only"),
    "needs": gettext_lazy("lacks what they need"),
    "too_many": gettext_lazy("too few beds"),
    "split": gettext_lazy("they did not agree to be split"),
    "past": gettext_lazy("the night has passed"),
    "nights_not_asked": gettext_lazy("they do not ask for these nights"),
    "not_free": gettext_lazy("not open on these nights"),
    "house_rules": gettext_lazy("too few or too many nights for the host"),
    "paused": gettext_lazy("the host pauses"),
    "rest": gettext_lazy("the host rests"),
    "parties": gettext_lazy("enough people with this host"),
    "overlap": gettext_lazy("they have a place on these nights"),
    "asked_before": gettext_lazy("refused before"),
    "taken": gettext_lazy("somebody has the bed by now"),
}
# What the log calls an act, as a member reads it.
ACTIONS = {
    "intake.take_request": gettext_lazy("request taken at a desk"),
    "intake.change_party": gettext_lazy("facts changed"),
    "intake.extend_party": gettext_lazy("more nights asked for"),
    "intake.keep_party": gettext_lazy("these people were met"),
    "intake.vouch_party": gettext_lazy("seen by a member"),
    "intake.withdraw_party": gettext_lazy("request closed"),
    "intake.leave_party": gettext_lazy("they left"),
    "shifts.note_rows": gettext_lazy("note made"),
    "stays.hold_beds": gettext_lazy("beds held for half an hour"),
    "stays.propose_stay": gettext_lazy("place proposed"),
    "stays.ask_host": gettext_lazy("host asked"),
    "stays.ask_reserves": gettext_lazy("next host asked"),
    "stays.send_rows": gettext_lazy("place proposed by the plan"),
    "stays.accept_for_host": gettext_lazy("host said yes"),
    "stays.refuse_for_host": gettext_lazy("host said not this time"),
    "stays.accept_for_party": gettext_lazy("they accepted"),
    "stays.refuse_for_party": gettext_lazy("it did not suit them"),
    "stays.cancel_stay": gettext_lazy("stay taken back"),
    "stays.check_in": gettext_lazy("they are in"),
    "stays.check_out": gettext_lazy("they have gone on"),
    "stays.note_no_show": gettext_lazy("they did not come"),
    "stays.ask_one_more": gettext_lazy("one more night asked for"),
    "stays.extend_stay": gettext_lazy("stay made longer"),
    "stays.shorten_stay": gettext_lazy("stay made shorter"),
    "stays.move_party": gettext_lazy("moved to another place"),
    "stays.note_elsewhere": gettext_lazy("they sleep at a place of their own"),
    "stays.expire_holds": gettext_lazy("time of the answer ran out"),
    "stays.vouch_party": gettext_lazy("seen by a member"),
    "stays.close_party": gettext_lazy("request closed"),
    "stays.tell_way": gettext_lazy("told the way"),
    "vault.open_contact": gettext_lazy("contact opened"),
    "vault.change_contact": gettext_lazy("contact written at a desk"),
}
KINDS = {
    "bed": gettext_lazy("bed"),
    "room": gettext_lazy("room"),
    "home": gettext_lazy("home"),
    "hall": gettext_lazy("hall"),
    "dormitory": gettext_lazy("dormitory"),
    "desk": gettext_lazy("desk"),
}


def place_words(name: SpaceName | None) -> str:
    """Return what a space is called: its site, or what kind of home in which district."""
    if name is None:
        return _("at a place of their own")
    kind = str(KINDS.get(name.kind, name.kind))
    return name.site or (f"{kind}, {place_name(name.district)}" if name.district else kind)


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

"""What pages of sites and hosts call rooms, people and limits. What it means, the areas say."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Of a stay at a site: the kind of its tag, and its word.
DOOR_TAGS = {
    "told": ("info", pgettext_lazy("people", "coming")),
    "party_yes": ("warn", pgettext_lazy("people", "coming")),
    "in": ("ok", pgettext_lazy("person", "in")),
}
# What was done at the door, as it is said afterwards.
DONE = {
    "in": _("%(code)s: in. %(people)s, %(room)s."),
    "told": _("%(code)s: awaited again. %(people)s, %(room)s."),
    "out": _("%(code)s: gone on. The beds are free."),
    "no_show": _("%(code)s: did not come. The beds are free."),
}
# What binds how many people a site can bear.
LIMITS = {
    "beds": _("beds"),
    "square_metres": _("square metres"),
    "toilets": _("toilets"),
    "showers": _("showers"),
    "fire_limit": _("fire limit"),
}
# What somebody who stands at the door may need; the first are asked most often.
DOOR_NEEDS = ("children", "step_free", "pets", "fridge", "women_only", "cot")
LEVELS = {
    0: pgettext_lazy("host", "new"),
    1: _("phone"),
    2: _("home seen"),
    3: _("references"),
}
# What each level may receive, and what the next check is.
RECEIVES = {
    0: _("Nobody. The team has not spoken with the host yet."),
    1: _("People without a small child. The team has spoken with the host."),
    2: _("People with a small child, too. Somebody of the team has seen the home."),
    3: _("Everybody. Children alone, or a woman alone who asks for it, only after two different vetters."),
}
CHECKS = {
    "phone": _("talk by phone"),
    "visit": _("visit, or video of the home"),
    "references": _("references"),
}
FAILED_FOR = {
    "not_reached": _("not reached"),
    "home_differs": _("the home is not as described"),
    "wants_something": _("wants something for it"),
    "keeps_papers": _("keeps papers of people"),
    "young_women_only": _("only young women"),
    "record": _("criminal record"),
    "other": _("another reason"),
}
PAUSES = {
    "break": _("needs a break"),
    "rest": _("rests"),
    "away": pgettext_lazy("host", "away"),
    "team": _("paused by the team"),
    "vetting": _("a check was not passed"),
    "safety": _("somebody is not safe"),
}
# Which pauses a member may begin, by power; the last two wait for a vetter's decision.
TEAM_PAUSES, VETTER_PAUSES = ("break", "rest", "away", "team"), ("vetting", "safety")
RULES = {
    "no_smoking": _("No smoking"),
    "no_alcohol": _("No alcohol"),
    "quiet_after_22": _("Quiet after 22:00"),
    "back_by_23": _("Back by 23:00"),
    "no_visitors": _("No visitors"),
    "shoes_off": _("Shoes off at the door"),
    "keep_tidy": _("Everybody keeps it tidy"),
}
FRESH_TAGS = {
    "fresh": ("ok", pgettext_lazy("offer", "holds")),
    "asked": ("info", pgettext_lazy("offer", "asked")),
    "stale": ("warn", pgettext_lazy("offer", "not asked lately")),
}
# How somebody says that it is; by side, as asked on the phone.
SAFE_ANSWERS = {
    "party": {"fine": _("they are fine"), "not_safe": _("they are not safe"), "call_me": _("call them")},
    "host": {"fine": _("all is well"), "tired": _("the host is tired"), "trouble": _("there is trouble")},
}
SAFE_TAGS = {
    "not_safe": ("bad", _("not safe")),
    "trouble": ("warn", _("trouble")),
    "call_me": ("warn", _("call them")),
    "": ("", _("no answer")),
}
SIDES = {"party": _("the people"), "host": pgettext_lazy("side", "the host")}

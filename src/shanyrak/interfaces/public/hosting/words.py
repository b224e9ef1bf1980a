"""What hosts read of spaces, rules and needs, and the reasons that they may give. No page lives here."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise

KINDS: dict[str, Text] = {
    "room": _("A room of their own"),
    "home": _("A whole flat or house"),
    "bed": _("Beds in a room that others sleep in, too"),
}
FEATURES: dict[str, Text] = {
    "children": _("A small child may come"),
    "pets": _("A pet may come"),
    "step_free": _("There are no steps"),
    "no_smoking": _("Nobody smokes in the home"),
    "kitchen": _("They may cook"),
    "fridge": _("There is room in the fridge, for medicine too"),
    "washer": _("They may wash clothes"),
    "workspace": _("There is a table to work at"),
    "parking": _("There is room for a car"),
}
RULES: dict[str, Text] = {
    "no_smoking": _("No smoking"),
    "no_alcohol": _("No alcohol"),
    "quiet_after_22": _("Quiet after 22:00"),
    "back_by_23": _("Back by 23:00"),
    "no_visitors": _("No visitors"),
    "shoes_off": _("Shoes off at the door"),
    "keep_tidy": _("Everybody keeps it tidy"),
}
LANGUAGES: dict[str, str] = {
    "ru": "русский",
    "kk": "қазақша",
    "en": "English",
    "uk": "українська",
    "ky": "кыргызча",
}
SEXES: dict[str, Text] = {
    "any": _("Anybody"),
    "f": _("Only women"),
    "m": _("Only men"),
    "same": _("Women or men, not both on one night"),
}
IN_A_ROW: dict[str, Text] = {
    "3": _("3 nights, then 2 of rest"),
    "7": _("7 nights, then 2 of rest"),
    "14": _("14 nights, then 2 of rest"),
    "366": _("As many as they need"),
}
# What a host learns of a party before the yes.
NEEDS: dict[str, Text] = {
    "children": _("with a small child"),
    "pets": _("with a pet"),
    "step_free": _("they need a way without steps"),
}
REASONS: dict[str, Text] = {
    "busy": _("Not on these nights"),
    "away": _("I am away this week"),
    "rest": _("I need a rest"),
    "no_children": _("No small children"),
    "no_pets": _("No pets"),
    "other": _("Something else"),
}
LEVELS: dict[int, Text] = {
    0: _("You are new to us."),
    1: _("We have spoken with you."),
    2: _("We have seen your home."),
    3: _("We have seen your home and asked people who know you."),
}
NEXT_CHECKS: dict[int, Text] = {
    0: _("Nobody is sent to you yet. Call us, or come to a desk: we talk first."),
    1: _("People without children may come. A visit, or a video call, is next: then families, too."),
    2: _("Two members of our team may see you next: then women alone and children alone, too."),
    3: _("Anybody may come."),
}
PAUSES: dict[str, Text] = {
    "break": _("You have a break"),
    "rest": _("You rest"),
    "away": _("You are away"),
    "team": _("Our team sends nobody"),
}
# State of a stay, as its host reads it: kind and word of its tag, and what comes next.
TAGS: dict[str, tuple[str, Text]] = {
    "host_yes": ("info", pgettext_lazy("state", "we ask them")),
    "party_yes": ("warn", pgettext_lazy("state", "they want to come")),
    "told": ("ok", pgettext_lazy("state", "they come")),
    "in": ("ok", pgettext_lazy("state", "with you")),
}
COMES_NEXT: dict[str, Text] = {
    "host_yes": _("You said yes. They answer within an hour."),
    "party_yes": _("They said yes. Our team sees them first, then they come."),
    "told": _("They come before 22:00. Ask for the two door words."),
    "in": "",
}

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

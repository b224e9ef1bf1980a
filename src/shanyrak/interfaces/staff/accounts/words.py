"""What roles and members' states are called on pages. What a role may do, `base/powers.py` says."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ROLE_WORDS = {
    "coordinator": _("Coordinator: plans, places people, asks hosts, manages members"),
    "vetter": _("Vetter: checks hosts, follows up what is not safe"),
    "hall_manager": _("Hall manager: runs a site, checks people in"),
    "clerk": _("Clerk: takes requests, vouches, checks people in"),
    "analyst": _("Analyst: sees figures, exports rows without names"),
    "operator": _("Operator: runs the server, manages members"),
}
ROLE_NAMES = {
    "coordinator": _("coordinator"),
    "vetter": _("vetter"),
    "hall_manager": _("hall manager"),
    "clerk": _("clerk"),
    "analyst": _("analyst"),
    "operator": _("operator"),
}
# Kind of tag, and its word.
MEMBER_STATES = {
    "invited": ("warn", pgettext_lazy("member", "invited")),
    "active": ("ok", pgettext_lazy("member", "active")),
    "revoked": ("", pgettext_lazy("member", "revoked")),
}

"""Reasons for which a contact is opened, in words. Which there are, the vault says."""

from django.utils.translation import gettext_lazy as _

PURPOSE_WORDS = {
    "call_about_bed": _("to speak about a bed"),
    "not_arrived": _("they did not arrive"),
    "change_of_place": _("a place fell through"),
    "safety": _("somebody may not be safe"),
    "vetting": _("to check a host"),
    "way": _("to tell them the way"),
    "they_asked": _("they asked to be called"),
}

"""What members type at the door of a site. What it does, the services say."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from shanyrak.apps.intake.facts import LARGEST_PARTY, MOST_NIGHTS, Facts
from shanyrak.apps.stays.services import Place
from shanyrak.base.ids import SpaceId, TeamId
from shanyrak.base.nights import Span
from shanyrak.interfaces.staff.accounts.forms import offer
from shanyrak.interfaces.staff.hosting.words import DOOR_NEEDS
from shanyrak.interfaces.staff.words import NEEDS

SEXES = [("", _("mixed, or not asked")), ("f", _("all women")), ("m", _("all men"))]


class WalkInForm(forms.Form):
    """A request that is known, which room, and for how many nights."""

    room = forms.UUIDField(widget=forms.HiddenInput)
    nights = forms.IntegerField(
        label=_("Nights"), min_value=1, max_value=MOST_NIGHTS, initial=1, widget=forms.NumberInput
    )

    def to_place(self, night: date) -> Place:
        """Return where and when, from tonight on."""
        told = self.cleaned_data
        return Place(SpaceId(told["room"]), Span.of(night, told["nights"]))


class NewcomerForm(forms.Form):
    """Who stands at the door and has no request yet: five facts, none of them a name."""

    people = forms.IntegerField(
        label=_("People"),
        min_value=1,
        max_value=LARGEST_PARTY,
        widget=forms.NumberInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    nights = forms.IntegerField(label=_("Nights"), min_value=1, max_value=MOST_NIGHTS, initial=1)
    room = forms.ChoiceField(label=_("Room"))
    needs = forms.MultipleChoiceField(
        label=_("Needs"),
        required=False,
        choices=[(word, NEEDS[word]) for word in DOOR_NEEDS],
        widget=forms.CheckboxSelectMultiple,
    )
    sex = forms.ChoiceField(label=_("Women and men"), required=False, choices=SEXES)
    is_protected = forms.BooleanField(
        label=_("Children without an adult, or a woman alone who asks for protection"), required=False
    )
    language = forms.ChoiceField(label=_("Language"), choices=list(settings.LANGUAGES))

    def __init__(self, *args: Any, rooms: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "room", rooms)
        if not rooms:
            del self.fields["room"]

    def to_facts(self, team: TeamId, night: date) -> Facts:
        """Return what was said, from tonight on."""
        told = {
            name: self.cleaned_data[name] for name in ("people", "nights", "sex", "is_protected", "language")
        }
        return Facts(team=team, first_night=night, needs=frozenset(self.cleaned_data["needs"]), **told)

"""What is typed about a site and its rooms: doors, limits, beds, nights. What fits, the services say."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from shanyrak.apps.hosting.queries import SiteView, SpaceView
from shanyrak.apps.hosting.services import SiteFacts, SpaceFacts
from shanyrak.base.nights import ONE_NIGHT, Span
from shanyrak.interfaces.shared.fields import NightField
from shanyrak.interfaces.shared.place_names import place_name
from shanyrak.interfaces.shared.windows import GapsField, ahead_of, gaps_of, without
from shanyrak.interfaces.staff.accounts.forms import offer
from shanyrak.interfaces.staff.words import KINDS, NEEDS

OPEN_NIGHTS = 30
PLAIN = {"autocomplete": "off"}
EACH = _("20 people each.")
# What a room of a site may have; of the rest its people decide themselves.
ROOM_FEATURES = ("step_free", "children", "pets", "cot", "fridge", "no_smoking", "quiet", "washer")
SEXES = [
    ("any", _("for everybody")),
    ("f", _("for women")),
    ("m", _("for men")),
    ("same", _("women or men, not both")),
]


class ClockField(forms.TimeField):
    """A time of the day, as a clock shows it."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})

    def __init__(self, **told: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H.%M"], required=False, **told)


class SiteForm(forms.Form):
    """A site: where it is, when its door is open, and how many people it can bear."""

    name = forms.CharField(
        label=_("Name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    district = forms.ChoiceField(label=_("District"), required=False)
    address = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    opens_at = ClockField(label=_("The door opens at"))
    closes_at = ClockField(label=_("People leave before"))
    is_open = forms.BooleanField(label=_("Open now"), required=False)
    is_listed = forms.BooleanField(
        label=_("Shown to everybody"),
        required=False,
        help_text=_("People may walk in. Not ticked: only those who have a bed there see it."),
    )
    is_staffed = forms.BooleanField(
        label=_("Somebody of the team is there all night"),
        required=False,
        help_text=_("Without that, nobody who needs protection sleeps there."),
    )
    square_metres = forms.IntegerField(
        label=_("Square metres to sleep on"), required=False, min_value=1, help_text=_("3.5 for each person.")
    )
    toilets = forms.IntegerField(
        label=_("Toilets"), required=False, min_value=1, help_text=_("20 people each.")
    )
    showers = forms.IntegerField(
        label=_("Showers"), required=False, min_value=1, help_text=_("20 people each.")
    )
    fire_limit = forms.IntegerField(label=_("People the fire rules allow"), required=False, min_value=1)

    def __init__(self, *args: Any, districts: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "district", [("", ""), *((name, place_name(name)) for name in districts)])

    def to_facts(self) -> SiteFacts:
        """Return what was said."""
        return SiteFacts(**self.cleaned_data)


class RoomForm(forms.Form):
    """A room of a site: its beds, and for whom."""

    label = forms.CharField(
        label=_("What the room is called"),
        required=False,
        max_length=40,
        help_text=_("1, hall 2, family room."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind, KINDS[kind]) for kind in ("hall", "room")])
    beds = forms.IntegerField(label=_("Beds"), min_value=1, max_value=2000)
    is_private = forms.BooleanField(label=_("One party at a time"), required=False)
    sexes = forms.ChoiceField(label=_("For whom"), choices=SEXES)
    features = forms.MultipleChoiceField(
        label=_("Has"),
        required=False,
        choices=[(word, NEEDS[word]) for word in ROOM_FEATURES],
        widget=forms.CheckboxSelectMultiple,
    )

    def to_facts(self, kept: SpaceView | None = None) -> SpaceFacts:
        """Return what was said, and of a room that is there already what this form does not ask."""
        told = {**self.cleaned_data, "features": frozenset(self.cleaned_data["features"])}
        told.pop("until", None)
        if kept is not None:
            own = frozenset(kept.features) - set(ROOM_FEATURES) - {"private_room", "women_only"}
            told["features"] |= own
            told |= {"house_rules": frozenset(kept.house_rules), "district": kept.district}
            told |= {"min_nights": kept.min_nights, "max_nights": kept.max_nights}
        return SpaceFacts(**told)


class NightsForm(forms.Form):
    """Until when a room is open; nights before that on which it is closed stay so until they are ticked."""

    until = NightField(label=_("Last night on which it is open"))

    def __init__(self, *args: Any, gaps: Sequence[Span] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gaps = GapsField(gaps, label=_("Nights before that on which it is closed"))
        if gaps:
            self.fields["also"] = self.gaps

    def to_windows(self, night: date) -> list[Span]:
        """Return the nights from tonight on; a night that has passed leaves none."""
        until = self.cleaned_data["until"]
        if until < night:
            return []
        closed = self.gaps.left(self.cleaned_data.get("also", ()))
        return without(Span(night, until + ONE_NIGHT), closed)


class NewRoomForm(RoomForm, NightsForm):
    """A new room: what it is, and until when it is open."""

    field_order = ("label", "kind", "beds", "until", "is_private", "sexes", "features")


def said_of(site: SiteView) -> dict[str, Any]:
    """Return a site as its form shows it."""
    names = ("name", "district", "address", "opens_at", "closes_at", "is_open", "is_listed", "is_staffed")
    return {name: getattr(site, name) for name in names} | site.measured


def said_of_room(space: SpaceView) -> dict[str, Any]:
    """Return a room as its form shows it."""
    names = ("label", "kind", "beds", "is_private", "sexes")
    return {name: getattr(space, name) for name in names} | {"features": list(space.features)}


def nights_form(space: SpaceView, night: date, said: QueryDict | None = None) -> NightsForm:
    """Return the form of a room's nights; it offers a month to a room that is not open."""
    ahead = ahead_of(space.windows, night)
    last = ahead[-1].end - ONE_NIGHT if ahead else night + timedelta(days=OPEN_NIGHTS)
    before = [Span(night, ahead[0].first)] if ahead and night < ahead[0].first else []
    return NightsForm(said, initial={"until": last}, gaps=[*before, *gaps_of(ahead)])

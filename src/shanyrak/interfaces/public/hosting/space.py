"""What a host offers, changed later: beds, rules of the home, and when it is free."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from shanyrak.apps.hosting import queries
from shanyrak.apps.hosting import services as hosting
from shanyrak.apps.hosting.queries import SpaceView
from shanyrak.apps.hosting.services import SpaceFacts
from shanyrak.base import clock
from shanyrak.base.ids import SpaceId
from shanyrak.base.nights import Span, tonight
from shanyrak.interfaces.public.actors import host_of
from shanyrak.interfaces.public.hosting.answers import RULE, SEXES
from shanyrak.interfaces.public.hosting.forms import HOW_MANY, MOST_BEDS, FreeForm, RulesForm
from shanyrak.interfaces.public.hosting.home import to_home
from shanyrak.interfaces.public.hosting.words import FEATURES
from shanyrak.interfaces.shared.attempts import attempt, sent, show_form
from shanyrak.interfaces.shared.fields import NightField
from shanyrak.interfaces.shared.windows import GapsField, ahead_of, gaps_of, without

# Features that follow from what else is said of a space.
FOLLOW = {"private_room", "women_only"}


class SpaceForm(RulesForm):
    """What there is, for whom, and the rules; which languages a host speaks is no matter of a space."""

    beds = forms.IntegerField(
        label=_("For how many people are there beds?"),
        min_value=1,
        max_value=MOST_BEDS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4, "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), HOW_MANY),
    )
    field_order = ("beds",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["languages"]

    def to_facts(self, kept: SpaceView) -> SpaceFacts:
        """Return what was said, and what this form does not ask as it was."""
        told = self.cleaned_data
        unasked = frozenset(kept.features) - set(FEATURES) - FOLLOW
        return SpaceFacts(
            kind=kept.kind,
            beds=told["beds"],
            is_private=kept.is_private,
            features=frozenset(told["features"]) | unasked,
            house_rules=frozenset(rule.removeprefix(RULE) for rule in told["rules"]),
            min_nights=kept.min_nights,
            max_nights=kept.max_nights,
            sexes=told["sexes"].removeprefix(SEXES),
            district=kept.district,
            label=kept.label,
        )


class NightsForm(FreeForm):
    """From which night, until which morning; gaps stay until they are ticked.

    A length is not asked for: the last day stands in its field, and would win over what was ticked. The rest
    after many nights is changed elsewhere.
    """

    until = NightField(
        label=_("Until the morning of"),
        help_text=_("The day on which the last people leave, for example 25.10"),
        error_messages={"required": _("Write the day on which the last people leave, for example 25.10.")},
    )

    def __init__(self, *args: Any, gaps: Sequence[Span], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for unasked in ("length", "in_a_row"):
            del self.fields[unasked]
        self.gaps = GapsField(gaps, label=_("Nights in between that you do not offer"))
        if gaps:
            self.fields["also"] = self.gaps

    def to_windows(self) -> list[Span]:
        """Return the nights on which people may come; who says a day within a gap means that day."""
        told = self.cleaned_data
        closed = [gap for gap in self.gaps.left(told.get("also", ())) if told["free"] < gap.first]
        return without(Span(told["free"], told["until"]), closed)


@require_http_methods(["GET", "HEAD", "POST"])
def space(request: HttpRequest, space: UUID) -> HttpResponse:
    """Show what a host said of a space, and change it."""
    host = host_of(request)
    view = queries.get_space(actor=host, space=SpaceId(space))
    form = SpaceForm(sent(request), initial=_said_of(view))
    if form.is_valid():
        said = {"space": view.id, "facts": form.to_facts(view)}
        attempt(form, hosting.change_space, actor=host, now=clock.now(), **said)
    if form.is_bound and not form.errors:
        return to_home()
    return show_form(request, "public/hosting/space.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def nights(request: HttpRequest, space: UUID) -> HttpResponse:
    """Show when a space is free, and change it."""
    host = host_of(request)
    view = queries.get_space(actor=host, space=SpaceId(space))
    ahead = ahead_of(view.windows, tonight(timezone.localtime(clock.now())))
    form = NightsForm(sent(request), initial=_nights_of(ahead), gaps=gaps_of(ahead))
    if form.is_valid():
        said = {"space": view.id, "windows": form.to_windows()}
        attempt(form, hosting.change_windows, actor=host, now=clock.now(), **said)
    if form.is_bound and not form.errors:
        return to_home()
    return show_form(request, "public/hosting/space_nights.html", form)


def _said_of(view: SpaceView) -> dict[str, Any]:
    return {
        "beds": view.beds,
        "features": list(view.features),
        "rules": [f"{RULE}{rule}" for rule in view.house_rules],
        "sexes": f"{SEXES}{view.sexes}",
    }


def _nights_of(ahead: Sequence[Span]) -> dict[str, str]:
    """Return the first night and the last morning of those that are free; at least tonight."""
    first = ahead[0].first if ahead else tonight(timezone.localtime(clock.now()))
    until = f"{ahead[-1].end:%d.%m.%Y}" if ahead else ""
    return {"free": f"{first:%d.%m.%Y}", "until": until}

"""Addresses of hosts' pages, below `/<language>/hosting/`; and `/host`, for posters."""

from django.urls import path

from shanyrak.interfaces.public.hosting import asks, home, offering, sending, space
from shanyrak.interfaces.shared.discovery import Patterns

urlpatterns: Patterns = [
    path("offer/", offering.ask, {"step": "beds"}, name="offer"),
    path("offer/nights/", offering.ask, {"step": "free"}, name="free"),
    path("offer/rules/", offering.ask, {"step": "rules"}, name="rules"),
    path("offer/area/", offering.area, name="area"),
    path("offer/check/", sending.check, name="check"),
    path("offer/phrase/", sending.phrase, name="phrase"),
    path("offer/words/", sending.words, name="words"),
    path("offer/keep/", sending.keep, name="keep"),
    path("ask/", asks.ask, name="ask"),
    path("ask/yes/", asks.accept, name="ask_yes"),
    path("ask/no/", asks.refuse, name="ask_no"),
    path("ask/reasons/", asks.reasons, name="ask_reasons"),
    path("", home.home, name="home"),
    path("asks/<uuid:stay>/yes/", home.accept, name="yes"),
    path("asks/<uuid:stay>/no/", home.refuse, name="no"),
    path("stays/<uuid:stay>/more/", home.extend, name="extend"),
    path("stays/<uuid:stay>/how/", home.how, name="how"),
    path("stays/<uuid:stay>/other/", home.other, name="other"),
    path("rest/", home.rest, name="rest"),
    path("pause/", home.pause, name="pause"),
    path("pauses/<uuid:pause>/lift/", home.lift, name="lift"),
    path("fresh/", home.fresh, name="fresh"),
    path("spaces/<uuid:space>/", space.space, name="space"),
    path("spaces/<uuid:space>/nights/", space.nights, name="space_nights"),
    path("spaces/<uuid:space>/withdraw/", home.withdraw, name="withdraw"),
    path("stop/", home.stop, name="stop"),
    path("out/", home.sign_out, name="out"),
]
bare_patterns: Patterns = [path("host", offering.begin, name="host")]

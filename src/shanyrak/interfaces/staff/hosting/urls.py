"""Addresses of the pages of sites and hosts."""

from django.urls import path

from shanyrak.interfaces.shared.discovery import Patterns
from shanyrak.interfaces.staff.hosting import door, host, hosts, keeping, safe, sites, vetting

urlpatterns: Patterns = [
    path("", hosts.hosts, name="hosts"),
    path("ask/", hosts.ask, name="ask"),
    path("vetting/", vetting.vetting, name="vetting"),
    path("safe/", safe.safe, name="safe"),
    path("safe/<uuid:stay>/answer/", safe.note_answer, name="note_answer"),
    path("safe/<uuid:stay>/rematch/", safe.rematch, name="rematch"),
    path("safe/<uuid:check>/close/", safe.close, name="close_safe"),
    path("<uuid:host>/", host.host, name="host"),
    path("<uuid:host>/check/", vetting.note_check, name="note_check"),
    path("<uuid:host>/pause/", host.pause, name="pause"),
    path("<uuid:host>/answer/", host.answer, name="answer"),
    path("<uuid:host>/rest/", host.rest, name="rest"),
    path("<uuid:host>/stop/", host.stop, name="stop"),
    path("pauses/<uuid:pause>/lift/", host.lift, name="lift"),
    path("sites/", sites.sites, name="sites"),
    path("sites/found/", keeping.found, name="found"),
    path("sites/<uuid:site>/facts/", keeping.facts, name="facts"),
    path("sites/<uuid:site>/rooms/", keeping.rooms, name="rooms"),
    path("rooms/<uuid:space>/", keeping.room, name="room"),
    path("rooms/<uuid:space>/nights/", keeping.room_nights, name="room_nights"),
    path("rooms/<uuid:space>/withdraw/", keeping.withdraw_room, name="withdraw_room"),
    path("sites/<uuid:site>/", sites.site, name="site"),
    path("sites/<uuid:site>/paper/", sites.paper, name="paper"),
    path("sites/<uuid:site>/in/", door.check_in, name="check_in"),
    path("sites/<uuid:site>/out/", door.check_out, name="check_out"),
    path("sites/<uuid:site>/missed/", door.miss, name="miss"),
    path("sites/<uuid:site>/undo/", door.undo, name="undo"),
    path("sites/<uuid:site>/walk-in/<str:code>/", door.walk_in, name="walk_in"),
    path("sites/<uuid:site>/new/", door.take_in, name="take_in"),
    path("sites/<uuid:site>/new/request/", door.take_request, name="take_request"),
]

"""Addresses of the team's keys and of sealed contacts, below `/staff/vault/`."""

from django.urls import path

from shanyrak.interfaces.shared.discovery import Patterns
from shanyrak.interfaces.staff.vault import changing, keys, opening, way

urlpatterns: Patterns = [
    path("", keys.keys, name="keys"),
    path("own/", keys.keep_own, name="keep_own"),
    path("epochs/", keys.make_epoch, name="make_epoch"),
    path("wraps/", keys.wrap, name="wrap"),
    path("approve/", changing.approve, name="approve"),
    path("reseal/take/", changing.take, name="take"),
    path("reseal/give/", changing.give, name="give"),
    path("exposure/<uuid:member>/", changing.exposure, name="exposure"),
    path("contacts/", opening.contact, name="contact"),
    path("contacts/open/", opening.open_contact, name="open"),
    path("contacts/write/", opening.write, name="write"),
    path("ways/<uuid:stay>/", way.way, name="way"),
    path("ways/<uuid:stay>/open/", way.open_way, name="open_way"),
]

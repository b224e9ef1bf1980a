"""Addresses of the pages of one request; it is named by its code."""

from django.urls import path

from shanyrak.interfaces.shared.discovery import Patterns
from shanyrak.interfaces.staff.intake import party, placing

urlpatterns: Patterns = [
    path("<str:code>/", party.party, name="party"),
    path("<str:code>/places/", placing.places, name="places"),
    path("<str:code>/hold/", placing.hold, name="hold"),
    path("<str:code>/propose/", placing.propose, name="propose"),
    path("<str:code>/split/", party.split, name="split"),
    path("<str:code>/close/", party.close, name="close"),
    path("<str:code>/elsewhere/", party.elsewhere, name="elsewhere"),
    path("<str:code>/vouch/", party.vouch, name="vouch"),
]

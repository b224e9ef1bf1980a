"""Addresses of the pages of the evening; the list of tonight stands at the root."""

from django.urls import path

from shanyrak.interfaces.shared.discovery import Patterns
from shanyrak.interfaces.staff.stays import plans, tonight
from shanyrak.interfaces.staff.stays.steps import step_patterns

root_patterns: Patterns = [path("", tonight.tonight, name="tonight")]
urlpatterns: Patterns = [
    *step_patterns,
    path("rows/claim/", tonight.claim, name="claim"),
    path("rows/release/", tonight.release, name="release"),
    path("rows/note/", tonight.note, name="note"),
    path("plans/", plans.plans, name="plans"),
    path("plans/<uuid:plan>/", plans.plan, name="plan"),
    path("plans/<uuid:plan>/certificate/", plans.certificate, name="certificate"),
    path("plans/<uuid:plan>/send/", plans.send, name="send"),
    path("plans/<uuid:plan>/undo/", plans.undo, name="undo"),
    path("plans/<uuid:plan>/discard/", plans.discard, name="discard"),
    path("plans/<uuid:plan>/lock/", plans.lock, name="lock"),
    path("plans/<uuid:plan>/drop/", plans.drop, name="drop"),
]

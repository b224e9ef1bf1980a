"""Addresses of the pages of the evening; the list of tonight stands at the root."""

from django.urls import path

from shanyrak.interfaces.shared.discovery import Patterns
from shanyrak.interfaces.staff.stays import tonight
from shanyrak.interfaces.staff.stays.steps import step_patterns

root_patterns: Patterns = [path("", tonight.tonight, name="tonight")]
urlpatterns: Patterns = [
    *step_patterns,
    path("rows/claim/", tonight.claim, name="claim"),
    path("rows/release/", tonight.release, name="release"),
    path("rows/note/", tonight.note, name="note"),
]

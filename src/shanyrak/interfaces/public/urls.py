"""Addresses of the anonymous pages: behind the language, and a few short ones at the root."""

from django.urls import path

from shanyrak.interfaces.public.hosting import urls as hosting
from shanyrak.interfaces.public.information import urls as information
from shanyrak.interfaces.public.intake import questions
from shanyrak.interfaces.public.stays import urls as stays
from shanyrak.interfaces.public.vault import urls as vault
from shanyrak.interfaces.shared.discovery import Patterns, area_patterns

urlpatterns: Patterns = [
    *information.urlpatterns,
    *stays.me_patterns,
    *vault.me_patterns,
    *area_patterns("public"),
]
bare_patterns: Patterns = [
    *information.bare_patterns,
    *stays.bare_patterns,
    *hosting.bare_patterns,
    path("bed", questions.begin, name="bed"),
]

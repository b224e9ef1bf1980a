"""Addresses of the pages that ask nothing; `public/urls.py` takes them in, as they belong to no area."""

from django.urls import path

from shanyrak.interfaces.public.information import pages
from shanyrak.interfaces.shared.discovery import Patterns

urlpatterns: Patterns = [
    path("", pages.home, name="home"),
    path("places/", pages.places, name="places"),
    path("guides/", pages.guides, name="guides"),
    path("guides/<slug:slug>/", pages.guide, name="guide"),
    path("help/", pages.phones, name="help"),
    path("safety/", pages.safety, name="safety"),
    path("privacy/", pages.privacy, name="privacy"),
    path("about/", pages.about, name="about"),
    path("languages/", pages.languages, name="languages"),
    path("accessibility/", pages.accessibility, name="accessibility"),
]
bare_patterns: Patterns = [path("", pages.home, name="home"), path("x", pages.leave, name="leave")]

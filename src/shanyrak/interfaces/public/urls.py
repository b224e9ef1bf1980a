"""Addresses of the anonymous pages: behind the language, and a few short ones at the root."""

from shanyrak.interfaces.shared.discovery import Patterns, area_patterns

urlpatterns: Patterns = area_patterns("public")
bare_patterns: Patterns = []

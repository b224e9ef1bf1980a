"""Addresses of the anonymous pages: behind the language, and a few short ones at the root."""

from shanyrak.interfaces.public.information import urls as information
from shanyrak.interfaces.shared.discovery import Patterns, area_patterns

urlpatterns: Patterns = [*information.urlpatterns, *area_patterns("public")]
bare_patterns: Patterns = [*information.bare_patterns]

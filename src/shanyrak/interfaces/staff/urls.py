"""Addresses of the pages of members, below `/staff/`."""

from shanyrak.interfaces.shared.discovery import Patterns, area_patterns

urlpatterns: Patterns = area_patterns("staff")

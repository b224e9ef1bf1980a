"""Addresses of what people seal. They stand below `/<language>/me/`, where their own page is."""

from django.urls import path

from shanyrak.interfaces.public.vault import contact
from shanyrak.interfaces.shared.discovery import Patterns

me_patterns: Patterns = [path("me/contact/", contact.contact, name="me_contact")]
urlpatterns: Patterns = []

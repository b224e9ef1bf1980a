"""Which address leads to which interface; each has its own `urls.py`, found by its name."""

from django.urls import path

from shanyrak.interfaces.shared.discovery import interface_patterns
from shanyrak.interfaces.shared.health import heads, healthz

urlpatterns = [path("healthz", healthz), path("audit/heads", heads), *interface_patterns()]

handler400 = "shanyrak.interfaces.shared.refusals.bad_request"
handler403 = "shanyrak.interfaces.shared.refusals.forbidden"
handler404 = "shanyrak.interfaces.shared.refusals.not_found"
handler500 = "shanyrak.interfaces.shared.refusals.broken"

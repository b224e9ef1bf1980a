"""Whether the machinery runs: heartbeats of the planner and of every job."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from shanyrak.apps.audit import queries
from shanyrak.base import clock
from shanyrak.interfaces.shared.discovery import Patterns
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.pages import show


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Show when each job last ran, the late and the failed ones first."""
    actor_of(request).demand("see_health")
    beats = queries.list_heartbeats(now=clock.now())
    rows = sorted(beats, key=lambda beat: (not beat.is_late, not beat.error, beat.job))
    n_late = sum(beat.is_late for beat in rows)
    n_wrong = sum(beat.is_late or bool(beat.error) for beat in rows)
    return show(request, "audit/health", rows=rows, n_late=n_late, n_wrong=n_wrong, now=clock.now())


root_patterns: Patterns = [path("health/", health, name="health")]

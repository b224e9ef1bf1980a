"""Whether the site is up, for machines that watch it; no number and no name of anything is told."""

from django.db import connection
from django.http import HttpRequest, HttpResponse


def healthz(request: HttpRequest) -> HttpResponse:
    """Say "ok" if the application runs and its database answers; a gone database is a refusal (503)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")

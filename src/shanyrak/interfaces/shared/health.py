"""What machines watch: whether the site is up, and the heads of its audit log. Nothing is told of anybody."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from shanyrak.apps.audit import queries
from shanyrak.core.auditlog import published

TOLD = """# Heads of the audit log of this site, the latest first. Keep a copy of this page elsewhere:
# if the log is ever rewritten, `shanyrak audit verify --heads COPY` says so, and so does
# `shanyrak audit follow PAGE --kept COPY` for whoever has no more than two copies.
# key {key}

"""


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say "ok" if the application runs and its database answers; a gone database is a refusal (503)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def heads(request: HttpRequest) -> HttpResponse:
    """Show every head, signed, with the proof that it follows the one before."""
    notes = [published(head.note, head.day.isoformat(), head.proof) for head in queries.list_heads()]
    text = TOLD.format(key=queries.get_verifier_key()) + "\n".join(notes)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")

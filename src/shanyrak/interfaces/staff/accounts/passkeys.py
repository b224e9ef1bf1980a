"""A member's own sign-in: passkeys, language, every device."""

import json
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from shanyrak.apps.accounts import queries, services
from shanyrak.apps.accounts.services import Question
from shanyrak.base import clock
from shanyrak.interfaces.shared.attempts import attempt, sent
from shanyrak.interfaces.shared.cookies import drop_token
from shanyrak.interfaces.staff.accounts.forms import LanguageForm, PasskeyAnswerForm
from shanyrak.interfaces.staff.actors import actor_of, signed_in
from shanyrak.interfaces.staff.pages import show_with_form


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Show how the member signs in, and add the passkey whose device answered."""
    form = PasskeyAnswerForm(sent(request))
    if form.is_valid():
        told = {**form.cleaned_data, "origin": origin_of(request), "now": clock.now()}
        attempt(form, services.add_passkey, actor=actor_of(request), **told)
        if not form.errors:
            return redirect("staff:accounts:own")
    known = signed_in(request)
    language = LanguageForm(initial={"language": known.language}, languages=settings.LANGUAGES)
    passkeys = queries.list_passkeys(actor=known.actor)
    return show_with_form(
        request, "accounts/own", form, passkeys=passkeys, username=known.username, language=language
    )


@require_POST
def ask_new_passkey(request: HttpRequest) -> JsonResponse:
    """Give the member's device what it needs to become a passkey."""
    told = services.ask_new_passkey(actor=actor_of(request), now=clock.now(), origin=origin_of(request))
    return json_of(told)


@require_POST
def remove_passkey(request: HttpRequest, passkey: UUID) -> HttpResponse:
    """Forget one of the member's passkeys."""
    services.remove_passkey(actor=actor_of(request), now=clock.now(), passkey=passkey)
    return redirect("staff:accounts:own")


@require_POST
def change_language(request: HttpRequest) -> HttpResponse:
    """Show the member's pages in another language from now on."""
    language = request.POST.get("language", "")
    services.change_language(actor=actor_of(request), now=clock.now(), language=language)
    return redirect("staff:accounts:own")


@require_POST
def end_sign_ins(request: HttpRequest) -> HttpResponse:
    """Sign the member out on every device, this one too."""
    services.end_sign_ins(actor=actor_of(request), now=clock.now())
    response = redirect("staff:accounts:sign_in")
    drop_token(response, "member")
    return response


def origin_of(request: HttpRequest) -> str:
    """Return the origin of this site as the browser names it."""
    return request.build_absolute_uri("/").rstrip("/")


def json_of(question: Question) -> JsonResponse:
    """Return what the page's script passes on to the device."""
    return JsonResponse({"challenge": str(question.challenge), "options": json.loads(question.options)})

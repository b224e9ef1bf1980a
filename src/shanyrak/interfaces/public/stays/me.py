"""The page of a party: sign-in by phrase, what becomes of the request, and what may be done about it."""

from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyrak.apps.hosting import queries as hosting
from shanyrak.apps.intake import services
from shanyrak.apps.intake.views import SignedInParty
from shanyrak.apps.stays import queries as stays_queries
from shanyrak.apps.stays import services as stays
from shanyrak.base import clock
from shanyrak.base.ids import STRANGER
from shanyrak.base.nights import tonight
from shanyrak.interfaces.public.actors import NOBODY, actor_of, party_of, signed_in, signed_in_host
from shanyrak.interfaces.public.intake.answers import Answers
from shanyrak.interfaces.public.intake.lengths import PAGE, SHEET, of_length
from shanyrak.interfaces.public.intake.phrase_form import PhraseForm
from shanyrak.interfaces.public.stays.chain import shown
from shanyrak.interfaces.public.stays.words import headline, leading
from shanyrak.interfaces.shared.cookies import drop_token, keep_token, token_of

# As many as the page has room for in every language; the others have a page of their own.
MOST_HALLS, MOST_STAYS = 3, 3


@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Show a party its page; ask for the phrase where nobody is known, in as many bytes."""
    if request.method == "POST":
        return sign_in(request)
    known = signed_in(request)
    if known is None and signed_in_host(request):
        return HttpResponseRedirect(reverse("public:hosting:home"))
    if known is None:
        return ask_phrase(request, PhraseForm(), is_unknown=token_of(request, "party") is not None)
    return of_length(render(request, "public/me/me.html", page_of(known)), PAGE)


def page_of(known: SignedInParty) -> dict[str, Any]:
    """Return what the page of a party tells: the line, the stays ahead, or where it is warm."""
    now = clock.now()
    night = tonight(timezone.localtime(now))
    chain = stays_queries.list_chain(actor=known.actor, party=known.party.id)
    first = leading(list(chain), night)
    ahead = [stay for stay in chain if stay.state != "out" and stay.end_night >= night][:MOST_STAYS]
    return {
        "party": known.party,
        "first": first,
        "headline": headline(first, now) if first else None,
        "stays": shown(ahead, first),
        "has_more": len(chain) > len(ahead),
        "is_over": known.party.span.end <= night,
        "halls": [] if first else hosting.list_listed_sites(team=known.party.team)[:MOST_HALLS],
    }


def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with words that were typed into a browser without scripts."""
    form = PhraseForm(request.POST)
    if not form.is_valid():
        return ask_phrase(request, form, status=422)
    language = translation.get_language() or "ru"
    typed = form.cleaned_data["phrase"]
    token = services.sign_in_by_phrase(actor=STRANGER, now=clock.now(), phrase=typed, language=language)
    response = to_me()
    keep_token(response, "party", token)
    return response


@require_POST
def sign_in_by_key(request: HttpRequest) -> HttpResponse:
    """Sign in with the key that the browser made of the words."""
    token = services.sign_in_by_key(actor=STRANGER, now=clock.now(), auth=request.POST.get("auth", ""))
    response = to_me()
    keep_token(response, "party", token)
    return response


@require_POST
def extend(request: HttpRequest) -> HttpResponse:
    """Ask for one more night."""
    known = party_of(request)
    services.extend_party(actor=known.actor, now=clock.now(), party=known.party.id)
    return to_me()


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Note that these people have gone on."""
    known = party_of(request)
    stays.close_party(actor=known.actor, now=clock.now(), party=known.party.id)
    return to_me()


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Close a request that is not needed any more."""
    known = party_of(request)
    stays.close_party(actor=known.actor, now=clock.now(), party=known.party.id, has_left=False)
    return to_me()


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Lead through the questions once more, and keep what was answered then."""
    known = party_of(request)
    if request.method != "POST":
        return HttpResponseRedirect(Answers.again(known.party).leading_to("check"))
    facts = Answers.of(request).to_facts()
    services.change_party(actor=known.actor, now=clock.now(), party=known.party.id, facts=facts)
    return to_me()


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Say what goes, and erase it."""
    if request.method != "POST":
        return of_length(render(request, "public/me/erase.html", {"party": party_of(request).party}), SHEET)
    stays.erase_party(actor=actor_of(request), now=clock.now())
    response = of_length(render(request, "public/me/erased.html"), SHEET)
    drop_token(response, "party")
    return response


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """Show a card to print: the code, as letters and for a scanner, and a line for the phrase."""
    party = party_of(request).party
    picture = segno.make(party.code, error="m").svg_inline(scale=5, light="#fff")
    return of_length(render(request, "public/me/card.html", {"party": party, "picture": picture}), SHEET)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this sign-in, so that somebody else can ask on this phone."""
    services.sign_out(actor=STRANGER, now=clock.now(), token=token_of(request, "party") or NOBODY)
    response = HttpResponseRedirect(reverse("public:intake:people"), status=303)
    drop_token(response, "party")
    return response


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Lead to the page of the party in the reader's language."""
    return to_me()


def to_me() -> HttpResponseRedirect:
    """Lead to the page of the party."""
    return HttpResponseRedirect(reverse("public:me"), status=303)


def ask_phrase(
    request: HttpRequest, form: PhraseForm, *, is_unknown: bool = False, status: int = 200
) -> HttpResponse:
    """Ask for the phrase."""
    context = {"form": form, "is_unknown": is_unknown, "salt": settings.SITE_SALT.hex()}
    return of_length(render(request, "public/me/phrase.html", context, status=status), PAGE)

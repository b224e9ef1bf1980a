"""From the answers to a request that is kept: the check, the phrase, and what is sent at last."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from shanyrak.apps.intake import keys, proofs, services
from shanyrak.base import clock
from shanyrak.base.ids import STRANGER
from shanyrak.interfaces.public.actors import signed_in
from shanyrak.interfaces.public.intake.answers import Answers
from shanyrak.interfaces.public.intake.summary import summary
from shanyrak.interfaces.shared.cookies import keep_token

# Lists that a speaker has read; pages in other languages offer both.
LISTS = {"ru": "русский", "en": "English"}
Page = Callable[[HttpRequest], HttpResponse]
KEYS = ("own", "panic", "public")
PROOFS = ("puzzle", "solution", "turn")


def answered(page: Callable[[HttpRequest, Answers], HttpResponse]) -> Page:
    """Ask first what was not answered yet; lead on to their own page who have asked already."""

    @require_safe
    @wraps(page)
    def answered_page(request: HttpRequest) -> HttpResponse:
        answers = Answers.of(request)
        missing = answers.missing_before("check")
        if missing:
            return HttpResponseRedirect(answers.leading_to(missing))
        if signed_in(request) and not answers.change:
            return HttpResponseRedirect(reverse("public:me"))
        return page(request, answers)

    return answered_page


@answered
def check(request: HttpRequest, answers: Answers) -> HttpResponse:
    """Show all answers before anything is kept."""
    ways = {"back_address": answers.leading_to("place"), "send": answers.leading_to("phrase")}
    told = {"answers": answers.sealed(), "is_change": answers.change}
    return render(request, "public/intake/check.html", summary(answers) | ways | told)


@answered
def phrase(request: HttpRequest, answers: Answers) -> HttpResponse:
    """Let the browser draw both phrases; one without scripts goes on to a page that the server makes."""
    now = clock.now()
    turn = proofs.draw_turn(answers.told(), now)
    context = {"puzzle": proofs.draw_puzzle(now), "turn": turn, "wait_s": proofs.read_turn(turn, now).wait_s}
    return render(request, "public/intake/phrase.html", context | _sealed(answers) | _list_of(request))


@require_safe
def puzzle(request: HttpRequest) -> HttpResponse:
    """Give another puzzle to a page that was open for longer than the first one lasts."""
    return HttpResponse(proofs.draw_puzzle(clock.now()), content_type="text/plain; charset=ascii")


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Show the phrases that the server drew for a browser without scripts; when the turn comes, and once."""
    text = request.GET.get("turn", "")
    turn = proofs.read_turn(text, clock.now())
    answers = Answers(**turn.answers)
    context = {"turn": text, "wait_s": turn.wait_s} | _list_of(request)
    if turn.is_over or signed_in(request):
        return HttpResponseRedirect(answers.leading_to("phrase"))
    if turn.wait_s:
        return render(request, "public/intake/wait.html", context)
    drawn = keys.draw(str(context["list"]))
    return render(request, "public/intake/words.html", context | _sealed(answers) | {"drawn": drawn})


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the request; the same form once more leads to the same one."""
    now, answers = clock.now(), Answers.of(request)
    sent = keys.SentKeys(*(request.POST.get(name, "") for name in KEYS))
    proof = proofs.SentProof(*(request.POST.get(name, "") for name in PROOFS))
    turn = proofs.turn_instead(proof, answers.told(), now)
    if turn:
        context = {"sent": sent, "turn": turn, "wait_s": proofs.read_turn(turn, now).wait_s}
        return render(request, "public/intake/again.html", context | _sealed(answers))
    asked = services.ask_for_bed(actor=STRANGER, now=now, facts=answers.to_facts(), keys=sent, proof=proof)
    response = HttpResponseRedirect(reverse("public:me"), status=303)
    keep_token(response, "party", asked.token)
    return response


@require_safe
def lost(request: HttpRequest) -> HttpResponse:
    """Say what can be done without the phrase."""
    return render(request, "public/intake/lost.html")


def _sealed(answers: Answers) -> dict[str, Any]:
    return {"answers": answers.sealed(), "salt": settings.SITE_SALT.hex()}


def _list_of(request: HttpRequest) -> dict[str, Any]:
    """Return the list of words to draw from: that of the page's language, unless another was tapped."""
    wanted = request.GET.get("list") or translation.get_language() or ""
    chosen = wanted if wanted in LISTS else "ru"
    others = [
        {"name": name, "code": code, "address": f"?{_with(request, code)}"}
        for code, name in LISTS.items()
        if code != chosen
    ]
    return {"list": chosen, "other_lists": others}


def _with(request: HttpRequest, code: str) -> str:
    query = request.GET.copy()
    query["list"] = code
    return query.urlencode()

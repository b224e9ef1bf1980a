"""From a host's answers to a space that is kept: the check, the phrase, and what is sent at last."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from shanyrak.apps.intake import proofs
from shanyrak.apps.intake.host_keys import SentHostKeys, draw_for_host
from shanyrak.apps.stays import services
from shanyrak.base import clock
from shanyrak.base.ids import STRANGER
from shanyrak.interfaces.public.actors import signed_in_host
from shanyrak.interfaces.public.hosting.answers import Answers
from shanyrak.interfaces.public.hosting.summary import summary
from shanyrak.interfaces.public.intake.sending import LISTS, PROOFS
from shanyrak.interfaces.shared.cookies import keep_token

Page = Callable[[HttpRequest], HttpResponse]


def answered(page: Callable[[HttpRequest, Answers], HttpResponse]) -> Page:
    """Ask first what was not answered yet; lead on to their own page who have offered already."""

    @require_safe
    @wraps(page)
    def answered_page(request: HttpRequest) -> HttpResponse:
        answers = Answers.of(request)
        missing = answers.missing_before("check")
        if missing:
            return HttpResponseRedirect(answers.leading_to(missing))
        if signed_in_host(request):
            return HttpResponseRedirect(reverse("public:hosting:home"))
        return page(request, answers)

    return answered_page


@answered
def check(request: HttpRequest, answers: Answers) -> HttpResponse:
    """Show all answers before anything is kept."""
    ways = {"back_address": answers.leading_to("area"), "send": _phrase_address(answers)}
    return render(request, "public/hosting/check.html", {"rows": summary(answers)} | ways)


@answered
def phrase(request: HttpRequest, answers: Answers) -> HttpResponse:
    """Let the browser draw the phrase; one without scripts goes on to a page that the server makes."""
    now = clock.now()
    turn = proofs.draw_turn(answers.told(), now)
    context = {"puzzle": proofs.draw_puzzle(now), "turn": turn, "wait_s": proofs.read_turn(turn, now).wait_s}
    return render(request, "public/hosting/phrase.html", context | _sealed(answers) | _list_of(request))


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Show the phrase that the server drew for a browser without scripts; when the turn comes, and once."""
    text = request.GET.get("turn", "")
    turn = proofs.read_turn(text, clock.now())
    answers = Answers(**turn.answers)
    if turn.is_over or signed_in_host(request):
        return HttpResponseRedirect(_phrase_address(answers))
    context = {"turn": text, "wait_s": turn.wait_s} | _list_of(request)
    if turn.wait_s:
        return render(request, "public/intake/wait.html", context)
    drawn = draw_for_host(str(context["list"]))
    return render(request, "public/hosting/words.html", context | _sealed(answers) | {"drawn": drawn})


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the offer; the same form once more leads to the same host."""
    now, answers = clock.now(), Answers.of(request)
    sent = SentHostKeys(request.POST.get("own", ""), request.POST.get("public", ""))
    proof = proofs.SentProof(*(request.POST.get(name, "") for name in PROOFS))
    turn = proofs.turn_instead(proof, answers.told(), now)
    if turn:
        context = {"sent": sent, "turn": turn, "wait_s": proofs.read_turn(turn, now).wait_s}
        return render(request, "public/hosting/again.html", context | _sealed(answers))
    offer = answers.to_offer()
    token = services.become_host(actor=STRANGER, now=now, offer=offer, keys=sent, proof=proof)
    response = HttpResponseRedirect(reverse("public:hosting:home"), status=303)
    keep_token(response, "party", token)
    return response


def _phrase_address(answers: Answers) -> str:
    return f"{reverse('public:hosting:phrase')}?t={answers.sealed()}"


def _sealed(answers: Answers) -> dict[str, Any]:
    return {"answers": answers.sealed(), "salt": settings.SITE_SALT.hex()}


def _list_of(request: HttpRequest) -> dict[str, Any]:
    """Return the list of words to draw from: that of the page's language, unless another was tapped."""
    wanted = request.GET.get("list") or translation.get_language() or ""
    chosen = wanted if wanted in LISTS else "ru"
    others = []
    for code, name in LISTS.items():
        query = request.GET.copy()
        query["list"] = code
        others += [{"name": name, "code": code, "address": f"?{query.urlencode()}"}] if code != chosen else []
    return {"list": chosen, "other_lists": others}

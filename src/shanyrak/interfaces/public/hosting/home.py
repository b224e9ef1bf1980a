"""The page of a host: who is with them until when, what comes next, and what they may do about it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyrak.apps.hosting import services as hosting
from shanyrak.apps.intake import services as phrases
from shanyrak.apps.stays import queries, services
from shanyrak.base import clock
from shanyrak.base.ids import STRANGER, HostId, SpaceId, StayId
from shanyrak.base.nights import ONE_NIGHT
from shanyrak.interfaces.public.actors import NOBODY, host_of, signed_in_host
from shanyrak.interfaces.public.hosting.host_page import page_of
from shanyrak.interfaces.public.hosting.rest import RestForm
from shanyrak.interfaces.public.hosting.words import REASONS
from shanyrak.interfaces.shared.attempts import attempt, sent, show_form
from shanyrak.interfaces.shared.cookies import drop_token, token_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show a host their page; ask for the phrase where nobody is known."""
    host = signed_in_host(request)
    if host is None:
        return HttpResponseRedirect(reverse("public:me"))
    return render(request, "public/hosting/home.html", page_of(host, clock.now()))


@require_POST
def accept(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Say yes to a question that waits on the page."""
    services.accept_for_host(actor=host_of(request), now=clock.now(), stay=StayId(stay))
    return to_home()


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Ask why not this time, and take the reason."""
    host, reason = host_of(request), request.POST.get("reason", "")
    if request.method != "POST":
        told = {"reasons": REASONS.items(), "act": request.path}
        return render(request, "public/hosting/reasons.html", told)
    services.refuse_for_host(actor=host, now=clock.now(), stay=StayId(stay), reason=reason)
    return to_home()


@require_POST
def extend(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Let people stay one more night, as they asked."""
    host = host_of(request)
    end = queries.get_stay(actor=host, stay=StayId(stay)).end_night + ONE_NIGHT
    services.extend_stay(actor=host, now=clock.now(), stay=StayId(stay), end=end)
    return to_home()


@require_http_methods(["GET", "HEAD", "POST"])
def how(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Ask how it goes; only the team reads the answer."""
    host = host_of(request)
    if request.method != "POST":
        row = queries.get_stay(actor=host, stay=StayId(stay))
        return render(request, "public/hosting/how.html", {"stay": row})
    told = request.POST.get("answer", "")
    services.answer_safe(actor=host, now=clock.now(), stay=StayId(stay), answer=told)
    return render(request, "public/hosting/thanks.html")


@require_POST
def other(request: HttpRequest, stay: UUID) -> HttpResponse:
    """Say that it does not work out; nobody is blamed or put out, the team looks for another place."""
    services.ask_other_place(actor=host_of(request), now=clock.now(), stay=StayId(stay))
    return render(request, "public/hosting/thanks.html")


@require_http_methods(["GET", "HEAD", "POST"])
def rest(request: HttpRequest) -> HttpResponse:
    """Change after how many nights in a row there is a rest."""
    host = host_of(request)
    form = RestForm(sent(request))
    told = {"actor": host, "now": clock.now(), "host": HostId(host.row_id())}
    if form.is_valid():
        attempt(form, hosting.change_rest, **told, **form.numbers())
    if form.is_bound and not form.errors:
        return to_home()
    return show_form(request, "public/hosting/rest.html", form)


@require_POST
def pause(request: HttpRequest) -> HttpResponse:
    """Begin a break, until the host ends it."""
    host = host_of(request)
    hosting.pause_host(actor=host, now=clock.now(), host=HostId(host.row_id()), kind="break")
    return to_home()


@require_POST
def lift(request: HttpRequest, pause: UUID) -> HttpResponse:
    """End a pause."""
    hosting.lift_pause(actor=host_of(request), now=clock.now(), pause=pause)
    return to_home()


@require_POST
def fresh(request: HttpRequest) -> HttpResponse:
    """Say whether the offer still holds."""
    host = host_of(request)
    holds = request.POST.get("answer") == "yes"
    hosting.answer_freshness(actor=host, now=clock.now(), host=HostId(host.row_id()), still_holds=holds)
    return to_home()


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, space: UUID) -> HttpResponse:
    """Say what it means to take a space back, and take it back."""
    host = host_of(request)
    if request.method != "POST":
        return render(request, "public/hosting/withdraw.html")
    services.take_back_space(actor=host, now=clock.now(), space=SpaceId(space))
    return to_home()


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest) -> HttpResponse:
    """Say what it means to stop for good, and stop."""
    host = host_of(request)
    if request.method != "POST":
        return render(request, "public/hosting/stop.html")
    hosting.stop_host(actor=host, now=clock.now(), host=HostId(host.row_id()))
    return to_home()


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this sign-in."""
    phrases.sign_out(actor=STRANGER, now=clock.now(), token=token_of(request, "party") or NOBODY)
    response = HttpResponseRedirect(reverse("public:home"), status=303)
    drop_token(response, "party")
    return response


def to_home() -> HttpResponseRedirect:
    """Lead to the page of the host."""
    return HttpResponseRedirect(reverse("public:hosting:home"), status=303)

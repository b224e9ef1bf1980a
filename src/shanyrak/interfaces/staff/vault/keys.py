"""The team's keys: who has them, a member's own, new ones. What is secret of them is made in the browser."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from shanyrak.apps.vault import queries, services
from shanyrak.apps.vault.services import SentEpoch, SentMemberKey
from shanyrak.base import clock
from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import Actor, MemberId
from shanyrak.interfaces.staff.actors import actor_of
from shanyrak.interfaces.staff.pages import show

MOST_DIGITS = 6


class NoKeysSentError(InvalidError):
    """The form holds no keys: its script did not run."""


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Show the member's own key, the team's, and who can open what is sealed to it."""
    actor = actor_of(request)
    actor.demand("open_contacts")
    told = {
        "own": queries.find_own_keys(actor=actor),
        "salt": queries.get_own_salt(actor=actor),
        "team_key": queries.find_team_key(team=queries.get_team(actor=actor)),
        "holders": queries.list_holders(actor=actor) if actor.may("keep_keys") else [],
    }
    return show(request, "vault/keys", me=actor.id, **told, **_epochs(actor))


@require_POST
def keep_own(request: HttpRequest) -> HttpResponse:
    """Keep the key that the member's browser made."""
    actor = actor_of(request)
    actor.demand("open_contacts")
    sent = SentMemberKey(*(request.POST.get(name, "") for name in ("auth", "public", "wrap")))
    services.keep_member_key(actor=actor, now=clock.now(), sent=sent)
    return redirect("staff:vault:keys")


@require_POST
def make_epoch(request: HttpRequest) -> HttpResponse:
    """Keep the team's new public keys, and their secret as it was wrapped for members."""
    actor = actor_of(request)
    actor.demand("keep_keys")
    number, wraps = number_of(request.POST.get("number", "")), _wraps(request.POST.get("wraps", ""))
    box_public, sign_public, paper = (request.POST.get(n, "") for n in ("box_public", "sign_public", "paper"))
    sent = SentEpoch(number, box_public, sign_public, wraps, paper)
    services.make_epoch(actor=actor, now=clock.now(), sent=sent)
    return redirect("staff:vault:keys")


@require_POST
def wrap(request: HttpRequest) -> HttpResponse:
    """Let one more member into the keys."""
    actor, (member,) = actor_of(request), (request.POST.get("member", ""),)
    actor.demand("keep_keys")
    told = {number_of(number): text for number, text in _wraps(request.POST.get("wraps", "")).items()}
    holder = next((row for row in queries.list_holders(actor=actor) if str(row.id) == member), None)
    if holder is None:
        raise NoKeysSentError("no such member")
    services.wrap_for_member(
        actor=actor,
        now=clock.now(),
        member=MemberId(holder.id),
        public=request.POST.get("public", ""),
        wraps=told,
    )
    return redirect("staff:vault:keys")


def number_of(text: str) -> int:
    """Return the number of keys that a form names.

    Raises
    ------
    NoKeysSentError
        If it names none.
    """
    if not text.isascii() or not text.isdecimal() or len(text) > MOST_DIGITS:
        raise NoKeysSentError("no number of keys")
    return int(text)


def _epochs(actor: Actor) -> dict[str, Any]:
    """Return what the page tells of past keys: how much is sealed to them, and who may approve."""
    rows = queries.list_epochs(actor=actor)
    return {
        "current": next((row for row in rows if row.is_current), None),
        "n_past": sum(row.n_contacts for row in rows if not row.is_current),
        "n_others": queries.count_other_keepers(actor=actor),
    }


def _wraps(text: str) -> dict[str, str]:
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    if not isinstance(told, dict) or not all(isinstance(wrap, str) for wrap in told.values()):
        raise NoKeysSentError("no wraps")
    return told

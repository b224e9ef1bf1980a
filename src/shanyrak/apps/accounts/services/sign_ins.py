"""Signing in with passphrase and code, and out again. No address and no time of a last visit is kept."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from shanyrak.apps.accounts import queries, totp
from shanyrak.apps.accounts.errors import SlowDownError, WrongSignInError
from shanyrak.apps.accounts.hashing import (
    auth_of,
    digest_of,
    key_of,
    matches,
    name_hash_of,
    typed_phrase,
    unlock_secret,
)
from shanyrak.apps.accounts.models import Member, SignIn, Slowdown, SpentCode
from shanyrak.apps.audit import services as audit
from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import Actor, CookieToken
from shanyrak.core.sealing import MEMBER_LASTS, MemberAuthKey, SignInToken, expiry

# Five slips of the finger cost nothing; then each costs twice the wait of the one before, up to a quarter of
# an hour. Whoever keeps a member out in this way does not keep out their passkey.
FREE_FAILURES = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)


def sign_in(
    *, actor: Actor, now: datetime, username: str, code: str, passphrase: str = "", auth: str = ""
) -> CookieToken:
    """Sign a member in; what failed is counted though it is refused, hence two transactions.

    A browser sends the key that it made of the passphrase. One without scripts sends the words: the server
    makes the key and forgets them.

    Raises
    ------
    TypedPhraseError
        If what was typed cannot be a passphrase; nobody's row was asked for.
    SlowDownError
        If it failed too often under this name, whether it is anybody's or not.
    WrongSignInError
        If anything does not match; which, is not told.
    """
    name = username.strip().lower()
    proof = key_of(auth) if auth else typed_phrase(passphrase)
    if queries.is_slowed(name_hash=name_hash_of(name), now=now):
        raise SlowDownError("too many tries", retry_after_s=int(LONGEST_WAIT.total_seconds()))
    key = proof if isinstance(proof, MemberAuthKey) else auth_of(name, proof)
    token = _begin(name, key, code, now)
    if token is None:
        _count_failure(name, now)
        raise WrongSignInError("it did not match")
    return token


def check_auth(*, actor: Actor, auth: str) -> None:
    """Refuse a key that does not follow from the actor's own passphrase, in lower-case hex.

    Raises
    ------
    WrongSignInError
        If it does not.
    """
    row = Member.objects.filter(id=actor.row_id()).first()
    if not matches(key_of(auth), row.auth_hash if row else ""):
        raise WrongSignInError("the passphrase is another one")


@transaction.atomic
def sign_out(*, actor: Actor, now: datetime, token: CookieToken) -> None:
    """End the sign-in of this token; an unknown token is as good as ended."""
    try:
        digest = digest_of(token)
    except InvalidError:
        return
    SignIn.objects.filter(token_hash=digest).delete()
    audit.record(actor=actor, now=now, action="accounts.sign_out")


@transaction.atomic
def end_sign_ins(*, actor: Actor, now: datetime) -> None:
    """End every sign-in of the actor, on every device."""
    SignIn.objects.filter(member=actor.row_id()).delete()
    audit.record(actor=actor, now=now, action="accounts.end_sign_ins")


@transaction.atomic
def change_language(*, actor: Actor, now: datetime, language: str) -> None:
    """Show the actor's pages in another language.

    Raises
    ------
    InvalidError
        If the site has no such language.
    """
    if language not in dict(settings.LANGUAGES):
        raise InvalidError("the site has no such language")
    Member.objects.filter(id=actor.row_id()).update(language=language)
    audit.record(actor=actor, now=now, action="accounts.change_language", detail=language)


@transaction.atomic
def begin_sign_in(*, actor: Actor, now: datetime, way: str) -> CookieToken:
    """Write a sign-in of a member who has proved who they are; return its token, which is nowhere else."""
    token = SignInToken.draw()
    SignIn.objects.create(
        member_id=actor.row_id(), token_hash=token.stored, expires_at=expiry(now, MEMBER_LASTS)
    )
    audit.record(actor=actor, now=now, action="accounts.sign_in", detail=way)
    return CookieToken(token.cookie)


@transaction.atomic
def _begin(name: str, auth: MemberAuthKey, code: str, now: datetime) -> CookieToken | None:
    """Return a token if all three match; a name that is nobody's takes as long."""
    member = queries.find_active(username=name)
    is_known = matches(auth, member.auth_hash if member else "")
    if member is None or not is_known or not _spend(member, code, now):
        return None
    Slowdown.objects.filter(name_hash=name_hash_of(name)).delete()
    return begin_sign_in(actor=queries.actor_of(member=member), now=now, way="passphrase")


def _spend(member: Member, code: str, now: datetime) -> bool:
    """Use up a code; return whether it was right and unused."""
    step = totp.matching_step(unlock_secret(member.totp_lock), code, now)
    return step is not None and SpentCode.objects.get_or_create(member=member, step=step)[1]


@transaction.atomic
def _count_failure(name: str, now: datetime) -> None:
    row = queries.lock_slowdown(name_hash=name_hash_of(name), now=now)
    row.failures += 1
    n_paid = row.failures - FREE_FAILURES
    if n_paid > 0:
        row.not_before = now + min(FIRST_WAIT * 2 ** min(n_paid - 1, 10), LONGEST_WAIT)
    row.save()

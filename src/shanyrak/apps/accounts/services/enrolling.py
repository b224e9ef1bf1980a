"""Becoming a member: keys are drawn and shown once, a code proves that they were kept."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from shanyrak.apps.accounts import queries, totp
from shanyrak.apps.accounts.errors import UsernameFormError, UsernameTakenError, WrongCodeError
from shanyrak.apps.accounts.hashing import (
    PHRASE_WORDS,
    auth_of,
    hash_of,
    key_of,
    lock_secret,
    unlock_secret,
)
from shanyrak.apps.accounts.models import Member, MemberState
from shanyrak.apps.accounts.services.sign_ins import begin_sign_in
from shanyrak.apps.audit import services as audit
from shanyrak.base.ids import Actor, CookieToken, InvitationLink
from shanyrak.core.passphrases import LISTS, draw_phrase

USERNAME = re.compile(r"[a-z][a-z0-9-]{2,29}")


@dataclass(frozen=True, repr=False)
class Enrolment:
    """What a new member writes down and puts into their phone; it is shown once and kept by nobody else."""

    words: tuple[str, ...]
    language: str
    totp_address: str
    totp_text: str


@transaction.atomic
def enrol_member(
    *, actor: Actor, now: datetime, link: InvitationLink, username: str, auth: str = ""
) -> Enrolment:
    """Draw the phone's secret of an invited member; repeated, it draws a new one.

    A browser draws the passphrase and sends the key that it made of it. For one without scripts the server
    draws the words, which are shown once, and forgets them.

    A member who comes back through a new invitation keeps their username; what they had before ends.

    Raises
    ------
    InvitationNotFoundError
        If the link was used or has ended.
    UsernameFormError, UsernameTakenError
        If the username cannot be had.
    WrongSignInError
        If what was sent is no key.
    """
    member = queries.find_invited(link=link, now=now).member
    name = member.username if member.state == MemberState.ACTIVE else _read(username)
    phrase = None if auth else draw_phrase(LISTS.get(member.language, LISTS["ru"]), PHRASE_WORDS)
    secret = totp.draw_secret()
    member.username, member.totp_lock = name, lock_secret(secret)
    member.auth_hash = hash_of(auth_of(name, phrase) if phrase else key_of(auth))
    _save(member)
    for rows in (member.sign_ins, member.passkeys):
        rows.all().delete()
    audit.record(actor=actor, now=now, action="accounts.enrol_member", subject=member.id)
    address = totp.address(secret, name)
    words, language = (phrase.words, phrase.language) if phrase else ((), "")
    return Enrolment(words, language, address, totp.spelled(secret))


@transaction.atomic
def confirm_member(*, actor: Actor, now: datetime, link: InvitationLink, code: str) -> CookieToken:
    """Let a member in whose phone shows the right code; the invitation ends, and they are signed in.

    Raises
    ------
    InvitationNotFoundError
        If the link was used or has ended.
    WrongCodeError
        If the code is not that of this half minute.
    """
    invitation = queries.find_invited(link=link, now=now)
    member = invitation.member
    secret = unlock_secret(member.totp_lock) if member.totp_lock else b""
    if not secret or totp.matching_step(secret, code, now) is None:
        raise WrongCodeError("the code did not match")
    invitation.delete()
    member.state = MemberState.ACTIVE
    member.save(update_fields=["state"])
    member_actor = queries.actor_of(member=member)
    audit.record(actor=member_actor, now=now, action="accounts.confirm_member", subject=member.id)
    return begin_sign_in(actor=member_actor, now=now, way="invitation")


def _read(username: str) -> str:
    name = username.strip().lower()
    if not USERNAME.fullmatch(name):
        raise UsernameFormError("3 to 30 small Latin letters, digits and hyphens")
    return name


def _save(member: Member) -> None:
    try:
        with transaction.atomic():
            member.save(update_fields=["username", "totp_lock", "auth_hash"])
    except IntegrityError:
        raise UsernameTakenError("somebody has this username") from None

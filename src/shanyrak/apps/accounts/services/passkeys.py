"""Passkeys of members (WebAuthn): adding one, signing in with one. What devices send is read by `webauthn`.

A device is asked to sign a challenge that is used once and lasts minutes; it must have checked its owner.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

import webauthn
from django.db import IntegrityError, transaction
from django.utils import timezone
from webauthn.helpers import options_to_json, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from shanyrak.apps.accounts import queries
from shanyrak.apps.accounts.errors import NotSignedInError, PasskeyNotFoundError, WrongSignInError
from shanyrak.apps.accounts.models import Challenge, Member, Passkey
from shanyrak.apps.accounts.services.sign_ins import begin_sign_in
from shanyrak.apps.audit import services as audit
from shanyrak.base.ids import Actor, CookieToken

CHALLENGE_LASTS = timedelta(minutes=5)
NAME = "Shanyrak"
MUST_CHECK = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True)
class Question:
    """What a page passes on to the device, as JSON, and the challenge that its answer belongs to."""

    challenge: UUID
    options: str


@transaction.atomic
def ask_new_passkey(*, actor: Actor, now: datetime, origin: str) -> Question:
    """Ask a device of the actor, on the site at this origin, to become a passkey.

    Raises
    ------
    NotSignedInError
        If the actor is no member.
    """
    member = Member.objects.filter(id=actor.row_id()).first()
    if member is None:
        raise NotSignedInError("a passkey is added by a member")
    challenge = _new_challenge(now, member)
    known = Passkey.objects.filter(member=member).values_list("credential", flat=True)
    options = webauthn.generate_registration_options(
        rp_id=_host(origin),
        rp_name=NAME,
        user_name=member.username,
        user_id=member.id.bytes,
        challenge=bytes(challenge.content),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=MUST_CHECK
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=bytes(one)) for one in known],
    )
    audit.record(actor=actor, now=now, action="accounts.ask_new_passkey")
    return Question(challenge.id, options_to_json(options))


@transaction.atomic
def add_passkey(*, actor: Actor, now: datetime, challenge: UUID, answer: str, origin: str) -> None:
    """Let the device that gave this answer sign the actor in from now on.

    Raises
    ------
    WrongSignInError
        If the answer is not one to this challenge, or the device is known already.
    """
    content = _take_challenge(challenge, now, actor.row_id())
    try:
        told = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=content,
            expected_rp_id=_host(origin),
            expected_origin=origin,
            require_user_verification=True,
        )
        with transaction.atomic():
            Passkey.objects.create(
                member_id=actor.row_id(),
                credential=told.credential_id,
                public_key=told.credential_public_key,
                sign_count=told.sign_count,
                added_on=timezone.localdate(now),
            )
    except (WebAuthnException, IntegrityError):
        raise WrongSignInError("the device's answer does not fit") from None
    audit.record(actor=actor, now=now, action="accounts.add_passkey")


@transaction.atomic
def remove_passkey(*, actor: Actor, now: datetime, passkey: UUID) -> None:
    """Forget one of the actor's passkeys.

    Raises
    ------
    PasskeyNotFoundError
        If the actor has no such passkey.
    """
    n_gone, _ = Passkey.objects.filter(id=passkey, member=actor.row_id()).delete()
    if not n_gone:
        raise PasskeyNotFoundError("no such passkey of this member")
    audit.record(actor=actor, now=now, action="accounts.remove_passkey")


@transaction.atomic
def ask_passkey(*, actor: Actor, now: datetime, origin: str) -> Question:
    """Ask whatever device is there to sign; which member it is of, it says itself."""
    challenge = _new_challenge(now, None)
    options = webauthn.generate_authentication_options(
        rp_id=_host(origin), challenge=bytes(challenge.content), user_verification=MUST_CHECK
    )
    audit.record(actor=actor, now=now, action="accounts.ask_passkey")
    return Question(challenge.id, options_to_json(options))


@transaction.atomic
def sign_in_by_passkey(
    *, actor: Actor, now: datetime, challenge: UUID, answer: str, origin: str
) -> CookieToken:
    """Sign in the member whose device gave this answer.

    Raises
    ------
    WrongSignInError
        If no member's device gave it, or not to this challenge.
    """
    content = _take_challenge(challenge, now, None)
    try:
        credential = parse_authentication_credential_json(answer)
        passkey = queries.lock_passkey(credential=credential.raw_id)
        if passkey is None:
            raise WrongSignInError("no member has this device")
        told = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=content,
            expected_rp_id=_host(origin),
            expected_origin=origin,
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except WebAuthnException:
        raise WrongSignInError("the device's answer does not fit") from None
    passkey.sign_count = told.new_sign_count
    passkey.save(update_fields=["sign_count"])
    return begin_sign_in(actor=queries.actor_of(member=passkey.member), now=now, way="passkey")


def _host(origin: str) -> str:
    return urlsplit(origin).hostname or ""


def _new_challenge(now: datetime, member: Member | None) -> Challenge:
    return Challenge.objects.create(
        member=member, content=webauthn.helpers.generate_challenge()[:32], expires_at=now + CHALLENGE_LASTS
    )


def _take_challenge(challenge: UUID, now: datetime, member: UUID | None) -> bytes:
    """Use up a challenge; of two answers to it the first counts."""
    rows = Challenge.objects.filter(id=challenge, member=member, expires_at__gt=now)
    content = rows.values_list("content", flat=True).first()
    if content is None or not rows.delete()[0]:
        raise WrongSignInError("the challenge was used or has ended")
    return bytes(content)

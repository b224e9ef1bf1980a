"""What is kept of a member's key: a slow hash. Also the keys with which secrets of members are locked."""

from hashlib import sha256

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils.crypto import salted_hmac

from shanyrak.apps.accounts.errors import WrongSignInError
from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import CookieToken, InvitationLink
from shanyrak.base.secret import SecretText
from shanyrak.core.passphrases import Phrase, read_phrase
from shanyrak.core.sealing import (
    LockKey,
    MemberAuthKey,
    SignInToken,
    derive_root,
    lock,
    member_keys,
    member_salt,
    unlock,
)

PHRASE_WORDS = 6


class Argon2(Argon2PasswordHasher):
    """Django's hasher with the cost of a code phrase: its own takes 100 MB for every sign-in."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


HASHER = Argon2()


def auth_of(username: str, phrase: SecretText) -> MemberAuthKey:
    """Return the key that a member is known by; a browser can make it too, and then sends no phrase."""
    return member_keys(derive_root(phrase, member_salt(settings.SECRETS.salt, username))).auth


def key_of(text: str) -> MemberAuthKey:
    """Return the key that a browser made of a passphrase, in lower-case hex.

    Raises
    ------
    WrongSignInError
        If it is none.
    """
    try:
        return MemberAuthKey.from_hex(text)
    except InvalidError:
        raise WrongSignInError("this is no key") from None


def typed_phrase(text: str) -> Phrase:
    """Return a member's passphrase as it was typed; refuse what cannot be one."""
    return read_phrase(text, language="ru", count=PHRASE_WORDS)


def hash_of(auth: MemberAuthKey) -> str:
    """Return what is stored of the key."""
    return HASHER.encode(auth.reveal().hex(), HASHER.salt())


def matches(auth: MemberAuthKey, stored: str) -> bool:
    """Return whether the key is the stored one; takes as long if nothing is stored."""
    if not stored:
        hash_of(auth)
        return False
    return HASHER.verify(auth.reveal().hex(), stored)


def lock_secret(secret: bytes) -> bytes:
    """Lock a secret of a member's phone, so that a copy of the table does not hold it."""
    return lock(_lock_key(), secret)


def unlock_secret(locked: bytes | memoryview) -> bytes:
    """Return the secret again."""
    return unlock(_lock_key(), bytes(locked))


def digest_of(token: CookieToken | InvitationLink) -> bytes:
    """Return what is stored of a token or a link; refuse what was never one of ours."""
    return SignInToken.from_cookie(token).stored


def name_hash_of(typed: str) -> bytes:
    """Return what is kept of a typed name while signing in fails; without the site's keys it says nothing."""
    return sha256(salted_hmac("shanyrak.accounts.slowdown", typed, algorithm="sha256").digest()).digest()


def _lock_key() -> LockKey:
    return LockKey(salted_hmac("shanyrak.accounts.totp", b"lock", algorithm="sha256").digest())

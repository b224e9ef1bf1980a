"""The kinds of keys, so that one cannot stand where another belongs. Each is made where it is used."""

import secrets
from typing import NewType, Self

from shanyrak.base.secret import SecretBytes

BoxPublicKey = NewType("BoxPublicKey", bytes)  # X25519; whoever has it can seal
SignPublicKey = NewType("SignPublicKey", bytes)  # Ed25519
Locator = NewType("Locator", bytes)  # where a party's row is found


class Key(SecretBytes):
    """32 secret bytes."""

    __slots__ = ()
    SIZE = 32

    @classmethod
    def draw(cls) -> Self:
        """Draw a key at random."""
        return cls(secrets.token_bytes(cls.SIZE))


class Root(Key):
    """What a phrase becomes; every key of its owner follows from it."""

    __slots__ = ()


class AuthKey(Key):
    """What a party's or host's browser sends to be known: it finds the row and opens nothing."""

    __slots__ = ()


class MemberAuthKey(Key):
    """What a member's browser sends to be known; stored only as a slow hash."""

    __slots__ = ()


class BoxSecretKey(Key):
    """X25519 secret key: opens what is sealed to its public key."""

    __slots__ = ()


class SignSeed(Key):
    """Ed25519 seed: signs what a team writes."""

    __slots__ = ()


class TeamSeed(Key):
    """Both keys of a team in one epoch follow from it; only its members hold it."""

    __slots__ = ()


class LockKey(Key):
    """A symmetric key: locks and unlocks."""

    __slots__ = ()


class ErasureKey(LockKey):
    """Locks one party's contact. When it is deleted, every copy of the contact is unreadable for ever."""

    __slots__ = ()


class WrapKey(LockKey):
    """Locks a member's own secret key; follows from the member's passphrase and is never sent."""

    __slots__ = ()


class Pepper(Key):
    """Makes locators; without it no stored locator can be tested against a guessed phrase."""

    __slots__ = ()


class SaltKey(Key):
    """Makes the salts of members, for names that exist and names that do not."""

    __slots__ = ()


class PuzzleKey(Key):
    """Shows that a puzzle is ours."""

    __slots__ = ()

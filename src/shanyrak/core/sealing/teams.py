"""Keys of a team in one epoch, the words by which people recognise them, and their wraps for each member."""

import hashlib
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from shanyrak.core.sealing.boxes import open_sealed, public_key, seal
from shanyrak.core.sealing.derivation import PERSON_SIZE, subkey
from shanyrak.core.sealing.errors import BrokenBoxError
from shanyrak.core.sealing.keys import BoxPublicKey, BoxSecretKey, SignPublicKey, SignSeed, TeamSeed

FINGERPRINT_WORDS, WORD_BITS = 6, 11


@dataclass(frozen=True, slots=True)
class TeamKeys:
    """Keys of one epoch: one pair to seal to, one to sign with."""

    box_secret: BoxSecretKey
    box_public: BoxPublicKey
    sign_seed: SignSeed
    sign_public: SignPublicKey


def team_keys(seed: TeamSeed) -> TeamKeys:
    """Return the keys that follow from a team's seed.

    Parameters
    ----------
    seed
        Drawn in a member's browser, or by a member on their own machine; the server never has it in clear.
    """
    secret = BoxSecretKey(subkey(seed, "team-box"))
    sign_seed = SignSeed(subkey(seed, "team-sign"))
    sign_public = SignPublicKey(bytes(SigningKey(sign_seed.reveal()).verify_key))
    return TeamKeys(secret, public_key(secret), sign_seed, sign_public)


def fingerprint(box_public: BoxPublicKey, sign_public: SignPublicKey) -> tuple[int, ...]:
    """Return six indices into a list of words: the first 66 bits of a hash of both public keys.

    Printed on posters as words, they show whether a page has the team's real keys.

    Parameters
    ----------
    box_public, sign_public
        The team's public keys.
    """
    name = b"fingerprint".ljust(PERSON_SIZE, b"\0")
    digest = hashlib.blake2b(box_public + sign_public, digest_size=32, person=name).digest()
    number = int.from_bytes(digest) >> 8 * len(digest) - WORD_BITS * FINGERPRINT_WORDS
    last = WORD_BITS * (FINGERPRINT_WORDS - 1)
    return tuple(number >> shift & (1 << WORD_BITS) - 1 for shift in range(last, -1, -WORD_BITS))


def wrap_seed(member: BoxPublicKey, seed: TeamSeed) -> bytes:
    """Seal a team's seed to one of its members; 80 bytes.

    Parameters
    ----------
    member
        Public key of the member, or of the paper recovery key.
    seed
        Of the present epoch.

    Raises
    ------
    WeakKeyError
        If the key is none.
    """
    return seal(member, seed.reveal())


def unwrap_seed(member: BoxSecretKey, wrap: bytes) -> TeamSeed:
    """Return the seed that was wrapped for a member.

    Parameters
    ----------
    member
        The member's secret key.
    wrap
        As `wrap_seed` made it.

    Raises
    ------
    BrokenBoxError
        If it was altered, is for another member, or holds no seed.
    """
    content = open_sealed(member, wrap)
    if len(content) != TeamSeed.SIZE:
        raise BrokenBoxError("the wrap holds no seed")
    return TeamSeed(content)


def sign_text(seed: SignSeed, text: str) -> bytes:
    """Sign a text for a team: a sealed box does not tell who sealed it; 64 bytes.

    Parameters
    ----------
    seed
        Of the team's keys.
    text
        With what it is for, so that it cannot be shown elsewhere.
    """
    return SigningKey(seed.reveal()).sign(text.encode()).signature


def is_signed(key: SignPublicKey, text: str, signature: bytes) -> bool:
    """Return whether a team signed this text.

    Parameters
    ----------
    key
        The team's public key to sign with.
    text, signature
        As they came.
    """
    try:
        VerifyKey(key).verify(text.encode(), signature)
    except (BadSignatureError, ValueError):
        return False
    return True

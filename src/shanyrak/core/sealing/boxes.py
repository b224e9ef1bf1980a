"""Sealing to a public key, and locking with a key. Knows neither who holds a key nor what lies in a box."""

import secrets

from nacl.bindings import crypto_scalarmult
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

from shanyrak.core.sealing.errors import BrokenBoxError, WeakKeyError
from shanyrak.core.sealing.keys import BoxPublicKey, BoxSecretKey, Key, LockKey

SEAL_OVERHEAD = 48  # ephemeral public key and tag
LOCK_OVERHEAD = 40  # nonce and tag


def public_key(secret: BoxSecretKey) -> BoxPublicKey:
    """Return the public key of a secret key."""
    return BoxPublicKey(bytes(PrivateKey(secret.reveal()).public_key))


def read_public_key(content: bytes) -> BoxPublicKey:
    """Return a public key that somebody sent.

    Parameters
    ----------
    content
        32 bytes.

    Raises
    ------
    WeakKeyError
        If it has another size, or is one of the few points with which every shared key is nought.
    """
    try:
        # PublicKey sees to the size; libsodium refuses a product of nought, which a weak point has with all.
        crypto_scalarmult(Key.draw().reveal(), bytes(PublicKey(content)))
    except CryptoError:
        raise WeakKeyError("this is no public key: make a new one") from None
    return BoxPublicKey(content)


def seal(key: BoxPublicKey, content: bytes) -> bytes:
    """Seal to a public key; not even the one who sealed can open it again.

    Parameters
    ----------
    key
        Of the one who shall open it, as `read_public_key` or `public_key` gave it.
    content
        Any bytes. Their number shows: pad what people write (`seal_text`).

    Returns
    -------
    bytes
        48 more than the content, libsodium's ``crypto_box_seal``. It does not say who sealed it.

    Raises
    ------
    WeakKeyError
        If the key is none.
    """
    try:
        return SealedBox(PublicKey(key)).encrypt(content)
    except CryptoError:
        raise WeakKeyError("this is no public key: make a new one") from None


def open_sealed(key: BoxSecretKey, box: bytes) -> bytes:
    """Open what was sealed to the public key of `key`.

    Parameters
    ----------
    key
        The secret key.
    box
        As `seal` made it.

    Raises
    ------
    BrokenBoxError
        If the box was altered or cut, or is for another key.
    """
    try:
        return SealedBox(PrivateKey(key.reveal())).decrypt(box)
    except CryptoError:
        raise BrokenBoxError("the sealed box does not open") from None


def lock(key: LockKey, content: bytes) -> bytes:
    """Lock with a key: XSalsa20 and Poly1305, under a fresh random nonce.

    Parameters
    ----------
    key
        The same key unlocks.
    content
        Any bytes; their number shows.

    Returns
    -------
    bytes
        40 more than the content, the nonce first.
    """
    nonce = secrets.token_bytes(SecretBox.NONCE_SIZE)
    return bytes(SecretBox(key.reveal()).encrypt(content, nonce))


def unlock(key: LockKey, box: bytes) -> bytes:
    """Unlock what `key` locked.

    Parameters
    ----------
    key
        The key.
    box
        As `lock` made it.

    Raises
    ------
    BrokenBoxError
        If the box was altered or cut, or was locked with another key.
    """
    try:
        return SecretBox(key.reveal()).decrypt(box)
    except CryptoError:
        raise BrokenBoxError("the locked box does not open") from None

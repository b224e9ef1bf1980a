"""From a phrase to a root, slowly; from a root to keys. The parameters never change: phrases rest on them."""

import hashlib

from argon2.low_level import Type, hash_secret_raw

from shanyrak.base.errors import InvalidError
from shanyrak.base.secret import SecretBytes, SecretText
from shanyrak.core.sealing.keys import Root

SALT_SIZE = 16
VERSION = 0x13  # Argon2id 1.3
MEMORY_KIB, PASSES, LANES = 19_456, 2, 1  # the least that OWASP names; a browser without WebAssembly bears it
PERSON_SIZE = 16


def derive_root(phrase: SecretText, salt: bytes) -> Root:
    """Return the root of a phrase, by Argon2id with 19 MiB and two passes.

    Takes 20 to 40 ms of a core and 19 MiB: whoever calls it for strangers limits how many run at once.

    Parameters
    ----------
    phrase
        A phrase as it was read: the words joined by one space.
    salt
        16 bytes: the deployment's public salt, or a member's own.

    Raises
    ------
    InvalidError
        If the salt has another size.

    References
    ----------
    .. [1] Biryukov, A., Dinu, D., Khovratovich, D., Josefsson, S. (2021). Argon2. RFC 9106.
    """
    return Root(stretch(phrase, salt, memory_kib=MEMORY_KIB, passes=PASSES))


def stretch(phrase: SecretText, salt: bytes, *, memory_kib: int, passes: int) -> bytes:
    """Return 32 bytes by Argon2id on one lane; for keys whose cost is not that of `derive_root`.

    Parameters
    ----------
    phrase, salt
        As for `derive_root`.
    memory_kib, passes
        The cost.

    Raises
    ------
    InvalidError
        If the salt has another size than 16.
    """
    if len(salt) != SALT_SIZE:
        raise InvalidError(f"a salt has {SALT_SIZE} bytes, not {len(salt)}")
    return hash_secret_raw(
        phrase.reveal().encode("utf-8"),
        salt,
        time_cost=passes,
        memory_cost=memory_kib,
        parallelism=LANES,
        hash_len=Root.SIZE,
        type=Type.ID,
        version=VERSION,
    )


def subkey(parent: SecretBytes, person: str) -> bytes:
    """Return the 32 bytes that follow from a key for one use: BLAKE2b-256 of nothing, keyed and personalised.

    Parameters
    ----------
    parent
        A key of 32 bytes.
    person
        The use, at most 16 ASCII characters; padded with zero bytes.
    """
    name = person.encode("ascii").ljust(PERSON_SIZE, b"\0")
    return hashlib.blake2b(b"", digest_size=32, key=parent.reveal(), person=name).digest()

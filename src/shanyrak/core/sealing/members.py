"""Keys of a member, which follow from a generated passphrase, and the lock on the member's own secret key."""

import hmac
from dataclasses import dataclass

from shanyrak.core.sealing.boxes import lock, unlock
from shanyrak.core.sealing.derivation import SALT_SIZE, subkey
from shanyrak.core.sealing.errors import BrokenBoxError
from shanyrak.core.sealing.keys import BoxSecretKey, MemberAuthKey, Root, SaltKey, WrapKey


@dataclass(frozen=True, slots=True)
class MemberKeys:
    """What a member's browser makes of their passphrase: `auth` is sent, `wrap` never."""

    auth: MemberAuthKey
    wrap: WrapKey


def member_salt(key: SaltKey, username: str) -> bytes:
    """Return the salt of a username, whether it is anybody's or not: asking for salts tells no names.

    Parameters
    ----------
    key
        The server's.
    username
        Names never change, or the keys of their owner would.
    """
    return hmac.digest(key.reveal(), b"user-salt|" + username.encode("utf-8"), "sha256")[:SALT_SIZE]


def member_keys(root: Root) -> MemberKeys:
    """Return the keys that follow from a root.

    Parameters
    ----------
    root
        Of the member's passphrase, with the member's salt.
    """
    return MemberKeys(MemberAuthKey(subkey(root, "member-auth")), WrapKey(subkey(root, "member-wrap")))


def wrap_member_key(key: WrapKey, secret: BoxSecretKey) -> bytes:
    """Lock a member's secret key, to be stored by the server; 72 bytes.

    Parameters
    ----------
    key
        From `member_keys`.
    secret
        Drawn in the member's browser.
    """
    return lock(key, secret.reveal())


def unwrap_member_key(key: WrapKey, wrap: bytes) -> BoxSecretKey:
    """Return a member's secret key.

    Parameters
    ----------
    key
        From `member_keys`.
    wrap
        As `wrap_member_key` made it.

    Raises
    ------
    BrokenBoxError
        If the passphrase was another, the wrap was altered, or it holds no key.
    """
    content = unlock(key, wrap)
    if len(content) != BoxSecretKey.SIZE:
        raise BrokenBoxError("the wrap holds no key")
    return BoxSecretKey(content)

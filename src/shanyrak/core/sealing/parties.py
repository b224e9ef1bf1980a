"""Keys of a party or a host, all of which follow from their phrase, and where their row is found."""

import hmac
from dataclasses import dataclass

from shanyrak.core.sealing.boxes import public_key
from shanyrak.core.sealing.derivation import subkey
from shanyrak.core.sealing.keys import AuthKey, BoxPublicKey, BoxSecretKey, Locator, Pepper, Root


@dataclass(frozen=True, slots=True)
class PartyKeys:
    """What a browser makes of a phrase.

    Attributes
    ----------
    auth
        Sent to the server to be known.
    secret
        Opens replies; never sent.
    public
        What replies are sealed to; stored.
    """

    auth: AuthKey
    secret: BoxSecretKey
    public: BoxPublicKey


def party_keys(root: Root) -> PartyKeys:
    """Return the keys that follow from a root.

    Parameters
    ----------
    root
        Of a passphrase, with the deployment's public salt.
    """
    secret = BoxSecretKey(subkey(root, "seal"))
    return PartyKeys(AuthKey(subkey(root, "auth")), secret, public_key(secret))


def locator(pepper: Pepper, auth: AuthKey) -> Locator:
    """Return where the row of a party or host is found, or would be.

    Parameters
    ----------
    pepper
        The server's, kept outside of the database.
    auth
        What the browser sent.
    """
    return Locator(hmac.digest(pepper.reveal(), auth.reveal(), "sha256"))

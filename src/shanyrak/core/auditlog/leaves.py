"""What one act looks like as bytes, and its hash. Which acts there are is not known here."""

import hashlib
import hmac
import json
from dataclasses import dataclass

from shanyrak.base.secret import SecretBytes
from shanyrak.core.auditlog.errors import LeafError

LEAF = b"\x00"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One act.

    Attributes
    ----------
    action, detail
        Codes, never text that somebody typed.
    actor
        A pseudonym.
    day
        ISO date; there is no time.
    ref
        Under which word its subject stands, or nothing.
    nonce
        Random: without it, a leaf with few possible contents could be guessed from its hash for ever.
    version
        Of this form.
    """

    action: str
    actor: str
    day: str
    detail: str
    ref: str
    nonce: bytes
    version: int = 1

    @property
    def content(self) -> bytes:
        """The leaf as bytes: JSON with sorted names and no spaces, one form only (RFC 8785).

        Raises
        ------
        LeafError
            If a text is not plain ASCII.
        """
        told = {
            "action": self.action,
            "actor": self.actor,
            "day": self.day,
            "detail": self.detail,
            "nonce": self.nonce.hex(),
            "ref": self.ref,
        }
        if not all(text.isascii() and text.isprintable() for text in told.values()):
            raise LeafError("a leaf holds codes in plain ASCII")
        return json.dumps({**told, "v": self.version}, sort_keys=True, separators=(",", ":")).encode()

    @property
    def hash(self) -> bytes:
        """Its hash in the tree."""
        return leaf_hash(self.content)


def leaf_hash(content: bytes) -> bytes:
    """Return the hash of a leaf, which no inner node can have.

    Parameters
    ----------
    content
        The bytes of the leaf.
    """
    return hashlib.sha256(LEAF + content).digest()


def reference(subject: bytes, key: SecretBytes) -> str:
    """Return the word under which a subject stands; with the key gone, nobody can tell whom it means.

    Parameters
    ----------
    subject
        Its id.
    key
        Its own, 32 bytes.
    """
    return hmac.new(key.reveal(), subject, hashlib.sha256).hexdigest()

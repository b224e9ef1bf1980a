"""Signed heads: what is published of the log each day, as witnesses read it (C2SP tlog-checkpoint)."""

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from shanyrak.base.secret import SecretBytes
from shanyrak.core.auditlog.errors import HeadFormError, HeadSignatureError
from shanyrak.core.auditlog.tree import HASH_SIZE

KIND = b"\x01"  # Ed25519
ID_SIZE = 4
PROOF = "# proof "
NOTE = re.compile(
    r"(?P<text>(?P<origin>[^\n]+)\n(?P<size>0|[1-9]\d*)\n(?P<root>[^\n]+)\n)\n— (?P<name>\S+) (?P<mark>\S+)\n"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the log was at some time: how many leaves, and the root over them.

    Attributes
    ----------
    origin
        Which log it is, such as ``example.org/audit``.
    size, root
        Of its tree.
    """

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def public_key_of(seed: SecretBytes) -> bytes:
    """Return the public key with which heads of this seed are checked."""
    return bytes(SigningKey(seed.reveal()).verify_key)


def verifier_key(origin: str, public_key: bytes) -> str:
    """Return the public key as witnesses of such logs take it: name, id and key in one word.

    Parameters
    ----------
    origin
        Which log it is.
    public_key
        32 bytes.
    """
    return f"{origin}+{_key_id(origin, public_key).hex()}+{base64.b64encode(KIND + public_key).decode()}"


def sign_head(head: Head, seed: SecretBytes) -> str:
    """Return a head as it is published: its lines, an empty one, and the signature.

    Parameters
    ----------
    head
        What to sign.
    seed
        32 bytes, of the server.
    """
    signature = SigningKey(seed.reveal()).sign(head.text.encode()).signature
    mark = base64.b64encode(_key_id(head.origin, public_key_of(seed)) + signature).decode()
    return f"{head.text}\n— {head.origin} {mark}\n"


def read_head(note: str, public_key: bytes) -> Head:
    """Return the head that a note tells, if it is signed by this key.

    Parameters
    ----------
    note
        As `sign_head` made it.
    public_key
        Of the log.

    Raises
    ------
    HeadFormError
        If it is no head.
    HeadSignatureError
        If it was altered, or another key signed it.
    """
    found = NOTE.fullmatch(note)
    if found is None:
        raise HeadFormError("this is no head of a log: three lines, an empty one and a signature")
    root, mark = _decoded(found["root"]), _decoded(found["mark"])
    if len(root) != HASH_SIZE:
        raise HeadFormError("the root of a head has 32 bytes")
    key_id, signature = mark[:ID_SIZE], mark[ID_SIZE:]
    if found["name"] != found["origin"] or key_id != _key_id(found["origin"], public_key):
        raise HeadSignatureError("another key signed this head")
    try:
        VerifyKey(public_key).verify(found["text"].encode(), signature)
    except (BadSignatureError, ValueError):
        raise HeadSignatureError("this head was altered after it was signed") from None
    return Head(found["origin"], int(found["size"]), root)


def read_verifier_key(text: str) -> bytes:
    """Return the public key in a word of `verifier_key`.

    Parameters
    ----------
    text
        As the log's page tells it.

    Raises
    ------
    HeadFormError
        If it is none.
    """
    name, key_id, rest = [*text.strip().split("+", 2), "", ""][:3]
    key = _decoded(rest)
    if key[:1] != KIND or len(key) != HASH_SIZE + 1 or _key_id(name, key[1:]).hex() != key_id:
        raise HeadFormError("this is no public key of a log: write it as its page tells it")
    return key[1:]


def published(head: str, day: str, proof: Sequence[bytes]) -> str:
    """Return a signed head with its day and its proof, as lines that readers of heads pass over.

    Parameters
    ----------
    head
        As `sign_head` made it.
    day
        When it was published.
    proof
        That it follows the one before.
    """
    told = "".join(f"{PROOF}{base64.b64encode(part).decode()}\n" for part in proof)
    return f"# {day}\n{head}{told}"


def read_published(text: str, public_key: bytes) -> list[tuple[Head, list[bytes]]]:
    """Return the heads in a text and the proof with each, in their order; other lines are passed over.

    Parameters
    ----------
    text
        A page or a file of heads.
    public_key
        Of the log.

    Raises
    ------
    HeadFormError
        If a proof is none.
    HeadSignatureError
        If a head was altered, or another key signed it.
    """
    found = []
    for match in NOTE.finditer(text):
        rest = text[match.end() :].splitlines()
        lines = takewhile(lambda line: line.startswith(PROOF), rest)
        found.append(
            (read_head(match[0], public_key), [_decoded(line.removeprefix(PROOF)) for line in lines])
        )
    return found


def _key_id(origin: str, public_key: bytes) -> bytes:
    return hashlib.sha256(origin.encode() + b"\n" + KIND + public_key).digest()[:ID_SIZE]


def _decoded(text: str) -> bytes:
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise HeadFormError("a head has its root and its signature in base64") from None
    if base64.b64encode(content).decode() != text:
        raise HeadFormError("base64 has one form only")
    return content

"""Keys of hosts' phrases, as browsers send them or as the server makes them. A host has no panic phrase.

They lead through the same table as those of parties: one who types a phrase says nothing of what they are.
"""

from dataclasses import dataclass, field

from shanyrak.apps.intake.errors import KeysError
from shanyrak.apps.intake.keys import derive, locate
from shanyrak.base.errors import InvalidError
from shanyrak.core.passphrases import LISTS, draw_phrases
from shanyrak.core.sealing import read_public_key


@dataclass(frozen=True)
class SentHostKeys:
    """What a form carries for a new host, in lower-case hex. The phrase does not follow from it."""

    own: str = field(repr=False)
    public: str = field(repr=False)


@dataclass(frozen=True)
class HostKeys:
    """The same, read: where the phrase leads, and what replies are sealed to."""

    own: bytes = field(repr=False)
    public: bytes = field(repr=False)


@dataclass(frozen=True)
class DrawnForHost:
    """A phrase that the server drew for a browser without scripts, to be shown once and forgotten."""

    language: str
    words: tuple[str, ...] = field(repr=False)
    digits: str = field(repr=False)
    keys: SentHostKeys = field(repr=False)


def read_host_keys(sent: SentHostKeys) -> HostKeys:
    """Return what a form carries, checked.

    Raises
    ------
    KeysError
        If anything in it is no key.
    """
    own = locate(sent.own)
    try:
        return HostKeys(own, read_public_key(bytes.fromhex(sent.public)))
    except (InvalidError, ValueError):
        raise KeysError("this is no public key") from None


def draw_for_host(language: str) -> DrawnForHost:
    """Draw a phrase of a host and make its keys.

    Raises
    ------
    TooManyAtOnceError
        If too many wait for it.
    """
    phrase = draw_phrases(LISTS[language]).own
    keys = derive(phrase)
    sent = SentHostKeys(keys.auth.reveal().hex(), keys.public.hex())
    return DrawnForHost(language, phrase.words, phrase.grouped_digits, sent)

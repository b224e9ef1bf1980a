"""Keys of parties as browsers send them, or as the server makes them for browsers without scripts."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings

from shanyrak.apps.intake.errors import KeysError, TooManyAtOnceError
from shanyrak.base.errors import InvalidError
from shanyrak.core.passphrases import LISTS, Passphrase, draw_phrases, read_passphrase
from shanyrak.core.sealing import (
    AuthKey,
    Locator,
    PartyKeys,
    derive_root,
    locator,
    party_keys,
    read_public_key,
)

# Over all workers; each key takes 19 MB and 20 to 40 ms of a core.
AT_ONCE, QUEUE = 2, 50
RETRY_AFTER_S = 20


@dataclass(frozen=True)
class SentKeys:
    """What a form carries for a new party, in lower-case hex. Neither phrase follows from it."""

    own: str = field(repr=False)
    panic: str = field(repr=False)
    public: str = field(repr=False)


@dataclass(frozen=True)
class Keys:
    """The same, read: where both phrases lead, and what replies are sealed to."""

    own: bytes = field(repr=False)
    panic: bytes = field(repr=False)
    public: bytes = field(repr=False)


@dataclass(frozen=True)
class Drawn:
    """Two phrases that the server drew for a browser without scripts, to be shown once and forgotten."""

    language: str
    words: tuple[str, ...] = field(repr=False)
    panic_word: str = field(repr=False)
    digits: str = field(repr=False)
    panic_digits: str = field(repr=False)
    keys: SentKeys = field(repr=False)


class Gate:
    """Lets few through at once and few more wait; the rest are told to come back."""

    def __init__(self, at_once: int, queue: int) -> None:
        self._room = threading.BoundedSemaphore(at_once)
        self._places = threading.BoundedSemaphore(at_once + queue)

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Wait for a turn.

        Raises
        ------
        TooManyAtOnceError
            If as many wait as may.
        """
        if not self._places.acquire(blocking=False):
            raise TooManyAtOnceError("too many need the server's help", retry_after_s=RETRY_AFTER_S)
        try:
            with self._room:
                yield
        finally:
            self._places.release()


def gate_for(workers: int) -> Gate:
    """Return the gate of one process, where so many share the machine."""
    return Gate(max(AT_ONCE // workers, 1), max(QUEUE // workers, 1))


GATE = gate_for(settings.OPTIONS.workers)


def read_keys(sent: SentKeys) -> Keys:
    """Return what a form carries, checked.

    Raises
    ------
    KeysError
        If anything in it is no key, or both phrases have one.
    """
    own, panic = locate(sent.own), locate(sent.panic)
    if own == panic:
        raise KeysError("the panic phrase cannot be the phrase itself")
    try:
        public = read_public_key(bytes.fromhex(sent.public))
    except (InvalidError, ValueError):
        raise KeysError("this is no public key") from None
    return Keys(own, panic, public)


def locate(auth: str) -> Locator:
    """Return where a key that a browser sent leads.

    Raises
    ------
    KeysError
        If it is none.
    """
    try:
        key = AuthKey.from_hex(auth)
    except InvalidError:
        raise KeysError("this is no key") from None
    return locator(settings.SECRETS.pepper, key)


def derive(phrase: Passphrase) -> PartyKeys:
    """Return the keys of a phrase; slow, and only a few at once.

    Raises
    ------
    TooManyAtOnceError
        If too many wait for it.
    """
    with GATE.passed():
        return party_keys(derive_root(phrase, settings.SITE_SALT))


def draw(language: str) -> Drawn:
    """Draw both phrases of a party and make their keys.

    Raises
    ------
    TooManyAtOnceError
        If too many wait for it.
    """
    phrases = draw_phrases(LISTS[language])
    own, panic = derive(phrases.own), derive(phrases.panic)
    sent = SentKeys(own.auth.reveal().hex(), panic.auth.reveal().hex(), own.public.hex())
    return Drawn(
        language,
        phrases.own.words,
        phrases.panic.words[-1],
        phrases.own.grouped_digits,
        phrases.panic.grouped_digits,
        sent,
    )


def check_phrase(text: str, language: str) -> None:
    """Refuse what cannot be a phrase, before anything is looked up.

    Raises
    ------
    TypedPhraseError
        With what is wrong and where.
    """
    read_passphrase(text, language=language)

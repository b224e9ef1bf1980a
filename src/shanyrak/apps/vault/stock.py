"""Ids whose keys lie in the keyring already, so that a request need not wait for that file. No row is here.

A commit of the keyring reaches the disk before it is done. One commit for many keys costs what one for a
single key does; those that nobody took are nobody's, and the sweep of keys takes them out.
"""

import os
import threading
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings

from shanyrak.apps.vault.keyring import Keyring, Keys
from shanyrak.core.sealing import Key

AT_ONCE = 64
# Half of the time after which the sweep takes a key that is nobody's.
LASTS = timedelta(minutes=30)

KEYRING = Keyring(settings.HOME, settings.SECRETS.ring)


class Owner(NamedTuple):
    """A new id, and its keys."""

    id: UUID
    keys: Keys


class Stock:
    """Owners who are nobody yet."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring
        self._guard = threading.Lock()
        self._ready: list[Owner] = []
        self._filled_at: datetime | None = None
        self._process = 0

    def take(self, *, now: datetime) -> Owner:
        """Return an owner whose key is on the disk; each is given out once."""
        with self._guard:
            if not self._ready or self._process != os.getpid() or self._is_old(now):
                self._ready = [Owner(*one) for one in self._keyring.draw(AT_ONCE).items()]
                self._process, self._filled_at = os.getpid(), now
            return self._ready.pop()

    def _is_old(self, now: datetime) -> bool:
        return self._filled_at is None or not timedelta() <= now - self._filled_at < LASTS


STOCK = Stock(KEYRING)


def find_reference_key(subject: UUID) -> Key | None:
    """Return the key that names somebody in the audit log, if they have one; the log asks for it."""
    keys = KEYRING.find(subject)
    return keys.reference if keys else None

"""Links of tickets and tokens of browsers: drawn here, kept as hashes, so that the table opens nothing."""

import hashlib
import secrets

from django.utils.crypto import salted_hmac

from shanyrak.base.ids import HolderToken, TicketLink

SIZE = 16
SALT = "shanyrak.queueing.holders"


def draw_link() -> TicketLink:
    """Draw the link of a ticket, of 128 bits."""
    return TicketLink(secrets.token_urlsafe(SIZE))


def digest_of(link: TicketLink) -> bytes:
    """Return what is kept of a link."""
    return hashlib.sha256(link.encode()).digest()


def draw_holder() -> HolderToken:
    """Draw what a browser keeps while it has tickets."""
    return HolderToken(secrets.token_urlsafe(SIZE))


def holder_digest_of(holder: HolderToken) -> bytes:
    """Return what is kept of a browser's token."""
    return salted_hmac(SALT, holder, algorithm="sha256").digest()

"""The word under which a subject stands in the log. No row lives here."""

from uuid import UUID

from django.utils.crypto import salted_hmac


def ref_of(subject: UUID) -> str:
    """Return the word of a subject; without the site's keys it says nothing."""
    return salted_hmac("shanyrak.audit.ref", subject.bytes, algorithm="sha256").hexdigest()

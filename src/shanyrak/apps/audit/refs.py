"""The word under which a subject stands in the log. No row lives here.

Who can be erased has a reference key of their own. When it is deleted, nobody can tell any more which entries
were about them, whatever else is known. All else is named with a key of the site.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from shanyrak.base.secret import SecretBytes
from shanyrak.core.auditlog import reference


class FindKeys(Protocol):
    """What finds the reference keys of subjects, of those that have one."""

    def __call__(self, *, subjects: Sequence[UUID]) -> Mapping[UUID, SecretBytes]:
        """Return them by subject."""


def ref_of(subject: UUID) -> str:
    """Return the word of a subject; without its key it says nothing."""
    return refs_of([subject])[0]


def refs_of(subjects: Sequence[UUID]) -> list[str]:
    """Return the word of each subject, in turn; their keys are looked up together."""
    keys = _find_keys()(subjects=subjects)
    return [_word(subject, keys.get(subject)) for subject in subjects]


def _word(subject: UUID, key: SecretBytes | None) -> str:
    if key is not None:
        return reference(subject.bytes, key)
    return salted_hmac("shanyrak.audit.ref", subject.bytes, algorithm="sha256").hexdigest()


def _find_keys() -> FindKeys:
    """Return what finds reference keys; who keeps them stands above the log, so the settings name it."""
    name: str = getattr(settings, "REFERENCE_KEYS", "")
    return import_string(name) if name else _no_keys


def _no_keys(**_: Sequence[UUID]) -> Mapping[UUID, SecretBytes]:
    """Return none: all is named with the key of the site."""
    return {}

"""The keys under which stays stand in the audit log. The log itself, and keys of people, stand below."""

import secrets
from collections.abc import Mapping, Sequence
from uuid import UUID

from shanyrak.apps.stays.models import SafeCheck, Stay
from shanyrak.apps.vault import stock
from shanyrak.base.secret import SecretBytes

KEY_SIZE = 32


def find_reference_keys(*, subjects: Sequence[UUID]) -> Mapping[UUID, SecretBytes]:
    """Return the keys that name people in the log, for services that write there; a stay has its party's.

    So what the log says of their stays means nobody any more once they are erased, also to who has a copy of
    the rows. Until rows of an erased party go, what is written of them has a key that nobody keeps.
    """
    found = {subject: stock.find_reference_key(subject) for subject in subjects}
    keys: dict[UUID, SecretBytes] = {subject: key for subject, key in found.items() if key is not None}
    for subject, party in _find_parties([one for one in found if one not in keys]).items():
        keys[subject] = stock.find_reference_key(party) or SecretBytes(secrets.token_bytes(KEY_SIZE))
    return keys


def _find_parties(subjects: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return whose stays, and checks of stays, these are; nothing of what is neither."""
    stays = Stay.objects.only("party_id").in_bulk(subjects)
    rest = [subject for subject in subjects if subject not in stays]
    checks = SafeCheck.objects.select_related("stay").only("stay__party_id").in_bulk(rest)
    parties = {subject: stay.party_id for subject, stay in stays.items()}
    return parties | {subject: check.stay.party_id for subject, check in checks.items()}

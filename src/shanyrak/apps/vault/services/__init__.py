"""Changes of keys and of what is sealed to them, one noun a file."""

from shanyrak.apps.vault.services.contacts import (
    MOST_AN_HOUR,
    OpenedBox,
    SentContact,
    change_contact,
    open_contact,
)
from shanyrak.apps.vault.services.epochs import SentEpoch, make_epoch, wrap_for_member
from shanyrak.apps.vault.services.members import SentMemberKey, change_roles, keep_member_key, revoke_member
from shanyrak.apps.vault.services.resealing import (
    SealedAnew,
    TakenContact,
    approve_reseal,
    keep_sealed_anew,
    take_contacts,
)
from shanyrak.apps.vault.services.sentinels import seal_sentinel
from shanyrak.apps.vault.services.sweeping import know_keyring, rotate_keyring, sweep, sweep_keys

__all__ = [
    "MOST_AN_HOUR",
    "OpenedBox",
    "SealedAnew",
    "SentContact",
    "SentEpoch",
    "SentMemberKey",
    "TakenContact",
    "approve_reseal",
    "change_contact",
    "change_roles",
    "keep_member_key",
    "keep_sealed_anew",
    "know_keyring",
    "make_epoch",
    "open_contact",
    "revoke_member",
    "rotate_keyring",
    "seal_sentinel",
    "sweep",
    "sweep_keys",
    "take_contacts",
    "wrap_for_member",
]

"""Sealed ways to homes, for the area that knows who goes where and when. Who may read one, that area says."""

from collections.abc import Collection, Mapping
from uuid import UUID

from shanyrak.apps.vault.contacts import read_box
from shanyrak.apps.vault.errors import ContactNotFoundError
from shanyrak.apps.vault.keyring import Keys
from shanyrak.apps.vault.models import SealedWay
from shanyrak.apps.vault.stock import KEYRING
from shanyrak.core.sealing import lock, to_base64url, unlock


def keep_way(*, stay: UUID, owner: UUID, box: str) -> None:
    """Keep what was sealed to these people about one stay, in the place of what was there.

    Raises
    ------
    ContactFormError
        If it is no sealed box.
    ContactNotFoundError
        If these people are being erased.
    """
    content, keys = read_box(box), KEYRING.find(owner)
    if keys is None:
        raise ContactNotFoundError("these people are being erased")
    told = {"owner": owner, "kver": keys.version, "blob": lock(keys.erasure, content)}
    SealedWay.objects.update_or_create(id=stay, defaults=told)


def find_way(*, stay: UUID) -> bytes | None:
    """Return the box that is sealed to the people of a stay, without the keyring's lock."""
    row = SealedWay.objects.filter(id=stay).first()
    keys = KEYRING.find(row.owner, row.kver) if row else None
    return unlock(keys.erasure, bytes(row.blob)) if row and keys else None


def find_way_text(*, stay: UUID) -> str | None:
    """Return the same as a page carries it."""
    box = find_way(stay=stay)
    return to_base64url(box) if box else None


def lock_ways_anew(*, fresh: Mapping[UUID, Keys]) -> None:
    """Lock what is kept for these people with their fresh keys, as those before are about to end."""
    rows = list(SealedWay.objects.select_for_update().filter(owner__in=fresh).order_by("id"))
    for row in rows:
        before, keys = KEYRING.find(row.owner, row.kver), fresh[row.owner]
        if before is not None:
            row.kver, row.blob = keys.version, lock(keys.erasure, unlock(before.erasure, bytes(row.blob)))
    SealedWay.objects.bulk_update(rows, ["kver", "blob"], batch_size=100)


def list_ways() -> list[UUID]:
    """Return the stays about which something is kept."""
    return list(SealedWay.objects.values_list("id", flat=True))


def forget_ways(*, stays: Collection[UUID]) -> int:
    """Delete what is kept about these stays."""
    return SealedWay.objects.filter(id__in=stays).delete()[0]

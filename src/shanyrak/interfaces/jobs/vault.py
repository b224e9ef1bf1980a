"""What is done for the vault in the background."""

from datetime import datetime

from shanyrak.apps.vault import services
from shanyrak.base.ids import SYSTEM
from shanyrak.interfaces.jobs.schedule import daily


@daily("03:05")
def rotate_keyring(now: datetime) -> None:
    """On the first night of a week, lock the keyring anew and destroy the key that locked it before."""
    services.rotate_keyring(actor=SYSTEM, now=now)


@daily("03:40")
def sweep(now: datetime) -> None:
    """Take out counts of openings, and keys of teams to which nothing is sealed any more."""
    services.sweep(actor=SYSTEM, now=now)

"""What is done for accounts in the background."""

from datetime import datetime

from shanyrak.apps.accounts import services
from shanyrak.base.ids import SYSTEM
from shanyrak.interfaces.jobs.schedule import every


@every(minutes=1)
def sweep(now: datetime) -> None:
    """Take out sign-ins, invitations and codes that have ended."""
    services.sweep(actor=SYSTEM, now=now)

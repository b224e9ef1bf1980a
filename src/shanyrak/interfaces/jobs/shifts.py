"""What is done for shifts in the background."""

from datetime import datetime

from shanyrak.apps.shifts import services
from shanyrak.base.ids import SYSTEM
from shanyrak.interfaces.jobs.schedule import every


@every(minutes=5)
def sweep_claims(now: datetime) -> None:
    """Forget claims that are over."""
    services.sweep(actor=SYSTEM, now=now)

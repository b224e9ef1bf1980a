"""What is done for hosting in the background."""

from datetime import datetime

from shanyrak.apps.hosting import services
from shanyrak.base.ids import SYSTEM
from shanyrak.interfaces.jobs.schedule import daily


@daily("03:20")
def sweep(now: datetime) -> None:
    """Take out hosts who stopped a month ago."""
    services.sweep(actor=SYSTEM, now=now)

"""What is done for queueing in the background."""

from datetime import datetime

from shanyrak.apps.queueing import services
from shanyrak.base.ids import SYSTEM
from shanyrak.interfaces.jobs.schedule import every


@every(minutes=10)
def sweep(now: datetime) -> None:
    """Take out tickets whose day is over, and what calls taught long ago."""
    services.sweep(actor=SYSTEM, now=now)

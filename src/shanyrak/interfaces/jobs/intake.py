"""What is done for intake in the background."""

from datetime import datetime

from shanyrak.apps.intake import services
from shanyrak.base.ids import SYSTEM
from shanyrak.interfaces.jobs.schedule import every


@every(minutes=1)
def sweep_parties(now: datetime) -> None:
    """Take out ended sign-ins, used proofs, requests whose time is over and rows of the erased."""
    services.sweep_parties(actor=SYSTEM, now=now)

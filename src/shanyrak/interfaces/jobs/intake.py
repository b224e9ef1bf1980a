"""What is done for intake in the background."""

from datetime import datetime

from shanyrak.apps.intake import services
from shanyrak.base.ids import SYSTEM
from shanyrak.interfaces.jobs.schedule import daily, every


@every(minutes=1)
def sweep_parties(now: datetime) -> None:
    """Take out ended sign-ins, used proofs, requests whose time is over and rows of the erased."""
    services.sweep_parties(actor=SYSTEM, now=now)


@daily("03:50")
def shuffle_rows(now: datetime) -> None:
    """Let rows lie in no order, so that their place does not tell who came together."""
    services.shuffle_rows(actor=SYSTEM, now=now)


@every(hours=1)
def settle_journal(now: datetime) -> None:
    """Let what was deleted leave the database's journal, too."""
    services.settle_journal(actor=SYSTEM, now=now)


@daily("04:10")
def enter_sentinel(now: datetime) -> None:
    """Once a week let a party in that is nobody, whose end `shanyrak prove-purge` looks at."""
    services.enter_sentinel(actor=SYSTEM, now=now)

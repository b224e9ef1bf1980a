"""What is done for stays in the background: holds end, the next is asked, and beds of the erased are free."""

from datetime import datetime

from shanyrak.apps.stays import services
from shanyrak.apps.stays.services import running
from shanyrak.base import clock
from shanyrak.base.ids import SYSTEM
from shanyrak.interfaces.jobs.schedule import daily, every


@every(seconds=20)
def expire_holds(now: datetime) -> None:
    """Give back what was held too long, and ask the next host in rank."""
    services.expire_holds(actor=SYSTEM, now=now)


@every(seconds=20)
def forget_erased(now: datetime) -> None:
    """Free the beds of parties that are being erased."""
    services.forget_erased(actor=SYSTEM, now=now)


@every(minutes=1)
def sweep_ways(now: datetime) -> None:
    """Let the way to a home be forgotten once the stay there is over."""
    services.sweep_ways(actor=SYSTEM, now=now)


@every(hours=1)
def sweep_keys(now: datetime) -> None:
    """Take out keys that are nobody's, and parties whose key is gone."""
    services.sweep_keys(actor=SYSTEM, now=now)


@daily("09:00")
def ask_safe(now: datetime) -> None:
    """Ask those who are in a stay, and their hosts, how it is, a week after the last time."""
    services.ask_safe(actor=SYSTEM, now=now)


@daily("03:10")
def sweep_refusals(now: datetime) -> None:
    """Take out refusals that are a month old."""
    services.sweep_refusals(actor=SYSTEM, now=now)


@every(seconds=1)
def send_rows(now: datetime) -> None:
    """Hold beds for the rows of plans that are being sent, and ask about them."""
    services.send_rows(actor=SYSTEM, now=now)


@every(seconds=5)
def finish_undo(now: datetime) -> None:
    """Take back what is left of plans whose undoing was interrupted."""
    services.finish_undo(actor=SYSTEM, now=now)


@every(seconds=1, alone=True)
def run_plan(now: datetime) -> None:
    """Make the plan that waits, if one does."""
    running.run_plan(actor=SYSTEM, now=now, clock=clock.now)


@daily("03:30")
def forget_gone_hosts(now: datetime) -> None:
    """Let phrases of hosts who have gone lead nowhere."""
    services.forget_gone_hosts(actor=SYSTEM, now=now)

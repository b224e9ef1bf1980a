"""What is done for the audit log in the background: it grows, heads are published, old content goes."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from shanyrak.apps.audit import services
from shanyrak.base.ids import SYSTEM
from shanyrak.interfaces.jobs.schedule import daily, every

FILE = "heads.txt"


@every(seconds=10)
def grow_tree(now: datetime) -> None:
    """Give new entries their places in the tree."""
    services.grow_tree(actor=SYSTEM, now=now)


@daily("00:10")
def publish_head(now: datetime) -> None:
    """Sign a head of the log, and add it to a file that is there to be copied away."""
    text = services.publish_head(actor=SYSTEM, now=now)
    if text is not None:
        with (Path(settings.HOME) / FILE).open("a", encoding="utf-8") as heads:
            heads.write(text)


@daily("03:40")
def forget_content(now: datetime) -> None:
    """Take what entries say out of those that are half a year old."""
    services.forget_content(actor=SYSTEM, now=now)

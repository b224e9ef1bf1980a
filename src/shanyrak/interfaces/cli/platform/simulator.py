"""The process that lets a seeded city live: requests and answers arrive. No real site starts it.

What it does, it does by the services that pages use; whatever is refused is left as it is.
"""

import argparse
import logging
import os
import signal
from threading import Event

from shanyrak.base.errors import ShanyrakError
from shanyrak.interfaces.cli.platform.ready import make_ready

LOG = logging.getLogger("shanyrak.simulator")
LEAST_PAUSE_S, MORE_PAUSE_S = 4, 8


def main() -> None:
    """Let something happen every few seconds, until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m shanyrak.interfaces.cli.platform.simulator")
    parser.add_argument("--parent", type=int, required=True)
    told = parser.parse_args()
    make_ready()
    from django.db import DatabaseError, close_old_connections

    from shanyrak.base import clock
    from shanyrak.interfaces.cli.platform.city.dice import Dice
    from shanyrak.interfaces.cli.platform.city.living import live

    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    dice = Dice(os.getpid())
    while not stop.wait(LEAST_PAUSE_S + dice.below(MORE_PAUSE_S)) and os.getppid() == told.parent:
        close_old_connections()
        try:
            live(dice, clock.now())
        except (ShanyrakError, DatabaseError) as refused:
            LOG.info("nothing happened: %s", type(refused).__name__)


if __name__ == "__main__":
    main()

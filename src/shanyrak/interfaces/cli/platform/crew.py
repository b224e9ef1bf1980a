"""Processes that belong together: started in order, started again if they fall, ended in order.

Nothing is kept about them: whether the jobs run is told by their heartbeats.
"""

import logging
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import FrameType

LOG = logging.getLogger("shanyrak.serve")
LOOK_EVERY_S = 0.2
GRACE_S = 15.0
# A process that falls is started again after a pause that doubles: a broken one does not keep a core busy.
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
SETTLED_S = 60.0


@dataclass
class Hand:
    """One process: how to start it, and when it may next be started."""

    name: str
    command: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    began: float = 0.0
    pause_s: float = FIRST_PAUSE_S
    not_before: float = field(default=0.0)

    def start(self) -> None:
        """Start it apart from the terminal, so that Ctrl-C reaches us alone and we end all in order."""
        self.began = time.monotonic()
        self.process = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603  # words of ours

    def is_running(self) -> bool:
        """Return whether the process is there."""
        return self.process is not None and self.process.poll() is None

    def mourn(self) -> None:
        """Note that it fell, and when to try again."""
        settled = time.monotonic() - self.began > SETTLED_S
        pause_s = FIRST_PAUSE_S if settled else self.pause_s
        self.not_before = time.monotonic() + pause_s
        self.pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
        status = self.process.returncode if self.process else None
        LOG.error("%s ended with status %s; again in %.0f s", self.name, status, pause_s)
        self.process = None


class Crew:
    """The processes of one site."""

    def __init__(self) -> None:
        self.hands: list[Hand] = []
        self.told_to_stop = False

    def enlist(self, name: str, command: list[str]) -> None:
        """Add a process; the first is the one that the others are for."""
        self.hands.append(Hand(name, command))

    def run(self) -> int:
        """Keep all running until told to stop; return the exit status."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        first = self.hands[0]
        first.start()
        while not self.told_to_stop:
            if not first.is_running() and time.monotonic() - first.began < SETTLED_S:
                break  # a server that never came up has said why; to start it again would only repeat that
            self._look()
            time.sleep(LOOK_EVERY_S)
        status = 0 if self.told_to_stop else 1
        self._end()
        return status

    def _look(self) -> None:
        for hand in self.hands:
            if hand.process is not None and not hand.is_running():
                hand.mourn()
            if hand.process is None and time.monotonic() >= hand.not_before:
                hand.start()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.told_to_stop = True

    def _end(self) -> None:
        """Tell all to end, give them time to finish what they do, then end them."""
        running = [hand.process for hand in self.hands if hand.process is not None and hand.is_running()]
        for process in running:
            process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_S
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def server_command(host: str, port: int, workers: int) -> list[str]:
    """Return how the server is started; like the jobs it ends by itself when this process is gone."""
    module = "shanyrak.interfaces.cli.platform.server"
    return _python(module, "--host", host, "--port", str(port), "--workers", str(workers))


def jobs_command(*options: str) -> list[str]:
    """Return how the jobs are started."""
    return _python("shanyrak.interfaces.jobs", *options)


def simulator_command() -> list[str]:
    """Return how the simulator is started, where a site is for trying things out."""
    return _python("shanyrak.interfaces.cli.platform.simulator")


def _python(module: str, *options: str) -> list[str]:
    return [sys.executable, "-m", module, "--parent", str(os.getpid()), *options]

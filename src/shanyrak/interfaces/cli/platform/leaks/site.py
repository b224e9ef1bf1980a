"""A site in a folder that goes: started, broken once, and ended. It is never a site of an operator."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from shanyrak.base.errors import UnavailableError

PATIENCE_S, LOOK_EVERY_S = 90.0, 0.1
TABLE = "intake_party"


def settle_in(folder: Path, database: str) -> None:
    """Let this process and those it starts keep everything in a folder, or in a database that is empty."""
    home, passing = folder / "home", folder / "tmp"
    for place in (home, passing, folder / "logs"):
        place.mkdir(parents=True)
    for name in [name for name in os.environ if name.startswith("SHANYRAK_")]:
        del os.environ[name]
    os.environ |= {"SHANYRAK_HOME": str(home), "TMPDIR": str(passing)}
    if database:
        os.environ["SHANYRAK_DATABASE"] = database


class Site:
    """A site that answers on a free port; what its processes print goes into a file."""

    def __init__(self, folder: Path, name: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        command = [sys.executable, "-m", "shanyrak", "serve", "--port", str(self.port), "--workers", "1"]
        with (folder / "logs" / f"{name}.log").open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603  # words of ours
        self._wait(folder / "logs" / f"{name}.log")

    def _wait(self, log: Path) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/healthz")
                if connection.getresponse().status == HTTPStatus.OK:
                    return
            except (HTTPException, OSError):
                time.sleep(LOOK_EVERY_S)
        self.end()
        raise UnavailableError(f"the site did not come up:\n{log.read_text('utf-8', 'replace')}")

    def workers(self) -> list[int]:
        """Return the processes of the site, without the one that watches them."""
        found, waiting = [], [self.process.pid]
        while waiting:
            children = _children(waiting.pop())
            found += children
            waiting += children
        return found

    def end(self) -> None:
        """End it as Ctrl-C does, and wait."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE_S)


@contextmanager
def broken_table() -> Iterator[None]:
    """Let a table be gone for a moment, so that pages fail by an exception while they hold what was typed."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} RENAME TO leakscan_away")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE leakscan_away RENAME TO {TABLE}")


def _children(process: int) -> list[int]:
    try:
        told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(word) for word in told.split()]

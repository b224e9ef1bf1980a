"""A server of our own for what is measured through a port, with two workers. Nothing is timed here."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from time import perf_counter, sleep
from urllib.request import urlopen

STARTS_WITHIN_S = 60
HOST = "127.0.0.1"


@contextmanager
def served() -> Iterator[tuple[int, int]]:
    """Serve what SHANYRAK_HOME names, on a port that was free; give it and the id of the process."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "shanyrak", "serve", "--no-jobs", "--port", str(port), "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _wait_for(port: int) -> None:
    ends = perf_counter() + STARTS_WITHIN_S
    while perf_counter() < ends:
        try:
            with urlopen(f"http://{HOST}:{port}/healthz", timeout=5) as answer:
                if answer.status == HTTPStatus.OK:
                    return
        except OSError:
            pass
        sleep(0.2)
    raise SystemExit("the server did not start")

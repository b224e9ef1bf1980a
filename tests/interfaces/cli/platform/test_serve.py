"""One command serves pages and runs jobs; Ctrl-C ends all of it, and a fallen process comes back."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from http.client import HTTPConnection

import pytest

PATIENCE_S = 60


def until(found, *, told=""):
    """Wait until something is so; fail with what the server said."""
    deadline = time.perf_counter() + PATIENCE_S
    while time.perf_counter() < deadline:
        if result := found():
            return result
        time.sleep(0.05)
    pytest.fail(f"it never came about: {told}")


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def answer(port, path):
    """Return status and text of a page; nothing if nobody answers."""
    line = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", path)
        page = line.getresponse()
        return page.status, page.read().decode()
    except (ConnectionError, TimeoutError):
        return None
    finally:
        line.close()


def children(pid):
    listing = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    rows = [line.split(maxsplit=1) for line in listing.stdout.splitlines()]
    return {args: int(number) for number, args in rows}


def is_there(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def heartbeats(home):
    with sqlite3.connect(home / "shanyrak.sqlite3") as rows:
        return [job for (job,) in rows.execute("SELECT job FROM audit_heartbeat")]


def test_one_command_serves_and_ends_in_order(environ, tmp_path):
    # Given
    port = free_port()
    command = [sys.executable, "-m", "shanyrak", "serve", "--port", str(port), "--workers", "1"]
    log = tmp_path / "log"
    with log.open("w") as out:
        serve = subprocess.Popen(command, cwd=tmp_path, env=environ, stderr=out, stdout=out)
    try:
        # Then it answers, and jobs leave their heartbeat
        assert until(lambda: answer(port, "/healthz"), told=log.read_text()) == (200, "ok\n")
        assert answer(port, "/nothing/")[0] == 404
        assert until(lambda: "accounts.sweep" in heartbeats(tmp_path / "var"))
        # When a process falls, it comes back
        mine = children(serve.pid)
        assert len(mine) == 3
        long_jobs = next(pid for args, pid in mine.items() if args.endswith("--alone"))
        os.kill(long_jobs, signal.SIGKILL)
        until(lambda: long_jobs not in (now := children(serve.pid)).values() and len(now) == 3)
    finally:
        mine = children(serve.pid)
        serve.send_signal(signal.SIGINT)
        status = serve.wait(PATIENCE_S)
    # Then nothing of it is left
    assert status == 0
    assert not any(is_there(pid) for pid in mine.values())
    assert answer(port, "/healthz") is None
    said = log.read_text()
    assert "long jobs ended with status -9" in said
    assert "Traceback" not in said


def test_when_the_command_is_killed_the_port_is_free_again(environ, tmp_path):
    port = free_port()
    command = [sys.executable, "-m", "shanyrak", "serve", "--port", str(port), "--workers", "1"]
    serve = subprocess.Popen(command, cwd=tmp_path, env=environ, stderr=subprocess.DEVNULL)
    until(lambda: answer(port, "/healthz"))
    mine = children(serve.pid)
    serve.kill()
    serve.wait(PATIENCE_S)
    until(lambda: not any(is_there(pid) for pid in mine.values()))
    assert answer(port, "/healthz") is None


def test_a_port_that_is_taken_ends_the_command(environ, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = str(door.getsockname()[1])
        command = [sys.executable, "-m", "shanyrak", "serve", "--port", port, "--workers", "1"]
        done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1

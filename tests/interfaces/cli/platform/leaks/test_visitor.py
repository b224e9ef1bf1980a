"""The browser of a scan goes on where a server cuts off what is too large, and stops where it is gone."""

import socket
import threading
from collections import defaultdict
from http.client import HTTPException
from itertools import repeat

import pytest

from shanyrak.interfaces.cli.platform.leaks.visitor import LARGE, Visitor


@pytest.fixture
def cutting():
    """Yield the port of a server that cuts every connection before it has read what was sent."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def cut():
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                connection.recv(1)
                connection.close()

        threading.Thread(target=cut, daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


def visitor(port):
    return Visitor(port, defaultdict(lambda: "x"), repeat("198.18.0.1"))


def test_a_large_body_that_is_cut_off_is_an_answer(cutting):
    assert visitor(cutting).send("POST", "/", b"x" * LARGE * 64).status == 0


def test_anything_else_that_is_cut_off_ends_the_scan(cutting):
    with pytest.raises((OSError, HTTPException)):
        visitor(cutting).send("POST", "/", b"x")

"""No test can reach beyond this machine."""

import socket

import pytest


def test_another_machine_cannot_be_reached():
    with socket.socket() as line, pytest.raises(pytest.fail.Exception, match="reached for the network"):
        line.connect(("192.0.2.1", 80))


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as door, socket.socket() as line:
        line.connect(door.getsockname())

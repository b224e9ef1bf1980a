"""What holds for every test: examples of Hypothesis, no network, files in random order."""

import os
import random
import socket
import sys
from collections.abc import Iterator
from itertools import groupby

import pytest
from hypothesis import settings

LOOPBACK = ("127.", "::1", "localhost")
# Processes that run tests side by side take theirs from the one that starts them: they must agree.
ORDER = os.environ.setdefault("SHANYRAK_TEST_ORDER", str(random.SystemRandom().randrange(10**6)))

# quick is for every day; `pytest --hypothesis-profile=deep` looks fifty times as long.
settings.register_profile("quick", max_examples=40, deadline=None, derandomize=True, database=None)
settings.register_profile("deep", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile("quick")


def pytest_report_header() -> str:
    return f"files in random order; to repeat it: SHANYRAK_TEST_ORDER={ORDER}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Shuffle the files, so that no test can lean on what another left behind; a file keeps its own order.

    Those that fork come first: that is safe only while no server and no browser has a thread here. A story in
    a browser is told again if it fails, as a busy machine can be late with a key; the end says which.
    """
    for test in items:
        if "browser" in test.fixturenames:
            test.add_marker(pytest.mark.flaky(reruns=1))
    files = [list(tests) for _, tests in groupby(items, key=lambda item: item.path)]
    random.Random(ORDER).shuffle(files)
    mixed = [test for tests in files for test in tests]
    items[:] = sorted(mixed, key=lambda test: test.get_closest_marker("forks") is None)


@pytest.fixture(autouse=True, scope="session")
def _closed_network() -> Iterator[None]:
    """Refuse every address but loopback: what needs the network is no unit of ours."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            pytest.fail(f"a test reached for the network: {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True)
def _calm() -> None:
    """Forget how many asked in other tests, whose clocks often stand still in one and the same minute."""
    if proofs := sys.modules.get("shanyrak.apps.intake.proofs"):
        proofs.PRESSURE.minute = -1

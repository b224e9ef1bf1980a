"""Where tests keep their rows: a file, or with SHANYRAK_DATABASE=postgresql a throw-away server.

It is a plugin, as pytest-django reads the settings before any conftest. It builds catalogues that changed.
"""

import atexit
import os
from contextlib import ExitStack
from tempfile import TemporaryDirectory

import pytest

from tools import messages
from tools.postgres import server

STACK = ExitStack()
atexit.register(STACK.close)

# Keys and the SQLite file of tests lie in a folder that goes when the run ends; no settings file is read.
os.environ["SHANYRAK_HOME"] = STACK.enter_context(TemporaryDirectory(prefix="shanyrak-"))
os.environ.pop("SHANYRAK_SETTINGS", None)
# The bare word starts a server, in each of the processes that run tests side by side, as one test stops its
# own; a URL is used as it is.
if os.environ.setdefault("SHANYRAK_TEST_DATABASE", os.environ.get("SHANYRAK_DATABASE", "")) == "postgresql":
    os.environ["SHANYRAK_DATABASE"] = STACK.enter_context(server())
messages.build()


def is_postgresql() -> bool:
    return os.environ.get("SHANYRAK_DATABASE", "").startswith("postgresql")


def pytest_configure(config: pytest.Config) -> None:
    """Drop no PostgreSQL test database: the server goes anyway, and a browser may still hold it."""
    config.option.reuse_db = is_postgresql()
    config.addinivalue_line("markers", "postgresql: only where the database is PostgreSQL")
    config.addinivalue_line("markers", "forks: copies our process, so it runs before there are threads")
    config.addinivalue_line("markers", "sqlite: only where the database is SQLite")


def pytest_report_header() -> str:
    return f"database: {'PostgreSQL' if is_postgresql() else 'SQLite in a file'}"


def pytest_runtest_setup(item: pytest.Item) -> None:
    for name, here in (("postgresql", is_postgresql()), ("sqlite", not is_postgresql())):
        if item.get_closest_marker(name) and not here:
            pytest.skip(f"only on {name}")

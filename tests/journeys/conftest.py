"""A real browser for stories that run over several pages: the system's Chromium, with scripts and without."""

import os
import shutil

import pytest

# playwright's event loop makes Django refuse the database in the thread of the test.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    named = os.environ.get("SHANYRAK_CHROMIUM")
    path = named or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium: install the package chromium, or set SHANYRAK_CHROMIUM")
    return {**browser_type_launch_args, "executable_path": path, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 320, "height": 640}, "locale": "en-GB"}


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def phone(request, browser, browser_context_args, live_server):
    """Return a page of a phone, with scripts and without."""
    told = {**browser_context_args, "java_script_enabled": request.param, "base_url": live_server.url}
    with browser.new_context(**told) as context:
        page = context.new_page()
        page.has_scripts = request.param
        yield page

"""Makes Django ready for a command, or says how to install what is missing. No command lives here."""

import os
from importlib.util import find_spec

from shanyrak.base.errors import UnavailableError

SETTINGS = "shanyrak.project.settings"


def make_ready() -> None:
    """Load the settings and the apps.

    Raises
    ------
    UnavailableError
        If the extra `web` is not installed.
    """
    if find_spec("django") is None:
        raise UnavailableError('the platform is not installed here: pip install "shanyrak[web]"')
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()

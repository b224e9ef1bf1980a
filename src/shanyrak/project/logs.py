"""What is logged: what kind of thing went wrong, and where in the code. Never a value or an address."""

import logging
import traceback
from typing import Any


class Quiet(logging.Formatter):
    """Write a record without what a visitor sent: an error may name values, a path may hold a token."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, and the places in the code if there was an exception."""
        request = getattr(record, "request", None)
        if request is not None:
            route = getattr(getattr(request, "resolver_match", None), "route", None) or "unknown page"
            told = f"{getattr(record, 'status_code', '')} at {request.method} /{route}"
        else:
            told = record.getMessage()
        return f"{record.levelname.lower()} {record.name}: {told}{self._places(record.exc_info)}"

    def _places(self, error: Any) -> str:
        if not error or error[0] is None:
            return ""
        places = traceback.extract_tb(error[2])
        lines = [f"\n  {place.filename}:{place.lineno} in {place.name}" for place in places]
        return f": {error[0].__name__}{''.join(lines)}"


QUIET_LOGS: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": Quiet}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Below an error there is nothing to mend here: a wrong address, a form from elsewhere.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "shanyrak": {"level": "INFO"},
    },
}

"""The tree of refusals; every error that a user may meet hangs below one of these.

::

    ShanyrakError
    ├── NotFoundError       404, exit 3
    ├── NotAllowedError     403, exit 4
    ├── InvalidError        422, exit 1
    ├── ConflictError       409, exit 5
    └── UnavailableError    503, exit 6
        └── TooOftenError   429, exit 6

A page shows the sentence of the refusal's template, a command its message; no message holds a secret.
"""


class ShanyrakError(Exception):
    """Any refusal of ours; the message is for people and holds no secret."""

    exit_status = 1
    http_status = 422


class NotFoundError(ShanyrakError):
    """What was asked for is not there, or not for the one who asks."""

    exit_status = 3
    http_status = 404


class NotAllowedError(ShanyrakError):
    """The one who acts may not do this."""

    exit_status = 4
    http_status = 403


class InvalidError(ShanyrakError):
    """The data are refused."""

    exit_status = 1
    http_status = 422


class ConflictError(ShanyrakError):
    """It was possible a moment ago, or is by now done."""

    exit_status = 5
    http_status = 409


class UnavailableError(ShanyrakError):
    """Something we depend on does not answer; `retry_after_s` says when to try again, if that is known."""

    exit_status = 6
    http_status = 503

    def __init__(self, message: str = "", *, retry_after_s: int | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class TooOftenError(UnavailableError):
    """More often than the house allows, whoever asks; later it is possible again."""

    http_status = 429

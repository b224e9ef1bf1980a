"""The tree of refusals; every error that a user may meet hangs below one of these.

::

    ShanyrakError
    ├── NotFoundError       404, exit 3
    ├── NotAllowedError     403, exit 4
    ├── InvalidError        422, exit 1
    ├── ConflictError       409, exit 5
    └── UnavailableError    503, exit 6
"""


class ShanyrakError(Exception):
    """Any refusal of ours; the message is for people and holds no secret."""

    exit_status = 1


class NotFoundError(ShanyrakError):
    """What was asked for is not there."""

    exit_status = 3


class NotAllowedError(ShanyrakError):
    """The one who acts may not do this."""

    exit_status = 4


class InvalidError(ShanyrakError):
    """The data are refused."""

    exit_status = 1


class ConflictError(ShanyrakError):
    """It was possible a moment ago, or is by now done."""

    exit_status = 5


class UnavailableError(ShanyrakError):
    """Something we depend on does not answer."""

    exit_status = 6

"""Refusals of shifts."""

from shanyrak.base.errors import ConflictError, InvalidError


class TakenByOtherError(ConflictError):
    """Another member works on this request until `until`."""

    def __init__(self, message: str = "", *, alias: str = "", until: object = None) -> None:
        super().__init__(message)
        self.alias = alias
        self.until = until


class UnknownNoteError(InvalidError):
    """The note is none of the list."""

"""Refusals of queueing."""

from datetime import datetime

from shanyrak.base.errors import ConflictError, InvalidError, NotFoundError


class PointNotFoundError(NotFoundError):
    """There is no such service point, service or counter, or none that the one who asks may know of."""


class TicketNotFoundError(NotFoundError):
    """There is no such ticket: its link is wrong, or its day is over."""


class PointFactsError(InvalidError):
    """What is said of a service point, a service, a counter or its hours does not fit together."""


class TicketFormError(InvalidError):
    """People, needs, a note or a number of places of a ticket are out of their range."""


class LineFullError(ConflictError):
    """One more ticket would hardly be served before the counters close."""


class SlotTakenError(ConflictError):
    """The time is no longer free, or never was one."""


class TicketHeldError(ConflictError):
    """Who asks has a live ticket for this service."""


class WrongTurnError(ConflictError):
    """The ticket or the counter is not where this step begins: somebody was quicker, or it has ended."""


class GraceError(ConflictError):
    """Somebody who was called has until `until` to come."""

    def __init__(self, message: str = "", *, until: datetime | None = None) -> None:
        super().__init__(message)
        self.until = until

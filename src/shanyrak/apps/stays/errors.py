"""Refusals of stays."""

from collections.abc import Iterable

from shanyrak.base.errors import ConflictError, InvalidError, NotFoundError


class StayNotFoundError(NotFoundError):
    """There is no such stay, or none that the one who asks may know of."""


class AskNotFoundError(NotFoundError):
    """The link of a question to a host leads to none."""


class AskOverError(ConflictError):
    """The question to a host was answered by somebody else, or its time is over."""


class WrongStepError(ConflictError):
    """The stay is not where this step begins: somebody was quicker, or it has ended."""


class CannotHoldError(ConflictError):
    """A party cannot have this space on these nights; `obstacles` are the words for why, gravest first."""

    def __init__(self, obstacles: Iterable[str]) -> None:
        self.obstacles = tuple(obstacles)
        super().__init__(f"this stay cannot be held: {', '.join(self.obstacles)}")


class BedsTakenError(ConflictError):
    """Somebody has taken a bed on one of these nights."""


class UnknownReasonError(InvalidError):
    """A reason is none of the list, or not one of this side's."""


class StayNightsError(InvalidError):
    """These nights do not go with the stay: it would end before it begins, or it has begun."""


class PlanNotFoundError(NotFoundError):
    """There is no such plan in the team of the one who asks."""


class PlanBusyError(ConflictError):
    """A plan of this team is being made; it will be there in a minute."""


class PlanOverError(ConflictError):
    """The plan was sent, discarded or overtaken by a newer one."""


class CheckNotFoundError(NotFoundError):
    """There is no such question about how somebody is, or none for the one who answers."""

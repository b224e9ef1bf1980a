"""Refusals of hosting."""

from shanyrak.base.errors import ConflictError, InvalidError, NotFoundError


class HostNotFoundError(NotFoundError):
    """There is no such host, or none that the one who asks may know of."""


class SiteNotFoundError(NotFoundError):
    """There is no such site, or none that the one who asks may know of."""


class SpaceNotFoundError(NotFoundError):
    """There is no such space, or none that the one who asks may know of."""


class SpaceFactsError(InvalidError):
    """Beds, nights or words of a space do not fit together."""


class SiteFactsError(InvalidError):
    """What is said of a site does not fit together."""


class WindowError(InvalidError):
    """A window has no night, lies more than a year ahead, or there are too many of them."""


class PauseFormError(InvalidError):
    """A pause of this kind is not the actor's to begin or end, or has no night."""


class PromisedNightError(ConflictError):
    """Somebody has been promised a bed on a night that would no longer be free."""


class FewerBedsError(ConflictError):
    """More people sleep there, or have been promised to, than there would be beds."""


class HostGoneError(ConflictError):
    """The host has stopped for good."""


class CheckOrderError(ConflictError):
    """A check was noted before the one it stands on, or by a member who may not add to it."""

"""Refusals of intake."""

from shanyrak.base.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError, UnavailableError


class PartyNotFoundError(NotFoundError):
    """There is no such party, or none that the one who asks may know of."""


class NoPhraseError(NotAllowedError):
    """What was asked for is for somebody who has typed their phrase within the hour."""


class PeopleCountError(InvalidError):
    """A party is 1 to 60 people."""


class PastNightError(InvalidError):
    """The first night has passed, or is more than a year away."""


class NightCountError(InvalidError):
    """More nights than one request may ask for, or none."""


class UnknownNeedError(InvalidError):
    """A need, a want or a sex is none of our words."""


class UnknownPlaceError(InvalidError):
    """There is no team in this city, or no such district."""


class KeysError(InvalidError):
    """What came instead of keys are none, or one key stands for two phrases."""


class PhraseTakenError(ConflictError):
    """A phrase is another party's; it can only be a slip of a program, so new ones are drawn."""


class ProofError(InvalidError):
    """Neither a puzzle was solved nor was there a turn, or it was used before or is too old."""


class TooManyAtOnceError(UnavailableError):
    """More people need a phrase made or read by the server than it bears at once."""


class PartyGoneError(ConflictError):
    """The party has left, withdrawn or been erased; what was asked for does not apply to it any more."""

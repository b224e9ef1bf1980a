"""Refusals of the vault."""

from shanyrak.base.errors import (
    ConflictError,
    InvalidError,
    NotFoundError,
    TooOftenError,
    UnavailableError,
)


class ContactNotFoundError(NotFoundError):
    """There is no sealed contact of these people here, or it is not for the one who asks."""


class ContactFormError(InvalidError):
    """What was sent is no sealed contact."""


class TeamKeysChangedError(ConflictError):
    """The team's keys were changed while the page was open, or there are none yet."""


class MemberKeyError(InvalidError):
    """What was sent is no key of a member, or the passphrase is not the member's."""


class NoMemberKeyError(ConflictError):
    """The member has no key yet, or nobody has let it into the team's keys."""


class WrapsError(InvalidError):
    """The new keys are not wrapped for just those members who may have them."""


class UnknownPurposeError(InvalidError):
    """Contacts are opened for one of a few reasons, and none of them was given."""


class BudgetSpentError(TooOftenError):
    """A member has opened as many contacts as may be opened in an hour or a day."""


class KeyringLostError(UnavailableError):
    """The keyring is missing or damaged: what it locks cannot be opened."""


class LoneApprovalError(ConflictError):
    """Whoever made the new keys cannot approve alone that contacts are sealed anew to them."""

"""Refusals of accounts."""

from shanyrak.base.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError, TooOftenError


class NotSignedInError(NotAllowedError):
    """Nobody is signed in here, or no longer."""


class WrongSignInError(InvalidError):
    """Name, passphrase or code is wrong, or the device is unknown; which of them is not told."""


class SlowDownError(TooOftenError):
    """Signing in failed too often under this name; it is possible again later."""


class InvitationNotFoundError(NotFoundError):
    """The link was used, has ended or never was."""


class UsernameTakenError(ConflictError):
    """Somebody has this username."""


class UsernameFormError(InvalidError):
    """A username is 3 to 30 small Latin letters, digits and hyphens, and begins with a letter."""


class AliasFormError(InvalidError):
    """An alias is 2 to 40 letters, and no more than a few words."""


class UnknownRoleError(InvalidError):
    """There is no such role, or it was given to nobody."""


class WrongCodeError(InvalidError):
    """The six digits are not those of this half minute."""


class MemberNotFoundError(NotFoundError):
    """There is no such member in the team of the one who asks."""


class TeamExistsError(ConflictError):
    """There is a team of this name."""


class LastManagerError(ConflictError):
    """Nobody would be left who can invite members."""


class PasskeyNotFoundError(NotFoundError):
    """There is no such device of this member."""

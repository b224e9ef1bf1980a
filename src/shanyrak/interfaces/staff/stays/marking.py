"""Which rows of a list a form means: those that were ticked, or the one whose button was pressed."""

from uuid import UUID

from django.http import HttpRequest

from shanyrak.base.errors import InvalidError
from shanyrak.base.ids import PartyId, StayId


class NothingTickedError(InvalidError):
    """No row was ticked."""


def parties_of(request: HttpRequest) -> list[PartyId]:
    """Return the requests that a form means.

    Raises
    ------
    NothingTickedError
        If it means none.
    """
    sent = request.POST.getlist("one") or request.POST.getlist("party")
    found = [PartyId(key) for key in map(_read, sent) if key is not None]
    if not found:
        raise NothingTickedError("tick at least one row")
    return found


def stays_of(request: HttpRequest) -> list[StayId]:
    """Return the rows of a plan that a form means.

    Raises
    ------
    NothingTickedError
        If it means none.
    """
    found = [StayId(key) for key in map(_read, request.POST.getlist("row")) if key is not None]
    if not found:
        raise NothingTickedError("tick at least one row")
    return found


def _read(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

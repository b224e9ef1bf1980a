"""Who is called next: classes by rule, appointments at their time, and nobody overtaken without end."""

from collections.abc import Sequence
from dataclasses import dataclass

from shanyrak.base.errors import InvalidError

STEP_MIN = 1e-4  # who steps back stands so much behind the one before: nobody fits between them


@dataclass(frozen=True, slots=True)
class InLine:
    """A ticket in line.

    Attributes
    ----------
    ticket
        What it is known by; decides between two that are alike in everything else, so best its code.
    since
        The minute from which its place counts; of an appointment the minute for which it was made.
    urgency
        Its class: 0 is everybody, higher classes come first.
    is_appointment
        Whether it comes at its time; before that it is not called.
    overtaken
        How many that came later were called before it.
    """

    ticket: str
    since: float
    urgency: int = 0
    is_appointment: bool = False
    overtaken: int = 0


@dataclass(frozen=True, slots=True)
class Discipline:
    """The rule by which a service point calls.

    Attributes
    ----------
    patience_min
        After so many minutes a ticket is as urgent as one of the next higher class, after twice as many as
        one of the class above that, and so on.
    most_overtakes
        A ticket that so many overtook is called next.
    walk_in_share
        Share of calls that walk-ins get for certain while appointments are due.

    Raises
    ------
    InvalidError
        If a number is out of its range.
    """

    patience_min: float = 30.0
    most_overtakes: int = 10
    walk_in_share: float = 0.25

    def __post_init__(self) -> None:
        if self.patience_min <= 0 or self.most_overtakes < 1 or not 0 <= self.walk_in_share <= 1:
            raise InvalidError("patience and overtakes are above 0, the share of walk-ins is from 0 to 1")


@dataclass(frozen=True, slots=True)
class Called:
    """Who is called.

    Attributes
    ----------
    one
        The ticket.
    credit
        What walk-ins have due after this call; to be given to the next one.
    """

    one: InLine
    credit: float


def next_call(line: Sequence[InLine], rule: Discipline, *, now: float, credit: float = 0.0) -> Called | None:
    """Return who is called next, None if nobody is to be called now.

    Parameters
    ----------
    line
        In any order.
    rule
        Of the service point.
    now
        Minute of the day.
    credit
        What walk-ins have due, as the last call left it.

    Notes
    -----
    Whoever was overtaken as often as is allowed comes first, the longest in line before others: so nobody is
    ever overtaken more often, as long as each call counts it by `overtaken_by`.
    """
    present = [one for one in line if not one.is_appointment or one.since <= now]
    if not present:
        return None
    due = credit + rule.walk_in_share
    exhausted = [one for one in present if one.overtaken >= rule.most_overtakes]
    if exhausted:
        one = min(exhausted, key=_seniority)
        return Called(one, credit if one.is_appointment else max(credit - 1, 0.0))
    appointments = [one for one in present if one.is_appointment]
    walk_ins = [one for one in present if not one.is_appointment]
    if not appointments:
        return Called(_most_urgent(walk_ins, rule, now), 0.0)
    if walk_ins and due >= 1:
        return Called(_most_urgent(walk_ins, rule, now), due - 1)
    return Called(_most_urgent(appointments, rule, now), due if walk_ins else 0.0)


def overtaken_by(one: InLine, line: Sequence[InLine], *, now: float) -> list[str]:
    """Return the tickets that a call overtakes: those who are there, and whose place counts from earlier.

    Parameters
    ----------
    one
        Who is called.
    line
        Everybody in line, with it or without.
    now
        Minute of the day.
    """
    mine = _seniority(one)
    return [
        other.ticket
        for other in line
        if _seniority(other) < mine and (not other.is_appointment or other.since <= now)
    ]


def since_behind(one: InLine, line: Sequence[InLine], n_places: int) -> float:
    """Return the minute from which a place counts that lies behind so many others; never an earlier one.

    Parameters
    ----------
    one
        Who steps back.
    line
        Everybody in line, with it or without.
    n_places
        How many of those behind it go before it; all of them if there are fewer.
    """
    mine = _seniority(one)
    behind = sorted(other.since for other in line if other.ticket != one.ticket and _seniority(other) > mine)
    return behind[:n_places][-1] + STEP_MIN if behind and n_places > 0 else one.since


def expected_order(line: Sequence[InLine], rule: Discipline, *, now: float, per_min: float) -> list[InLine]:
    """Return a line in the order in which it will most likely be called.

    Parameters
    ----------
    line
        In any order.
    rule
        Of the service point.
    now
        Minute of the day.
    per_min
        Calls in a minute, about: it tells how many go before an appointment whose time has not come.

    Notes
    -----
    Those who are there come by class and seniority, appointments that are due before them. Nobody who may
    yet come is among them, so it is an expectation and no promise.
    """
    there = [one for one in line if not one.is_appointment or one.since <= now]
    later = sorted((one for one in line if one.is_appointment and one.since > now), key=_seniority)
    ordered = sorted(
        there,
        key=lambda one: (one.overtaken < rule.most_overtakes, not one.is_appointment, _place(one, rule, now)),
    )
    for one in later:
        ordered.insert(int((one.since - now) * per_min), one)
    return ordered


def _place(one: InLine, rule: Discipline, now: float) -> tuple[float, float, str]:
    """Return what tells who goes first: the class, counting what waiting has added, then seniority."""
    return -one.urgency - max(now - one.since, 0.0) // rule.patience_min, *_seniority(one)


def _most_urgent(line: Sequence[InLine], rule: Discipline, now: float) -> InLine:
    """Return the highest class first, counting what waiting has added, and in it the longest in line."""
    return min(line, key=lambda one: _place(one, rule, now))


def _seniority(one: InLine) -> tuple[float, str]:
    return one.since, one.ticket

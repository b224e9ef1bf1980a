"""Words of lists that stand on a ticket, and which make it urgent. What they are called, pages say."""

from collections.abc import Iterable

# What somebody brings to a counter, and the class that it gives the ticket: 0 is everybody.
URGENCY_OF_NEED = {"disability": 2, "pregnancy": 1, "small_children": 1, "interpreter": 0, "step_free": 0}
NOTES = ("papers_missing", "needs_interpreter", "needs_copy", "sent_elsewhere", "comes_again")
MOST_PEOPLE = 20


def urgency_of(needs: Iterable[str]) -> int:
    """Return the class of a ticket with these needs: the highest that one of them gives."""
    return max((URGENCY_OF_NEED[need] for need in needs), default=0)

"""The sentence of each small change that would give a party a bed on every night."""

from collections.abc import Callable, Mapping

from shanyrak.interfaces.cli.suggestions.words import counted, evening, joined
from shanyrak.placement.suggest import Relaxation


def change_told(change: Relaxation) -> str:
    """Tell a change as what the party or a host would have to do."""
    return TELL[change.kind](change)


def _fewer(change: Relaxation) -> str:
    return f"{_nights(change.nights)} fewer: leave on {evening(change.suggestion.party.end_night)}"


def _later(change: Relaxation) -> str:
    return f"{_nights(change.nights)} fewer: come on {evening(change.suggestion.party.arrival)}"


def _shift(change: Relaxation) -> str:
    party = change.suggestion.party
    span = f"from {evening(party.arrival)} to {evening(party.end_night)}"
    return f"All nights, but {_nights(change.nights).lower()} later: {span}"


def _need(change: Relaxation) -> str:
    return f"Without {joined(change.words)}"


def _split(change: Relaxation) -> str:
    return f"Split in {' + '.join(map(str, change.sizes))}"


def _place(change: Relaxation) -> str:
    km = change.suggestion.km
    far = "" if km is None or km >= FAR else f", {km:.0f} km from the point wanted"
    return f"In {change.words[0]}{far}"


def _moves(change: Relaxation) -> str:
    return f"With {counted(change.nights, 'move')}"


def _house_rule(change: Relaxation) -> str:
    hosts = "the host" if len(change.words) == 1 else "the hosts"
    return f"Ask {hosts} of {joined(change.words)} to take them for fewer nights than the house rule says"


def _sex(change: Relaxation) -> str:
    return f"If all of them are {'women' if change.words == ('f',) else 'men'}: say so"


def _nights(number: int) -> str:
    return "One night" if number == 1 else f"{number} nights"


FAR = 100.0  # kilometres; distances are not told apart from here on
TELL: Mapping[str, Callable[[Relaxation], str]] = {
    "fewer": _fewer,
    "later": _later,
    "shift": _shift,
    "need": _need,
    "split": _split,
    "place": _place,
    "moves": _moves,
    "house_rule": _house_rule,
    "sex": _sex,
}

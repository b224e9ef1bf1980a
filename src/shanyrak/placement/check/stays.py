"""Rules of one stay: free nights, needs, place, nights asked for, sex. No other stay matters."""

from collections.abc import Iterable, Iterator

from shanyrak.placement.check.register import Register
from shanyrak.placement.check.verdict import UNREADABLE, Violation
from shanyrak.placement.model import Party, PartySex, SexRule, Space, Stay


def readable_stays(stays: Iterable[Stay], register: Register, found: list[Violation]) -> list[Stay]:
    """Report in `found` what each stay breaks; return those that mean something, on nights asked for."""
    kept = []
    for stay in stays:
        party, space = register.parties.get(stay.party_id), register.spaces.get(stay.space_id)
        nonsense = _nonsense(stay, party, space)
        if nonsense or party is None or space is None:
            found.append(Violation(UNREADABLE, f"{told(stay)}: {nonsense}"))
        elif stay.first_night < party.arrival or stay.end_night > party.end_night:
            found.append(Violation(6, f"{told(stay)}: {_asked(party)}"))
        else:
            kept.append(stay)
            found.extend(_breaches(stay, party, space, register))
    return kept


def told(stay: Stay) -> str:
    """Name a stay in a sentence."""
    nights = f"from {stay.first_night} to the morning of {stay.end_night}"
    return f"party {stay.party_id}, part {stay.part}, in space {stay.space_id} {nights}"


def takes(rule: SexRule, sex: PartySex) -> bool:
    """Whether a space with this rule takes a party of this sex, other parties aside."""
    return rule == "any" or (sex in {"f", "m"} and rule in {"same", sex})


def _nonsense(stay: Stay, party: Party | None, space: Space | None) -> str:
    """Say why a stay means nothing, "" where it does mean something."""
    if party is None:
        return "the case has no such party"
    if space is None:
        return "the case has no such space"
    if stay.first_night >= stay.end_night:
        return "the stay has no night"
    return "the stay has nobody in it" if stay.people < 1 else ""


def _asked(party: Party) -> str:
    """Say which nights a party asked for."""
    if not party.n_nights:
        return "the party asked for no night"
    until = f", no night on or after {party.not_after}" if party.not_after else ""
    return f"it asked for {party.arrival} to the morning of {party.end_night}{until}"


def _breaches(stay: Stay, party: Party, space: Space, register: Register) -> Iterator[Violation]:
    """Yield what a stay on nights asked for breaks."""
    taken = register.first_taken(stay.space_id, stay.first_night, stay.end_night)
    if taken:
        yield Violation(2, f"{told(stay)}: the space is not free on {taken}")
    missing = ", ".join(sorted(party.needs - space.features))
    if missing:
        yield Violation(3, f"{told(stay)}: the space lacks what the party needs: {missing}")
    if party.place and space.place and party.place != space.place:
        yield Violation(3, f"{told(stay)}: the space is in {space.place}, the party asked for {party.place}")
    if not takes(space.sexes, party.sex):
        sex = f'of sex "{party.sex}"' if party.sex else "that has not said its sex"
        yield Violation(9, f'{told(stay)}: the space (sexes "{space.sexes}") takes no party {sex}')

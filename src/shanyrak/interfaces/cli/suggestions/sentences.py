"""The sentences of an answer, in English, for a coordinator who is tired. No figure is computed here."""

from collections.abc import Iterable, Iterator

from shanyrak.interfaces.cli.suggestions.changes import FAR, change_told
from shanyrak.interfaces.cli.suggestions.words import counted, evening, joined, nights_in_row
from shanyrak.placement.model import Party
from shanyrak.placement.suggest import Answer, Leg, NightCount, Suggestion, WhyNot

LITTLE = 0.05  # person-nights that are not worth a word
WHOLE = {1: "The night", 2: "Both nights"}
MOST_NIGHTS = 6  # nights that are told one by one


def lines(answer: Answer, *, priced: bool) -> Iterator[str]:
    """Tell an answer; without prices nothing is said of others."""
    yield _heading(answer.party)
    if answer.why_not is not None:
        yield ""
        yield from _why(answer.party, answer.why_not, answer.suggestions)
        yield from _changes(answer.why_not)
    if answer.suggestions:
        yield ""
        yield "Best first:" if answer.why_not is None else "The nearest to what was asked for, best first:"
        for number, one in enumerate(answer.suggestions, 1):
            yield f"{number:>3}. {summary(one, priced=priced)}"
            yield from (f"     {line}" for line in stays(one))
        yield ""
        yield _footnote(answer, priced=priced)


def _footnote(answer: Answer, *, priced: bool) -> str:
    if not priced:
        return "No certificate: it is not known what these beds are worth to others."
    if any(one.displaced >= LITTLE for one in answer.suggestions):
        return "Taken from others: what these beds are worth to them, by the prices of the plan."
    return "By the prices of the plan, nobody else needs these beds."


def _heading(party: Party) -> str:
    span = f"{counted(party.n_nights, 'night')} from {evening(party.arrival)} to the morning of"
    where = f" in {party.place}" if party.place else ""
    needs = f", needs {joined(sorted(party.needs))}" if party.needs else ""
    wants = f", wants {joined(sorted(party.wants))}" if party.wants else ""
    who = counted(party.people, "person", "people")
    return f"Party {party.party_id}: {who}, {span} {evening(party.end_night)}{where}{needs}{wants}"


def summary(one: Suggestion, *, priced: bool) -> str:
    """Tell a suggestion in a line: nights, moves, what it takes from others."""
    told = [_nights(one)]
    if one.moves:
        told.append(f"{counted(one.moves, 'person', 'people')} must move once" if _once(one) else _moves(one))
    if one.as_planned:
        told.append("as planned now")
    if priced and one.displaced >= LITTLE:
        told.append(_displaced(one))
    return ", ".join(told)


def stays(one: Suggestion) -> list[str]:
    """Tell each stay in a line: where, when, how far, what it has and lacks."""
    parts = len({leg.stay.part for leg in one.legs}) > 1
    rows = [_columns(leg, in_parts=parts) for leg in one.legs]
    widths = [max(len(row[i]) for row in rows) for i in range(3)] if rows else []
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]).rstrip()
        for row in rows
    ]


def _columns(leg: Leg, *, in_parts: bool) -> tuple[str, str, str, str]:
    who = f"{counted(leg.stay.people, 'person', 'people')}: " if in_parts else ""
    has = f"has {joined(leg.needs_met)}" if leg.needs_met else ""
    lacks = f"lacks {joined(leg.wants_missing)}" if leg.wants_missing else ""
    return (
        f"{who}{leg.stay.space_id}",
        f"{evening(leg.stay.first_night)} to {evening(leg.stay.end_night)}",
        "" if leg.km is None else f"{FAR:.0f} km or more" if leg.km >= FAR else f"{leg.km:.1f} km",
        "; ".join(filter(None, (has, lacks))),
    )


def _nights(one: Suggestion) -> str:
    asked = one.party.n_nights
    if one.is_whole:
        return WHOLE.get(asked, f"All {asked} nights")
    lacking = nights_in_row(one.nights_lacking)
    if one.party.may_split:
        share = f"{one.housed_person_nights} of {one.asked_person_nights} person-nights"
        return f"{share}, not everybody on {lacking}"
    return f"{asked - len(one.nights_lacking)} of {asked} nights, no bed on {lacking}"


def _once(one: Suggestion) -> bool:
    return one.party.may_split and one.moves <= one.party.people


def _moves(one: Suggestion) -> str:
    return counted(-(-one.moves // one.party.people), "move")


def _displaced(one: Suggestion) -> str:
    told = f"takes {one.displaced:.1f} person-nights from others"
    if one.displaced > one.value:
        told += f", more than the {max(one.value, 0):.1f} that it is worth: better kept for them"
    return told


def _why(party: Party, why: WhyNot, found: Iterable[Suggestion]) -> Iterator[str]:
    """Say which nights lack a bed, and why."""
    lacking = nights_in_row([count.night for count in why.nights])
    if not list(found):
        yield "There is no bed for this party."
    else:
        yield f"Not everybody has a bed on every night; missing: {lacking}."
    yield from (f"  {line}" for line in _reason(party, why, lacking))


def _reason(party: Party, why: WhyNot, lacking: str) -> Iterator[str]:
    where = f"in {party.place}" if party.place else "in this case"
    sieve, kind = why.sieve, why.kind
    if kind == "no_free_night":
        yield f"No space {where} is open then." if sieve.in_place else f"There is no space {where}."
    elif kind == "too_large":
        yield f"{_spaces(sieve.open, where)} open on {lacking}; none has {party.people} beds."
    elif kind == "need":
        together = " together" if len(why.words) > 1 else ""
        has = f"none has {joined(why.words)}{together}"
        yield f"{_spaces(sieve.large, where)} open then and large enough; {has}."
    elif kind == "sexes":
        yield f"{_spaces(sieve.needs, where)} suitable otherwise, but {_sex(party)}."
    elif kind == "house_rules":
        yield f"{_spaces(sieve.sexes, where)} suitable, but no house rule allows so short or long a stay."
    elif kind == "moves":
        yield f"It would take more moves than the {party.max_moves} that the party can make."
    elif kind == "worthless":
        yield "There are beds, but by the costs of the case each is worth less than none."
    else:
        yield from _taken(why.nights)


def _spaces(number: int, where: str) -> str:
    return f"{counted(number, 'space')} {where} {'is' if number == 1 else 'are'}"


def _sex(party: Party) -> str:
    if party.sex == "mixed":
        return "none takes a party of both sexes"
    return "none takes a party of this sex" if party.sex else "the party has not said its sex"


def _taken(nights: Iterable[NightCount]) -> Iterator[str]:
    """Say night by night how many spaces suit and how many of them are left."""
    nights = list(nights)
    for count in nights[:MOST_NIGHTS]:
        suit = "1 space would suit" if count.suitable == 1 else f"{count.suitable:,} spaces would suit"
        if count.free == 0:
            left = "it is taken" if count.suitable == 1 else "all are taken"
            left = "but none is open" if count.suitable == 0 else left
        else:
            free = "1 is not taken" if count.free == 1 else f"{count.free} are not taken"
            left = f"{free}, but not long enough for the house rule or the other nights"
        yield f"{evening(count.night)}: {suit}, {left}."
    if len(nights) > MOST_NIGHTS:
        yield f"... and {len(nights) - MOST_NIGHTS} more nights like these"


def _changes(why: WhyNot) -> Iterator[str]:
    yield ""
    if not why.relaxations:
        yield "No single small change would help. A new plan might: `shanyrak place`."
        return
    yield "What would help, each tried on this plan:"
    for number, change in enumerate(why.relaxations, 1):
        yield f"{number:>3}. {change_told(change)}"
        yield from (f"     {line}" for line in stays(change.suggestion))

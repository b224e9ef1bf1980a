"""The first lines of the report: what the plan comes to, how good it is, what it saves, in words."""

from html import escape
from typing import Any

from shanyrak.interfaces.cli.report.views import Nights
from shanyrak.interfaces.shared.charts.figure import Table, table_html
from shanyrak.interfaces.shared.charts.svg import tag
from shanyrak.interfaces.shared.numbers import at_most, counted, grouped, night_in_full, share

ENDED = {
    "gap": "The search stopped because the plan was proved good enough.",
    "work": "The search used the time it was given; more may still find a slightly better plan.",
    "time": "The clock had a say in what the search did; another run may find a slightly other plan.",
    "patience": "The search stopped because it had long found nothing better.",
    "interrupt": "The search was stopped by hand before its end; this is the best plan found until then.",
    "rounds": "The search stopped after the number of rounds it was given.",
}


def heading(nights: Nights) -> str:
    """Return the heading of the page."""
    if not nights.n:
        return "Plan of stays"
    first, latest = night_in_full(nights.night(0)), night_in_full(nights.night(nights.n - 1))
    if nights.n == 1:
        return f"Plan of stays, night of {first}"
    year = latest[-5:]  # told once where both nights have it
    return f"Plan of stays, {first.removesuffix(year)} to {latest}"


def summary(told: dict[str, Any]) -> str:
    """Return the one paragraph for the reader who reads no further."""
    asked, housed = told["asked_person_nights"], told["housed_person_nights"]
    if not told["parties"]:
        return "Nobody asks for a bed: the table of parties has no rows."
    if not asked:
        return "No party asks for a night: every stay ends before it starts."
    who = f"{counted(told['people'], 'person', 'people')} in {counted(told['parties'], 'party', 'parties')}"
    first = f"{who} asked for {counted(asked, 'person-night', 'person-nights')}. "
    if not told["spaces"]:
        return first + "There is no space to put them in: the table of spaces has no rows."
    if housed == asked:
        return first + "Everybody has a bed on every night."
    return first + f"This plan gives a bed for {grouped(housed)} of them ({share(housed / asked)})."


def cards(told: dict[str, Any]) -> str:
    """Return the five figures."""
    asked, without = told["asked_person_nights"], told["unhoused_person_nights"]
    none, some = told["people_housed_no_night"], told["people_housed_some_nights"]
    moved = told["person_moves"]
    rows = (
        ("asked", asked, "asked for", "person-nights"),
        ("housed", told["housed_person_nights"], "housed", _housed_share(told)),
        ("unhoused", without, "without a bed", _who_is_without(none + some)),
        (
            "unavoidable",
            told["unavoidable_person_nights"],
            "of these, out of reach",
            "no plan could house them",
        ),
        ("moves", moved, "moves", "of one person to another bed" if moved else "nobody has to move"),
    )
    return _balance(told) + '<dl class="cards">' + "".join(_card(*row) for row in rows) + "</dl>"


def _balance(told: dict[str, Any]) -> str:
    """Return the bar that shows housed, without a bed and out of reach as shares of what was asked."""
    asked = told["asked_person_nights"]
    if not asked:
        return ""
    housed, out = told["housed_person_nights"], told["unavoidable_person_nights"]
    parts = (("f1", housed), ("f2", asked - housed - out), ("f2 faint", out))
    x, drawn = 0.0, []
    for class_, number in parts:
        drawn.append(
            tag("rect", class_=class_, x=x, y=0.0, width=1000.0 * max(number, 0) / asked, height=20.0)
        )
        x += 1000.0 * number / asked
    shape = {
        "class_": "balance",
        "viewBox": "0 0 1000 20",
        "preserveAspectRatio": "none",
        "aria_hidden": "true",
    }
    return tag("svg", *drawn, **shape)


def _card(key: str, number: int, name: str, hint: str) -> str:
    return (
        f'<div class="card {key}"><dt>{escape(name)}</dt>'
        f'<dd><strong data-figure="{key}">{grouped(number)}</strong><span>{escape(hint)}</span></dd></div>'
    )


def _housed_share(told: dict[str, Any]) -> str:
    asked = told["asked_person_nights"]
    return f"{share(told['housed_person_nights'] / asked)} of asked" if asked else "nothing was asked"


def _who_is_without(people: int) -> str:
    return f"concerns {counted(people, 'person', 'people')}" if people else "everybody is housed"


def who_is_without(told: dict[str, Any]) -> str:
    """Return how many people have no bed at all and how many lack one on some nights."""
    none, some = told["people_housed_no_night"], told["people_housed_some_nights"]
    parts = []
    if none:
        parts.append(f"{counted(none, 'person has', 'people have')} no bed on any night that they asked for")
    if some:
        parts.append(f"{counted(some, 'person has', 'people have')} one on some nights and none on others")
    return f"<p>{escape('; '.join(parts))}.</p>" if parts else ""


def how_good(told: dict[str, Any]) -> str:
    """Return what is proved, in words."""
    ended = ENDED.get(told["stopped_by"], "")
    if told["gap"] is None:
        return f"How much better a plan could be is not known: there was no time to prove a limit. {ended}"
    if told["gap"] <= 0:
        return f"No plan can be better than this one; that is proved, not guessed. {ended}"
    limit = at_most(told["gap"] / (1 - told["gap"])) if told["gap"] < 1 else "any share"
    return (
        f"No plan, by whatever method, can be more than {limit} better. That is proved, not guessed: "
        f"the file certificate.npz lets anybody check it. {ended}"
    )


def comparison(told: dict[str, Any]) -> str:
    """Return the plan beside first come, first served, as a sentence and a table."""
    plain = told["first_come_first_served"]
    saved = plain["unhoused_person_nights"] - told["unhoused_person_nights"]
    rows = [
        ("Person-nights housed", *_pair(told, plain, "housed_person_nights")),
        ("Person-nights without a bed", *_pair(told, plain, "unhoused_person_nights")),
        ("Moves, person by person", *_pair(told, plain, "person_moves")),
        ("Distance from where they want to be, median", _km(told["median_km"]), _km(plain["median_km"])),
        ("Value, in person-nights", grouped(told["value"], 1), grouped(plain["value"], 1)),
    ]
    table = table_html(
        Table(("", "This plan", "First come, first served"), rows), "This plan and first come, first served"
    )
    return f"<p>{escape(_saved(saved, after_another=told['told_stays'] > 0))}</p>{table}"


def _pair(told: dict[str, Any], plain: dict[str, Any], key: str) -> tuple[str, str]:
    return grouped(told[key]), grouped(plain[key])


def _km(km: float | None) -> str:
    return "not known" if km is None else f"{grouped(km, 1)} km"


def _saved(saved: int, *, after_another: bool) -> str:
    rule = "serving parties in the order of their arrival, each with the best that is left"
    if after_another:
        rule = f"keeping every told stay that can be kept, and {rule.replace('parties', 'the others')}"
    nights = counted(abs(saved), "person-night", "person-nights")
    if saved > 0:
        return f"Against {rule}, this plan saves {nights} without a bed."
    if saved < 0:
        return (
            f"Against {rule}, this plan leaves {nights} more without a bed, but is worth more: "
            "it looks at priorities, moves and distance too."
        )
    return f"As many person-nights are without a bed as when {rule}."

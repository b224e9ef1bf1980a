"""What the page of a replay says in words and tables. Every number is that of simulation.json."""

from datetime import date
from html import escape
from typing import Any

from shanyrak.interfaces.cli.simulation_report.account import WAYS
from shanyrak.interfaces.cli.simulation_report.closing import price
from shanyrak.interfaces.shared.charts.figure import Table, table_html
from shanyrak.interfaces.shared.numbers import counted, grouped, night_in_full, night_in_table, share

HAPPENED = {
    "people_asking": "People asking",
    "parties_known": "Parties that become known",
    "parties_absent": "Parties that do not come",
    "spaces_withdrawn": "Spaces withdrawn",
    "spaces_offered": "New spaces",
}
LIMITS = (
    "Chance decides who withdraws and who stays away. Try other seeds before you trust a small difference.",
    "Hosts withdraw by chance alone, without warning and for good. In life many say so days before.",
    "Who does not come is missed on the first evening: the bed stays empty that night, then others get it.",
    "Everybody goes where the plan says. Nobody refuses, leaves earlier or stays longer.",
    "A stay is told on its first evening and then kept, unless its host withdraws; later ones may change.",
    "Nights after the last one replayed do not count in any of the three.",
)


def heading(told: dict[str, Any]) -> str:
    """Return the heading of the page."""
    first, last = (night_in_full(date.fromisoformat(told["nights"][n]["night"])) for n in (0, -1))
    if first == last:
        return f"Replay of the night of {first}"
    year = last[-5:]  # told once where both nights have it
    return f"Replay of {first.removesuffix(year)} to {last}"


def lead(told: dict[str, Any]) -> str:
    """Return the paragraph for the reader who reads no further."""
    ours, plain, knew = (told[way]["unhoused_person_nights"] for way in WAYS)
    asked = told["planned"]["asked_person_nights"]
    if not asked:
        return "Nobody who came asked for a bed on these nights."
    without = counted(ours, "person-night is", "person-nights are")
    said = (
        f"Planned every evening with what is known then, {without} without a bed: {share(ours / asked)} of "
        f"those asked for. First come, first served leaves {grouped(plain)} in the same days; one who had "
        f"known everything beforehand would have left {grouped(knew)}."
    )
    broken, plainly = (told[way]["told_stays_broken"] for way in WAYS[:2])
    if broken or plainly:
        said += (
            f" Hosts broke {counted(broken, 'stay', 'stays')} that people had been told, and "
            f"{grouped(plainly)} where first come was first served."
        )
    return said


def assumed(told: dict[str, Any]) -> str:
    """Return what was assumed, as a list."""
    of = told["assumptions"]
    lines = (
        _replayed(told),
        _known(of["known_ahead"]),
        f"Each space is withdrawn with a chance of {_chance(of['withdraw'])}: on one of its free nights, "
        "without notice, for good."
        if of["withdraw"]
        else "No host withdraws.",
        f"For each space a new one like it is offered on the way with a chance of {_chance(of['offer'])}."
        if of["offer"]
        else "",
        f"Each party stays away with a chance of {_chance(of['no_show'])}, and does not say so."
        if of["no_show"]
        else "Every party comes.",
    )
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines if line)
    return f"<p>What was assumed:</p><ul>{listed}</ul>"


def _chance(part: float) -> str:
    return f"{round(100 * part, 2):g}%"


def _replayed(told: dict[str, Any]) -> str:
    n = told["nights_replayed"]
    if told["is_complete"]:
        return f"{counted(n, 'night was', 'nights were')} replayed."
    part = f"{counted(n, 'night', 'nights')} of {told['nights_asked_for']} were replayed"
    return f"{part}: it was stopped by hand, and all figures end there."


def _known(ahead: int) -> str:
    if ahead == 0:
        return "A party becomes known on the evening on which it arrives."
    return f"A party becomes known {counted(ahead, 'day', 'days')} before it arrives."


def three_ways(told: dict[str, Any]) -> str:
    """Return the three ways as a table."""
    names = {
        "Person-nights housed": "housed_person_nights",
        "Person-nights without a bed": "unhoused_person_nights",
        "Moves, person by person": "person_moves",
        "Stays broken after they were told": "told_stays_broken",
        "People who lost such a stay": "people_with_a_broken_stay",
        "Beds held, for a night, for people who did not come": "beds_held_in_vain",
    }
    rows = [(name, *(grouped(told[way][key]) for way in WAYS)) for name, key in names.items()]
    rows.append(
        ("Distance from where they want to be, median", *(_km(told[way]["median_km"]) for way in WAYS))
    )
    rows.append(("Value, in person-nights", *(grouped(told[way]["value"], 1) for way in WAYS)))
    heads = ("", "Planned each evening", "First come, first served", "Knew everything")
    return table_html(Table(heads, rows), "Three ways of planning, side by side")


def _km(km: float | None) -> str:
    return "not known" if km is None else f"{grouped(km, 1)} km"


def price_in_words(told: dict[str, Any]) -> str:
    """Return what the price of not knowing is, and what it is not."""
    ours, plain, knew = (told[way]["value"] for way in WAYS)
    more = told["planned"]["unhoused_person_nights"] - told["knew_everything"]["unhoused_person_nights"]
    said = (
        "If it had been known on the first evening who comes, which hosts withdraw or offer, and who stays "
        f"away, {_fewer(more)} would be without a bed. In value, which also counts priorities, moves, "
        f"distance and missing wants, the price of not knowing is {price(told)}. Earlier news wins some of "
        "it back, and so do beds kept for people who are expected."
    )
    proved = (
        "The lower figure is by the best plan that was found with everything known, the higher one by a "
        "proof of what no plan can exceed. A longer search (option --hindsight) brings them closer."
    )
    lines = [said] if told["price_of_not_knowing_at_most"] is None else [said, proved]
    if knew > max(plain, 0):
        lines.append(_won((ours - plain) / (knew - plain)))
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _fewer(nights: int) -> str:
    if nights > 0:
        return counted(nights, "person-night fewer", "person-nights fewer")
    return "no person-night fewer" if nights == 0 else f"{grouped(-nights)} person-nights more"


def _won(part: float) -> str:
    if part < 0:
        return "Here planning every evening came out worse than first come, first served."
    return (
        f"Of the value that lies between first come, first served and knowing everything, planning every "
        f"evening wins {share(min(part, 1.0), 0)}."
    )


def what_happened(told: dict[str, Any]) -> str:
    """Return what happened day by day, the same for all three ways."""
    rows = [
        (night_in_table(date.fromisoformat(night["night"])), *(grouped(night[key]) for key in HAPPENED))
        for night in told["nights"]
    ]
    of = told["events"]
    said = (
        f"{counted(of['spaces_withdrawn'], 'space was', 'spaces were')} withdrawn, "
        f"{counted(of['spaces_offered'], 'new one was', 'new ones were')} offered, and "
        f"{counted(of['parties_absent'], 'party', 'parties')} of {grouped(of['parties_known'])} never came. "
        "The same happens in all three ways of planning."
    )
    table = table_html(Table(("Night", *HAPPENED.values()), rows), "What happened, day by day")
    return f"<p>{escape(said)}</p><details><summary>Day by day</summary>{table}</details>"


def limits() -> str:
    """Return what a replay does not know of the world."""
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in LIMITS) + "</ul>"

"""The plan of before as a command reads it, and what is told anew. What is kept is decided elsewhere."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shanyrak.interfaces.shared.numbers import counted, grouped, share
from shanyrak.placement.files import Input, read_certificate, read_earlier_plan, refusal
from shanyrak.placement.model import Previous

SHOWN = 20  # stays that are told on the terminal; a longer list scrolls away before it is read


def earlier(file: Path, told: float) -> tuple[Previous, tuple[Input, ...]]:
    """Read a plan, or the folder that `place` wrote, with the certificate beside it, and what was read.

    Raises
    ------
    InvalidError
        If a row of the plan cannot be read, the certificate is none, or the price means nothing.
    """
    if file.is_dir():
        file /= "plan.csv"
    plan = read_earlier_plan(file)
    if plan.faults:
        raise refusal(plan.faults)
    beside = file.parent / "certificate.npz"
    certificate = read_certificate(beside) if beside.is_file() else None
    return Previous(plan.told, certificate, told, plan.intended), (plan.input,)


def told_anew(told: dict[str, Any]) -> Iterator[str]:
    """Tell in lines which told stays change and why, the first ones by name; nothing where none was told."""
    lost = told["told_anew"]
    if not told["told_stays"]:
        return
    some = f"{grouped(len(lost))} of {counted(told['told_stays'], 'told stay', 'told stays')}"
    yield f"{some} cannot be kept or are not worth it ({share(len(lost) / told['told_stays'])})" + ":" * any(
        lost
    )
    for meaning, n in Counter(one["meaning"] for one in lost).most_common():
        yield f"  {grouped(n)}: {meaning}"
    for one in lost[:SHOWN]:
        now = "; ".join(f"{s['space_id']}, {s['first_night']} to {s['end_night']}" for s in one["now"])
        detail = f" ({one['detail']})" if one["detail"] else ""
        was = f"{one['space_id']}, {one['first_night']} to {one['end_night']}"
        yield f"  party {one['party_id']}: {was}: {one['reason']}{detail}; now {now or 'no bed'}"
    if len(lost) > SHOWN:
        yield f"  ... and {grouped(len(lost) - SHOWN)} more; told_anew.csv lists all of them"

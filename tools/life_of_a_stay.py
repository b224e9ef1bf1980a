"""Draw the life of a stay from the table of its steps, which is the code's, into its page in docs."""

import sys
from pathlib import Path

from shanyrak.apps.stays.states import FAILED, IN_LEDGER, STEPS, Beds, StayState, Step

PAGE = Path(__file__).parents[1] / "docs/explanation/life-of-a-stay.md"
BEGIN, END = "<!-- steps: begin -->", "<!-- steps: end -->"
HEAD = ("step", "from", "to", "taken by", "beds", "who is told")


def main() -> int:
    """Write diagram and table into the page."""
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


def renewed(text: str) -> str:
    """Return the page with diagram and table between its marks."""
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{diagram()}\n\n{table()}\n\n{END}{after}"


def diagram() -> str:
    """Return the states and steps as a diagram that code hosts draw."""
    steps = [
        f"  {before} --> {step.after}: {step.name}"
        for step in STEPS.values()
        for before in step.before or ("[*]",)
    ]
    ends = [f"  {state} --> [*]" for state in (StayState.OUT, *FAILED)]
    return "\n".join(["```mermaid", "stateDiagram-v2", *steps, *ends, "```"])


def table() -> str:
    """Return all steps with what they do."""
    lines = ["| " + " | ".join(HEAD) + " |", "|---" * len(HEAD) + "|"]
    lines += ["| " + " | ".join(_row(step)) + " |" for step in STEPS.values()]
    keeping = ", ".join(f"`{state}`" for state in IN_LEDGER)
    return "\n".join(lines) + f"\n\nBeds are taken in these states: {keeping}."


def _row(step: Step) -> tuple[str, ...]:
    told = ", ".join(f"{side}: `{kind}`" for side, kind in step.tells)
    before = ", ".join(f"`{state}`" for state in step.before)
    beds = "" if step.beds == Beds.NONE else step.beds.value
    return f"`{step.name}`", before, f"`{step.after}`", ", ".join(step.by), beds, told


if __name__ == "__main__":
    sys.exit(main())

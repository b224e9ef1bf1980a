"""What is wrong with a word of the command line, in our words; commands tell which words there are."""

from typing import Any

import typer

WRONG = {
    "float_parsing": "is not a number",
    "int_parsing": "is not a whole number",
    "int_from_float": "is not a whole number",
    "finite_number": "is not a number",
    "greater_than_equal": "is less than {ge:g}",
    "less_than_equal": "is more than {le:g}",
}
ANY_NUMBER = 10  # for the example, where an option has no default


def explained(error: typer.BadParameter) -> str:
    """Return the message of an option that cannot be read: its value, what is wrong, and an example."""
    found = _finding(error)
    what = WRONG.get(found.get("type", ""))
    if what is None or error.param is None:
        return error.message.removeprefix("Value error, ")
    default = error.param.default
    example = default if isinstance(default, int | float) else ANY_NUMBER
    told = what.format(**found.get("ctx", {}))
    return f"'{found['input']}' {told}; write for example {error.param.opts[0]} {example:g}"


def _finding(error: typer.BadParameter) -> dict[str, Any]:
    """Return what the reader of options found first, as it tells it to programs."""
    findings: list[Any] = getattr(error.__cause__, "errors", list)()
    return dict(findings[0]) if findings else {}

"""A figure on a page: heading, picture in a wide and a narrow form, caption, the same numbers as a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape

from shanyrak.interfaces.shared.charts.svg import Frame, picture

WIDE = Frame(640, 320)
NARROW = Frame(360, 300, left=48, right=12)


@dataclass(frozen=True, slots=True)
class Table:
    """Heads and rows of text; the first column names its row, a hint after a line end; others are numbers."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    kind: str = ""  # "names2": the second column names too; "stacked": the first has its own line on a phone


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands around a picture; `key` makes the ids of the page, `title` has the unit in it."""

    key: str
    title: str
    caption: str
    table: Table

    def html(
        self, draw: Callable[[Frame], tuple[Frame, str]], wide: Frame = WIDE, narrow: Frame = NARROW
    ) -> str:
        """Return the figure; `draw` returns the frame that it used in the end and what is in it."""
        title_id = f"{self.key}-title"
        pictures = "".join(picture(*draw(frame), labelled_by=title_id) for frame in (wide, narrow))
        return (
            f'<figure id="{self.key}"><h3 id="{title_id}">{escape(self.title)}</h3>{pictures}'
            f"<figcaption>{escape(self.caption)}</figcaption>"
            f"<details><summary>Table</summary>{table_html(self.table, self.title)}</details></figure>"
        )


def table_html(table: Table, label: str) -> str:
    """Return a table that scrolls inside its own labelled region, so that the page never does."""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join(_row(row) for row in table.rows)
    kind = f' class="{table.kind}"' if table.kind else ""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(label)}">'
        f"<table{kind}><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def sized(frame: Frame, **changes: float) -> Frame:
    """Return the frame with other margins or another height."""
    return replace(frame, **changes)


def _row(row: Sequence[str]) -> str:
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
    name, _, hint = row[0].partition("\n")
    below = f'<span class="hint">{escape(hint)}</span>' if hint else ""
    return f'<tr><th scope="row">{escape(name)}{below}</th>{cells}</tr>'

"""How a running search is shown: two live lines on a terminal, plain lines elsewhere, JSON, or nothing."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Any

import typer

from shanyrak.interfaces.shared.numbers import at_most, counted, duration, grouped, plain
from shanyrak.placement.model import Progress

if TYPE_CHECKING:
    from rich.text import Text

EVERY_S = 3.0  # seconds between two plain lines: often enough to see life, rarely enough for a log


class Watch:
    """Take what happens and show nothing; the others build on it."""

    def __init__(self) -> None:
        self.began = perf_counter()
        self.doing = ""
        self.latest: Progress | None = None

    def phase(self, doing: str) -> None:
        """Tell what is being done now, outside the search."""
        self.doing, self.latest = doing, None

    def note(self, text: str) -> None:
        """Tell what is odd about the data."""

    def __call__(self, progress: Progress) -> None:
        """Take a moment of the search."""
        self.doing, self.latest = progress.phase, progress

    @property
    def state(self) -> tuple[str, str]:
        """How long and what is being done; and, during a search, where it stands."""
        figures = "   ".join(told(self.latest)) if self.latest is not None else ""
        return f"{duration(perf_counter() - self.began):>6}   {self.doing}", plain(figures)


def told(progress: Progress) -> list[str]:
    """Return value, gap and people without a bed, in words."""
    gap = progress.gap
    limit = "no limit proved yet" if gap >= 1 else f"at most {at_most(gap)} below the best"
    nights = counted(progress.unhoused_person_nights, "person-night", "person-nights")
    return [f"value {grouped(progress.value, 1)}", limit, f"{nights} without a bed"]


class Lines(Watch):
    """Write a plain line at each new phase and then every few seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._due = 0.0

    def phase(self, doing: str) -> None:
        """Write the line at once."""
        super().phase(doing)
        self._write()

    def note(self, text: str) -> None:
        """Write the note as it is."""
        typer.echo(f"note: {text}", err=True)

    def __call__(self, progress: Progress) -> None:
        """Write the line when it is due."""
        is_new = progress.phase != self.doing
        super().__call__(progress)
        if is_new or perf_counter() >= self._due:
            self._write()

    def _write(self) -> None:
        typer.echo("   ".join(part for part in self.state if part), err=True)
        self._due = perf_counter() + EVERY_S


class Json(Watch):
    """Write every moment as one JSON object a line."""

    def phase(self, doing: str) -> None:
        """Write the phase."""
        super().phase(doing)
        self._write({"seconds": round(perf_counter() - self.began, 3), "phase": doing})

    def note(self, text: str) -> None:
        """Write the note."""
        self._write({"note": text})

    def __call__(self, progress: Progress) -> None:
        """Write the moment."""
        from shanyrak.interfaces.cli.report.account import moment

        super().__call__(progress)
        self._write(moment(progress))

    def _write(self, content: dict[str, Any]) -> None:
        typer.echo(json.dumps(content, allow_nan=False), err=True)


class Panel(Watch):
    """Keep two short lines on the terminal up to date, the clock too while a step takes long."""

    def __init__(self) -> None:
        super().__init__()
        from rich.console import Console
        from rich.live import Live

        console = Console(stderr=True)
        self.live = Live(
            console=console,
            get_renderable=self._text,
            refresh_per_second=5,
            transient=True,
            redirect_stdout=False,
        )

    def note(self, text: str) -> None:
        """Write the note above the line."""
        self.live.console.print(f"note: {text}", markup=False, highlight=False)

    def _text(self) -> "Text":
        from rich.text import Text

        return Text("\n".join(self.state), no_wrap=True, overflow="ellipsis")


@contextmanager
def watching(*, quiet: bool, as_json: bool) -> Iterator[Watch]:
    """Show progress on stderr in the way that fits: none, JSON, a live line, or plain lines."""
    if quiet:
        yield Watch()
    elif as_json:
        yield Json()
    elif sys.stderr.isatty():
        panel = Panel()
        with panel.live:
            yield panel
    else:
        yield Lines()

"""When to stop a search."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Stop:
    """Stop at the gap, at the time limit, after `rounds` of search, or when somebody asks by `interrupt`.

    `time_limit_s` counts from the start of `solve`; `rounds` None is no limit and, like `gap`, repeats exactly.
    """

    time_limit_s: float = 60.0
    gap: float = 0.005
    rounds: int | None = None
    interrupted: bool = field(default=False)

    def interrupt(self) -> None:
        """End the search at the next round; safe to call from a signal handler."""
        self.interrupted = True

"""What is assumed of the days to come, and how much work an evening's plan may take; checked when made."""

from dataclasses import dataclass

from shanyrak.base.errors import InvalidError

MOST_NIGHTS = 366  # longer than any wave, and a typing error must not fill memory


@dataclass(frozen=True, slots=True)
class Assumptions:
    """How many days are replayed, when a party becomes known, and how often what was agreed does not happen.

    `nights` are counted from the first arrival, all that somebody asks for where it is None. A party is known
    from `ahead` days before its arrival on. `withdraw` is the share of the spaces that are withdrawn for good
    on one of their free nights, `offer` the number of new spaces as a share of those in the case, `no_show`
    the share of the parties that never come.

    Raises
    ------
    InvalidError
        If a number is out of range; the message names the option of the command.
    """

    nights: int | None = None
    ahead: int = 1
    withdraw: float = 0.0
    offer: float = 0.0
    no_show: float = 0.0

    def __post_init__(self) -> None:
        """Refuse numbers that mean nothing."""
        if self.nights is not None and not 1 <= self.nights <= MOST_NIGHTS:
            raise InvalidError(f"--days must be a whole number from 1 to {MOST_NIGHTS}, not {self.nights}")
        if self.ahead < 0:
            raise InvalidError(f"--known-ahead must be a number of days, 0 or more, not {self.ahead}")
        for option, share in (
            ("--withdraw", self.withdraw),
            ("--offer", self.offer),
            ("--no-show", self.no_show),
        ):
            if not 0 <= share <= 1:
                raise InvalidError(
                    f"{option} must be a share from 0 to 1, not {share:g}; 0.5 is half of them"
                )


@dataclass(frozen=True, slots=True)
class Effort:
    """How long is searched: work of so many seconds on a plain machine, whatever the clock says meanwhile.

    `evening_s` is for each evening's plan, `hindsight_s` for the plan of one who knew everything; both end
    sooner at the `gap`. The same `seed` and `threads` give the same replay on the same kind of processor.

    Raises
    ------
    InvalidError
        If a limit is not a number above 0, or the gap no share.
    """

    evening_s: float = 0.5
    hindsight_s: float = 5.0
    gap: float = 0.005
    seed: int = 0
    threads: int = 1

    def __post_init__(self) -> None:
        """Refuse limits that mean nothing."""
        for option, seconds in (("--evening", self.evening_s), ("--hindsight", self.hindsight_s)):
            if not 0 < seconds < float("inf"):
                raise InvalidError(f"{option} must be a number of seconds, more than 0")
        if not 0 <= self.gap < 1:
            raise InvalidError("--gap must be a share from 0 up to, not including, 1")

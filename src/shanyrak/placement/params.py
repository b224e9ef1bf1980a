"""Settings of each part of the engine, checked when they are made."""

from dataclasses import dataclass

from shanyrak.base.errors import InvalidError

KM_CAP = 100.0  # farther than this is another region: a kilometre more makes no difference to a plan
EARTH_KM = 6371.0  # mean radius, as the problem states it


@dataclass(frozen=True, slots=True)
class Worth:
    """What is subtracted, in person-nights: for a move, a kilometre a night, a night without all wants."""

    move: float = 0.5
    km: float = 0.002
    want: float = 0.1

    def __post_init__(self) -> None:
        """Refuse what the certificate could not bound.

        Raises
        ------
        InvalidError
            If a value is negative or not a number.
        """
        for name in ("move", "km", "want"):
            if not 0 <= getattr(self, name) < float("inf"):
                raise InvalidError(f"--{name} must be a number of person-nights, 0 or more")


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of price moves: `tau` and `rate` fall from the first number to the second.

    Both are in person-nights a person; `tau` is the temperature. There are from `fewest` to `most` steps, as
    many as the share of the time limit pays for; where it pays for too few, a step asks fewer parties.
    """

    tau: tuple[float, float]
    rate: tuple[float, float]
    share: float
    fewest: int
    most: int


@dataclass(frozen=True, slots=True)
class Params:
    """Settings of the search; docs/explanation/placement.md says how the defaults were chosen."""

    phases: tuple[Phase, ...] = (
        Phase((0.2, 0.02), (0.1, 0.0136), 0.06, 250, 600),
        Phase((0.02, 0.001), (0.0136, 0.0001), 0.18, 1000, 2000),
    )
    again: tuple[Phase, ...] = (Phase((0.005, 0.001), (0.002, 0.0001), 0.15, 100, 1000),)  # from known prices
    unavoidable: tuple[Phase, ...] = (Phase((0.02, 0.005), (0.01, 0.002), 0.02, 60, 120),)
    smallest_sample: int = 100  # cohorts; fewer say too little of the rest
    most_pairs: int = 60_000_000  # of cohorts and spaces in memory at once, 8 bytes each
    early: tuple[float, ...] = (0.7,)  # of the prices, when a plan is built anew early
    scales: tuple[float, ...] = (1.0, 0.7, 0.4)  # one after the other, when they have settled
    width: int = 400  # spaces a party looks at in the exchange: those nearest to its best at the prices
    leads: tuple[float, ...] = (0.0, 0.4, 0.7, 1.0)  # of the prices, of which each try draws one
    heat: tuple[float, float] = (0.03, 0.001)  # person-nights, from the first round to the last
    worse: tuple[float, float] = (0.015, 0.0001)  # of trades tried pass a worse plan there, or it is hotter
    trades_a_try: int = 10  # trades for each exchange
    tries_a_party: int = 2  # exchanges in a round, shared by the threads; a thread's lie within the next two
    fewest_tries: int = 500
    most_tries: int = 12_000
    patience: int = 2_000  # tries a party without a better plan, after which the search ends

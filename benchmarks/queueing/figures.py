"""What a way of telling waits comes to: its error, how often it told too little, how much its ranges held."""

from dataclasses import dataclass, field

import numpy as np

from shanyrak.core.queueing import Wait

TOO_LITTLE_MIN = 15.0  # told so much less than it was, people come back too late
GOOD_DAY = 0.65  # share inside of a place on a day below which people there were told nonsense
LEAST_OF_DAY = 20  # waits of a place on a day, for its share inside to mean anything


@dataclass(slots=True)
class Told:
    """All that was told on days that were not learned from, and what it was."""

    minutes: list[float] = field(default_factory=list)
    place_days: list[tuple[str, int]] = field(default_factory=list)
    singles: dict[str, list[float]] = field(default_factory=dict)
    ranges: dict[str, list[Wait]] = field(default_factory=dict)

    def add(
        self, place_day: tuple[str, int], minutes: float, singles: dict[str, float], ranges: dict[str, Wait]
    ) -> None:
        """Add one wait with what each way told of it; a range tells a single number too."""
        self.place_days.append(place_day)
        self.minutes.append(minutes)
        for name, single in {**singles, **{name: wait.likely for name, wait in ranges.items()}}.items():
            self.singles.setdefault(name, []).append(single)
        for name, wait in ranges.items():
            self.ranges.setdefault(name, []).append(wait)


def rows(told: Told) -> list[dict[str, object]]:
    """Return one row for each way."""
    return [{"way": name, **_of_singles(told, name), **_of_ranges(told, name)} for name in told.singles]


def _of_singles(told: Told, name: str) -> dict[str, object]:
    was = np.array(told.minutes)
    errors = np.array(told.singles[name]) - was
    return {
        "waits": len(was),
        "mean_min": round(float(was.mean()), 1),
        "mae_min": round(float(np.abs(errors).mean()), 2),
        "bias_min": round(float(errors.mean()), 1),
        "too_little": round(float((errors < -TOO_LITTLE_MIN).mean()), 3),
    }


def _of_ranges(told: Told, name: str) -> dict[str, object]:
    if name not in told.ranges:
        return {}
    was = np.array(told.minutes)
    low, high = np.array([(wait.low, wait.high) for wait in told.ranges[name]]).T
    inside = (was >= low) & (was <= high)
    by_day: dict[tuple[str, int], list[bool]] = {}
    for place_day, one in zip(told.place_days, inside.tolist(), strict=True):
        by_day.setdefault(place_day, []).append(one)
    shares = [np.mean(of_day) for of_day in by_day.values() if len(of_day) >= LEAST_OF_DAY]
    return {
        "inside": round(float(inside.mean()), 3),
        "width_min": round(float((high - low).mean()), 1),
        "later_than_range": round(float((was > high + TOO_LITTLE_MIN).mean()), 3),
        "good_days": round(float(np.mean(np.array(shares) > GOOD_DAY)), 3) if shares else None,
    }

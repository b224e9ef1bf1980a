"""Airport border control, O'Hare: the mean wait of the next hour, learned on 2017 and 2018, told for 2019."""

import csv
import gzip
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np
from figures import Told

from shanyrak.core.queueing import Calibration, HourlyWaits

FOLDER = Path("airport_border_queues")
YEARS, HELD_OUT = (2017, 2018, 2019), 2019
MONDAY = date(2016, 12, 26)  # from which hours are counted
WEEK, YESTERDAY = 168, 24


def measure(data: Path) -> Told:
    """Learn once from two years, then tell hour by hour, each terminal alone; ranges learn on as days end."""
    told = Told()
    for terminal, minutes in _series(data / FOLDER).items():
        first = ((date(HELD_OUT, 1, 1) - MONDAY).days) * 24
        model, calibration = HourlyWaits.learned(minutes[:first]), Calibration()
        for hour in np.flatnonzero(np.isfinite(minutes)).tolist():
            if hour < first - 28 * 24:
                continue
            day = hour // 24
            raw = model.predict(minutes, hour)
            if hour >= first:
                ours = calibration.applied(raw, calibration.widening(terminal, day))
                told.add(
                    (terminal, day),
                    float(minutes[hour]),
                    _plain(model, minutes, hour),
                    {"ours": ours, "ours, not calibrated": raw},
                )
            calibration.learn(terminal, day, raw, float(minutes[hour]))
    return told


def _plain(model: HourlyWaits, minutes: np.ndarray, hour: int) -> dict[str, float]:
    """Return what the plain ways tell: the usual wait of this hour of the week, the last hour, last week."""
    usual = float(model.usual[hour % WEEK])
    seen = {"last hour": minutes[hour - 1], "same hour of last week": minutes[hour - WEEK]}
    return {
        "usual wait of the hour": usual,
        **{name: float(np.nan_to_num(m, nan=usual)) for name, m in seen.items()},
    }


def _series(folder: Path) -> dict[str, np.ndarray]:
    """Read one number an hour for each terminal, not a number where nobody came."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for year in YEARS:
        with gzip.open(folder / f"ORD_{year}.csv.gz", "rt", encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                hour = (date.fromisoformat(row["date"]) - MONDAY).days * 24 + int(row["hour"][:2])
                if row["all_avg_wait"]:
                    found[row["terminal"]][hour] = float(row["all_avg_wait"])
    end = max(max(by_hour) for by_hour in found.values()) + 1
    series = {terminal: np.full(end, np.nan) for terminal in sorted(found)}
    for terminal, by_hour in found.items():
        series[terminal][list(by_hour)] = list(by_hour.values())
    return series

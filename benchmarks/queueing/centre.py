"""A registration centre that never was, for 80 days: absences, lunch, peaks, people who leave silently."""

from dataclasses import dataclass, field, replace

import numpy as np
from figures import Told

from shanyrak.core.queueing import (
    Baselines,
    DayPlan,
    Desk,
    Moment,
    ServiceTimes,
    Standing,
    Visit,
    WaitModel,
    draw_day,
    office_formula,
)

N_DAYS, N_HELD_OUT = 80, 40
EVERY = 8  # so many tickets apart are asked for
OPEN, LUNCH, BACK, CLOSE = 540.0, 720.0, 780.0, 1080.0
N_DESKS, N_AT_LUNCH, MOST_ABSENT = 10, 6, 3
ARRIVALS = [0.0] * 9 + [110, 105, 90, 75, 90, 75, 60, 45, 30]
SERVICE = "registration"


@dataclass(slots=True)
class Known:
    """What has been learned until now."""

    model: WaitModel
    plain: Baselines
    random: np.random.Generator
    told: Told = field(default_factory=Told)


def measure() -> Told:
    """Live through the days; return what was told on the last forty."""
    random = np.random.default_rng(0)
    usual = DayPlan(ARRIVALS, [], mean_min=9.0)
    known = Known(WaitModel("centre", ServiceTimes(10.0)), Baselines(10.0), np.random.default_rng(1))
    for day in range(N_DAYS):
        plan = replace(usual, desks=_desks(random))
        visits = draw_day(plan, random)
        _live(day, plan, visits, known)
    return known.told


def _desks(random: np.random.Generator) -> list[list[tuple[float, float]]]:
    """Draw who is there today; four of ten eat at noon."""
    n = N_DESKS - int(random.integers(MOST_ABSENT + 1))
    return [[(OPEN, CLOSE)] if i < N_AT_LUNCH else [(OPEN, LUNCH), (BACK, CLOSE)] for i in range(n)]


def _live(day: int, plan: DayPlan, visits: list[Visit], known: Known) -> None:
    """Go through a day in the order of its events; learn from what ends, ask at every eighth ticket."""
    happened = sorted(
        [(v.issued, 0, i) for i, v in enumerate(visits)]
        + [(v.called, 1, i) for i, v in enumerate(visits) if v.desk >= 0]
        + [(v.ended, 2, i) for i, v in enumerate(visits) if v.desk >= 0]
    )
    after = []
    widening = known.model.calibration.widening("centre", day)
    for minute, kind, i in happened:
        visit = visits[i]
        if kind == 1:
            known.model.answering.learn(visit.called - visit.issued, came=visit.came)
            known.plain.learn_call(visit.called - visit.issued, came=visit.came)
        elif kind and visit.came:
            known.model.times.learn((SERVICE, ""), visit.ended - visit.called, day)
            known.plain.learn_service(visit.ended - visit.called)
        elif not kind and not i % EVERY and visit.desk >= 0:
            ahead = [v for v in visits[:i] if v.called > minute]
            moment = Moment(
                day,
                minute,
                [Standing(SERVICE, v.issued) for v in [*ahead, visit]],
                _standing(plan, visits[:i], minute),
            )
            raw = known.model.raw(moment, known.random)[-1].wait
            if raw is None or not ahead:
                continue
            waited = visit.called - visit.issued
            after.append((raw, waited))
            if day >= N_DAYS - N_HELD_OUT:
                ours = known.model.calibration.applied(raw, widening)
                singles = _plain(known.plain, moment, ahead, plan)
                known.told.add(("centre", day), waited, singles, {"ours": ours, "ours, not calibrated": raw})
    for raw, waited in after:
        known.model.calibration.learn("centre", day, raw, waited)


def _standing(plan: DayPlan, visits: list[Visit], minute: float) -> list[Desk]:
    """Return the counters as they stand."""
    desks = [Desk(spans) for spans in plan.desks]
    for visit in visits:
        if visit.came and visit.called <= minute < visit.ended:
            desks[visit.desk] = replace(desks[visit.desk], serving=SERVICE, since=visit.called)
    return desks


def _plain(plain: Baselines, moment: Moment, ahead: list[Visit], plan: DayPlan) -> dict[str, float]:
    """Return what the plain ways tell of the last in line."""
    n_open = sum(any(start <= moment.minute < end for start, end in desk.spans) for desk in moment.desks)
    return {
        "ZMS formula, given the true mean": office_formula(len(ahead), plan.mean_min, n_open),
        "queue length, learned": plain.queue_length(len(ahead), n_open),
        "last to enter service": plain.latest_wait,
        "head of the line": moment.minute - ahead[0].issued,
    }

"""Whether one more ticket may be given out: never one that the remaining shift will hardly serve."""

from dataclasses import replace

import numpy as np

from shanyrak.core.queueing.paths import Standing
from shanyrak.core.queueing.wait_model import Moment, Prediction, WaitModel

# A slip is a promise. Below one chance in two it would more often be broken than kept.
LEAST_CHANCE = 0.5


def newcomer(model: WaitModel, moment: Moment, service: str, random: np.random.Generator) -> Prediction:
    """Return what may be expected of one more ticket, before calibration.

    Parameters
    ----------
    model, moment, service, random
        As in `places_left`.
    """
    asking = Standing(service, moment.minute)
    return model.raw(replace(moment, line=[*moment.line, asking]), random)[-1]


def may_be_issued(expected: Prediction) -> bool:
    """Return whether a ticket of which this is expected is a promise that can be kept.

    Parameters
    ----------
    expected
        Of the ticket, at the end of the line.
    """
    return expected.chance >= LEAST_CHANCE


def places_left(
    model: WaitModel, moment: Moment, service: str, random: np.random.Generator, *, most: int = 50
) -> int:
    """Return how many more tickets for a service may be given out now.

    Parameters
    ----------
    model
        Of the service point: its own minutes of service decide.
    moment
        The line and the counters now.
    service
        What the tickets are for.
    random
        From where the paths are drawn.
    most
        Not more are asked for; the answer is at most this.

    Notes
    -----
    So many more are put at the end of the line; those count that are called before the counters close on at
    least half of the paths, up to the first that is not.
    """
    asking = [Standing(service, moment.minute)] * most
    told = model.raw(replace(moment, line=[*moment.line, *asking]), random)[len(moment.line) :]
    return next((n for n, one in enumerate(told) if not may_be_issued(one)), most)

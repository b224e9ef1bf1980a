"""The desk of one thread: what it has copied of the spaces at hand, and the chains that it has found."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.problem import Codes, Data, Floats

CLOSED = -1e300
SHUT = -1e200
LEAST = 1e-9  # person-nights a person: a chain that is worth less is none
KEPT = 1e6  # what a promised night is worth more than any other chain

STATE = np.dtype(
    [("value", "f8"), ("last", "i8"), ("entry", "i8"), ("begin", "i8"), ("rank", "i8"), ("layer", "i8")],
    align=True,
)


class Desk(NamedTuple):
    """Scratch arrays of one thread.

    ``states[i, j, t]`` is a chain that made j moves before night t: of all the best (i = 0) and, so that no
    space is entered twice in a row, the best that ends in another space than that one does (i = 1). A record
    of `STATE`: value; `last`, the space of the stay that ends there, -1 if the night before was not slept;
    `entry`, the space's index on the desk, -1 if carried over from the night before; `begin` of the stay;
    `rank` and `layer` of the state before, rank -1 where there was none.
    """

    spaces: Codes
    worth: Floats
    gain: Floats  # (n_spaces * n_nights,)
    top: Floats  # (n_nights,) the best gain of each night
    states: NDArray[np.void]  # (2, n_layers, n_nights + 1)


def make_desk(data: Data) -> Desk:
    """Return scratch arrays that fit any party of a problem."""
    m, longest = max(len(data.spaces), 1), data.open.shape[1]
    states = np.zeros((2, longest + 2, longest + 1), STATE)
    return Desk(np.empty(m, np.int32), np.empty(m), np.empty(m * max(longest, 1)), np.empty(longest), states)

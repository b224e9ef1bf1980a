"""The desk of one thread: what it has copied of the spaces at hand, and the chains that it has found."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shanyrak.placement.problem import Codes, Data, Floats, Ints

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

    The first ``own[0]`` spaces are those that the slot was promised or told of. Where a told stay begins on
    night u in the k-th of them, ``told[k * nights + u]`` is the night on which it ends, else 0; to keep it is
    worth ``keep[0]`` to a person, and chains through spaces that are not own keep stays worth ``keep[1]``.
    """

    spaces: Codes
    worth: Floats
    gain: Floats  # (n_spaces * n_nights,)
    top: Floats  # (n_nights,) the best gain of each night
    states: NDArray[np.void]  # (2, n_layers, n_nights + 1)
    own: Ints  # (1,)
    told: Ints  # (n_nights * n_nights,)
    keep: Floats  # (2,)


def make_desk(data: Data) -> Desk:
    """Return scratch arrays that fit any party of a problem."""
    m, longest = max(len(data.spaces), 1), data.open.shape[1]
    states = np.zeros((2, longest + 2, longest + 1), STATE)
    wide = m + 2 * longest  # own spaces may not be among those that suit others alike
    return Desk(
        np.empty(wide, np.int32), np.empty(wide), np.empty(wide * max(longest, 1)), np.empty(longest), states,
        np.zeros(1, np.int64), np.zeros(2 * longest * longest, np.int64), np.zeros(2),
    )  # fmt: skip

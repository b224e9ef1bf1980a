"""How likely somebody answers a call: the longer people wait, the more have left without a word."""

from dataclasses import dataclass, field

import numpy as np

EDGES_MIN = (10.0, 20.0, 40.0, 80.0, 160.0)  # waits are told apart by these
LEAN = 20.0  # calls that the answer to shorter waits is worth
FIRST_SHARE = 0.95
FADING = 0.998  # what a call still counts after the next one of its kind


@dataclass(slots=True)
class Answering:
    """Calls and answers at one service point, by how long the ticket had waited."""

    _calls: list[float] = field(default_factory=lambda: [0.0] * (len(EDGES_MIN) + 1))
    _answers: list[float] = field(default_factory=lambda: [0.0] * (len(EDGES_MIN) + 1))

    def learn(self, waited_min: float, *, came: bool) -> None:
        """Learn from a call.

        Parameters
        ----------
        waited_min
            Minutes from the issue of the ticket.
        came
            Whether somebody answered.
        """
        kind = int(np.searchsorted(EDGES_MIN, waited_min, side="right"))
        self._calls[kind] = FADING * self._calls[kind] + 1
        self._answers[kind] = FADING * self._answers[kind] + came

    def shares(self) -> np.ndarray:
        """Return the share that answers, for waits below each edge and, last, beyond them all.

        Notes
        -----
        Where few were called after so long a wait, those who waited a little less are asked.
        """
        share, found = FIRST_SHARE, []
        for calls, answers in zip(self._calls, self._answers, strict=True):
            share = (answers + LEAN * share) / (calls + LEAN)
            found.append(share)
        return np.array(found)

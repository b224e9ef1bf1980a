"""Draws by shares; the same seed draws the same city. What is drawn is said elsewhere."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

Drawn = TypeVar("Drawn")


class Dice:
    """One stream of chance."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)

    def by_share(self, shares: Mapping[Drawn, float]) -> Drawn:
        """Return one of these, each as often as its share."""
        at = self.random.random() * sum(shares.values())
        for drawn, share in shares.items():
            at -= share
            if at < 0:
                return drawn
        return next(reversed(list(shares)))

    def one_of(self, choices: Sequence[Drawn]) -> Drawn:
        """Return one of these, each as often."""
        return choices[self.below(len(choices))]

    def is_so(self, share: float) -> bool:
        """Return yes, so often."""
        return bool(self.random.random() < share)

    def below(self, most: int) -> int:
        """Return a whole number from 0 that is below this one."""
        return int(self.random.integers(most))

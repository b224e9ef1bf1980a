"""The search of one region: prices that move with others in mind, drafts in the beds dealt to it."""

from dataclasses import dataclass, field

import numpy as np

from shanyrak.placement.bound.prices import Prices, Singles
from shanyrak.placement.chains import nights_first
from shanyrak.placement.draft import Draft, empty_draft, leave
from shanyrak.placement.problem import Floats, Ints
from shanyrak.placement.search import Search
from shanyrak.placement.team import Team


@dataclass(slots=True)
class JointPrices(Prices):
    """Prices of a region, some of which others move too.

    The region knows its `portion` of the use of each joint bed in the last round, and takes it that others
    change what they want as it does itself: what it wants over its portion is what all want.
    """

    joint: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    portion: Floats = field(default_factory=lambda: np.ones((0, 0)))
    wanted: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    moves: int = 0

    @staticmethod
    def of(prices: Prices, joint: Ints) -> "JointPrices":
        """Return prices with nothing heard of others yet."""
        nights = len(prices.per_bed)
        names = ("data", "per_bed", "slope", "size", "use", "closed", "unit", "capacity", "steps")
        own = {name: getattr(prices, name) for name in names}
        blank = np.zeros((len(joint), nights))
        return JointPrices(**own, joint=joint, portion=blank + 1.0, wanted=blank)

    def take(self, per_bed: Singles, slope: Singles, size: Singles, steps: int) -> None:
        """Go on from these prices and this memory of Adam."""
        self.per_bed[:], self.slope[:], self.size[:], self.steps = per_bed, slope, size, steps
        self.closed[:] = nights_first(self.data, self.price)

    def hear(self, per_bed: Floats, portion: Floats) -> None:
        """Take over what a round came to, shape (n_joint, n_nights), and begin to count anew."""
        rows = per_bed.T.astype(np.float32)
        self.per_bed[:, self.joint] = rows
        shown = self.closed[:, self.joint]
        shut = ~self.data.open[self.joint].T
        self.closed[:, self.joint] = np.where(shut, shown, rows * self.unit[self.joint])
        self.portion, self.wanted, self.moves = portion, np.zeros_like(self.wanted), 0

    def tell(self) -> tuple[Floats, Floats]:
        """Return the prices of joint beds, and the mean use of them since the last round."""
        return self.per_bed[:, self.joint].T.astype(float), self.wanted / max(self.moves, 1)

    def step(self, times: float, rate: float, team: Team) -> None:
        """Move the prices as `Prices.step` does, as if all who share a bed had asked."""
        if len(self.joint):
            changes = self.use[:, :, self.joint].sum(axis=0)
            own = np.cumsum(changes[:-1], axis=0).T
            self.wanted += times * own
            self.moves += 1
            self.use[:, :, self.joint] = 0.0
            self.use[0, :-1, self.joint] = np.diff(own / self.portion, axis=1, prepend=0.0)
        Prices.step(self, times, rate, team)


@dataclass(slots=True)
class RegionSearch(Search):
    """A search that uses of joint spaces only the beds `dealt` to its region, shape (n_joint, n_nights).

    When it has done enough is decided for all regions together, so its own gap does not end it.
    """

    joint: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    dealt: Ints = field(default_factory=lambda: np.zeros((0, 0), np.int64))

    def tell(self, _phase: str) -> None:
        """End the search where its time is over."""
        self.ended = self.ended or self.meter.over()

    def nobody_housed(self) -> Draft:
        """Return a draft with the promised stays and nothing else, in the beds dealt."""
        draft = empty_draft(self.problem)
        if len(self.joint):
            beds = np.where(self.data.open, self.data.beds[:, None], 0)[self.joint]
            leave(draft, self.joint, np.asarray(self.dealt - beds + draft.left[self.joint]))
        return draft

    @property
    def used(self) -> Ints:
        """Beds of joint spaces that the draft uses."""
        return self.dealt - self.draft.left[self.joint]

    def deal(self, dealt: Ints) -> None:
        """Let the draft use these beds of the joint spaces; those that it uses now are among them."""
        leave(self.draft, self.joint, np.asarray(dealt - self.used))
        self.dealt = dealt

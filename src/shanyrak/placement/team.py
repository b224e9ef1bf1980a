"""Threads that share the work of one search, cut by their number only, so that a plan can be repeated."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from typing import Self, TypeVar

import numpy as np

from shanyrak.placement.problem import Floats

R = TypeVar("R")


class Team:
    """A fixed number of threads; kernels let go of Python's lock, so they truly run side by side."""

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self._pool, self._aside = ThreadPoolExecutor(threads), ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._aside.shutdown()
        self._pool.shutdown()

    def each(self, task: Callable[[int], R]) -> list[R]:
        """Run ``task(0)`` to ``task(threads - 1)`` side by side; return what they return, in this order."""
        if self.threads == 1:
            return [task(0)]
        return list(self._pool.map(task, range(self.threads)))

    def beside(self, task: Callable[[], R]) -> Future[R]:
        """Run a task on a thread of its own, which may use the others, while Python is busy elsewhere."""
        return self._aside.submit(task)

    def over(self, task: Callable[[int, int], object], weight: Floats) -> None:
        """Run ``task(low, high)`` over pieces of about equal `weight`; results must not depend on the cut."""
        pieces = 8 * self.threads
        reach = np.cumsum(weight)
        whole = reach[-1] if len(reach) else 0.0
        cuts = np.searchsorted(reach, whole * np.arange(1, pieces) / pieces)
        edges = [0, *cuts.tolist(), len(weight)]
        spans = [(low, high) for low, high in pairwise(edges) if low < high]
        list(self._pool.map(lambda span: task(*span), spans))

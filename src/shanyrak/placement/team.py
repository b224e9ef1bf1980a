"""Threads that share the work of one search; how work is cut depends on their number only, so a plan can be repeated."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Self, TypeVar

import numpy as np

from shanyrak.placement.problem import Floats

R = TypeVar("R")


class Team:
    """A fixed number of threads; kernels let go of Python's lock, so they truly run side by side."""

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self._pool = ThreadPoolExecutor(threads)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    def each(self, task: Callable[[int], R]) -> list[R]:
        """Run ``task(0)`` to ``task(threads - 1)`` side by side; return what they return, in this order."""
        if self.threads == 1:
            return [task(0)]
        return list(self._pool.map(task, range(self.threads)))

    def over(self, task: Callable[[int, int], object], weight: Floats) -> None:
        """Run ``task(low, high)`` over pieces of rows of about equal `weight`; tasks must not depend on the cut."""
        pieces = 8 * self.threads
        reach = np.cumsum(weight)
        cuts = np.searchsorted(reach, reach[-1] * np.arange(1, pieces) / pieces) if len(reach) else np.zeros(0, np.int64)
        edges = [0, *cuts.tolist(), len(weight)]
        spans = [(low, high) for low, high in zip(edges[:-1], edges[1:], strict=True) if low < high]
        list(self._pool.map(lambda span: task(*span), spans))

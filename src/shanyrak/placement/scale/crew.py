"""Those who work: a crew asks every worker the same thing with words of its own, and waits for all answers.

`Inline` has its workers in this process and asks one after the other: in tests it stands in for crews on many
machines, from which nothing but time tells it apart.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from shanyrak.placement.scale.regions import Region
from shanyrak.placement.scale.worker import Kept, Setting, Worker
from shanyrak.placement.stop import Stop

Words = Sequence[tuple[Any, ...]]


class Crew(Protocol):
    """Workers, one for each region and at most `size`, with so many threads each."""

    size: int
    threads: int

    def begin(self, regions: list[Region], setting: Setting, stop: Stop) -> None:
        """Give each region to a worker of its own; `stop` is read while they work."""

    def ask(self, method: str, words: Words) -> list[Any]:
        """Call this method of every worker, each with its words; return their answers in turn."""

    def keep(self) -> None:
        """Keep what workers have come to: from here others can go on where one of them is lost."""


class Inline:
    """Workers in this process; `lose` takes one away, and it is replaced as a lost machine would be."""

    def __init__(self, size: int, threads: int = 1) -> None:
        self.size, self.threads = size, threads
        self._workers: list[Worker] = []
        self._kept: list[Kept | None] = []
        self._since: list[tuple[str, Words]] = []

    def begin(self, regions: list[Region], setting: Setting, stop: Stop) -> None:
        """Make a worker for each region."""
        self._regions, self._setting, self._stop = regions, setting, stop
        self._workers = [self._worker(i) for i in range(len(regions))]
        self._kept, self._since = [None] * len(regions), []

    def ask(self, method: str, words: Words) -> list[Any]:
        """Ask one after the other."""
        self._since.append((method, words))
        return [getattr(worker, method)(*own) for worker, own in zip(self._workers, words, strict=True)]

    def keep(self) -> None:
        """Keep what all have come to."""
        self._kept, self._since = [worker.keep() for worker in self._workers], []

    def _worker(self, number: int) -> Worker:
        return Worker(self._regions[number], self._setting, number, self._stop)

    def lose(self, number: int) -> None:
        """Put another worker in the place of this one, with what was kept and all that was asked since."""
        worker = self._worker(number)
        kept = self._kept[number]
        if kept is not None:
            worker.restore(kept)
        for method, words in self._since:
            getattr(worker, method)(*words[number])
        self._workers[number] = worker

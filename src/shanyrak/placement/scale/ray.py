"""A crew of Ray workers, on this machine or many. The only module that imports Ray; it plans nothing."""

import os
from collections import Counter
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Any, Self

import ray
from ray.exceptions import GetTimeoutError, ObjectLostError, RayActorError

from shanyrak import __version__
from shanyrak.base.errors import UnavailableError
from shanyrak.placement.kernels import SOURCE
from shanyrak.placement.scale.crew import Words
from shanyrak.placement.scale.regions import Region
from shanyrak.placement.scale.worker import Kept, Setting, Worker
from shanyrak.placement.stop import Stop

POLL_S = 0.3  # how soon a Ctrl-C reaches the workers
MOST_LOST = 3  # workers of one region in a row, without an answer between
SEATING_S = 300.0  # that a worker may take to begin: a machine may have to be started first
LOST = (RayActorError, ObjectLostError)


class Seat:
    """A process in which a worker works; a second thread of it hears when it is to stop."""

    def about(self) -> tuple[str, str, int]:
        """Tell version, source and process."""
        return __version__, SOURCE, os.getpid()

    def begin(self, region: Region, setting: Setting, number: int, elapsed_s: float) -> None:
        """Take a region; so many seconds of its time are over."""
        stop = Stop(setting.time_limit_s, gap=0.0, clock=setting.clock, began=perf_counter() - elapsed_s)
        self._worker = Worker(region, setting, number, stop)

    def interrupt(self) -> None:
        """End what is under way at its next step."""
        self._worker.search.meter.stop.interrupt()

    def do(self, method: str, *words: Any) -> Any:
        """Do what is asked of the worker."""
        return getattr(self._worker, method)(*words)


class RayCrew:
    """Workers of Ray. One that is lost is replaced: the next one goes on from what was kept last.

    Raises
    ------
    UnavailableError
        If there is no cluster at the address, it has too few cores, its machines have another version of
        Shanyrak, or workers of one region are lost again and again.
    """

    def __init__(self, size: int | None = None, *, threads: int = 1, address: str | None = None) -> None:
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        os.environ.setdefault("RAY_worker_niceness", "0")  # a plan is what this machine is for just now
        own = size or max(len(os.sched_getaffinity(0)) // threads, 1)
        begun: dict[str, Any] = {"address": address}
        if address is None:
            begun = {
                "address": "local",
                "num_cpus": own * threads,
                "include_dashboard": False,
                "_node_ip_address": "127.0.0.1",
            }
        try:
            ray.init(**begun, log_to_driver=False, logging_level="ERROR")
        except ConnectionError as error:
            raise UnavailableError(
                f"--address {address}: no Ray cluster answers there. `ray start --head` begins one, and"
                " `ray start --address=HOST:6379` joins another machine to it."
            ) from error
        cores = int(ray.cluster_resources().get("CPU", 0))
        self.size, self.threads = size or max(cores // threads, 1), threads
        try:
            refuse_too_many(self.size, threads, cores=cores)
        except UnavailableError:
            ray.shutdown()
            raise
        self._seats: list[Any] = []
        self._regions: list[Any] = []
        self._kept: list[Kept | None] = []
        self._since: list[tuple[str, Words]] = []
        self._lost: Counter[int] = Counter()
        self._told = False
        self._began: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        ray.shutdown()

    def begin(self, regions: list[Region], setting: Setting, stop: Stop) -> None:
        """Give each region to a worker of its own."""
        self._setting, self._stop = setting, stop
        if self._began is None:
            self._began = perf_counter() if stop.began is None else stop.began
        self._kept, self._since = [None] * len(regions), []
        self._regions = [ray.put(region) for region in regions]
        for seat in self._seats[len(regions) :]:
            ray.kill(seat)
        del self._seats[len(regions) :]
        self._seats += [self._seat() for _ in range(len(regions) - len(self._seats))]
        for number in range(len(regions)):
            self._welcome(number)
        begun = [self._begun(number) for number in range(len(regions))]
        for number, pending in enumerate(begun):
            self._answer(number, pending, partial(self._begun, number))

    def ask(self, method: str, words: Words) -> list[Any]:
        """Ask all at once and wait for all; where one is lost, another one does what it had to do."""

        def sent(number: int) -> Any:
            return self._seats[number].do.remote(method, *words[number])

        pending = [sent(number) for number in range(len(self._regions))]
        answers = [self._answer(i, one, partial(sent, i)) for i, one in enumerate(pending)]
        self._since.append((method, words))
        return answers

    def keep(self) -> None:
        """Keep what workers have come to."""
        self._kept = self.ask("keep", [()] * len(self._regions))
        self._since = []

    def pids(self) -> list[int]:
        """Return the process of every worker."""
        return [pid for _, _, pid in ray.get([seat.about.remote() for seat in self._seats])]

    def _seat(self) -> Any:
        """Start a process for a worker, where there is room."""
        options = {"num_cpus": self.threads, "max_concurrency": 2, "scheduling_strategy": "SPREAD"}
        return ray.remote(Seat).options(**options).remote()

    def _begun(self, number: int) -> Any:
        elapsed_s = perf_counter() - (self._began or 0.0)
        return self._seats[number].begin.remote(self._regions[number], self._setting, number, elapsed_s)

    def _welcome(self, number: int) -> None:
        """Wait until a worker is there, and refuse one of another version."""
        try:
            version, source, _ = ray.get(self._seats[number].about.remote(), timeout=SEATING_S)
        except GetTimeoutError as error:
            raise UnavailableError(
                f"No core became free for worker {number + 1} within {SEATING_S:.0f} seconds: others use the"
                " cluster, or a machine of it is gone."
            ) from error
        if (version, source) != (__version__, SOURCE):
            raise UnavailableError(
                f"A machine of the cluster has Shanyrak {version}, this one {__version__}, or other code of"
                " that number: install the same everywhere."
            )

    def _answer(self, number: int, pending: Any, again: Callable[[], Any]) -> Any:
        """Wait for an answer; where the worker is lost, ask the one that takes its place."""
        while True:
            try:
                while not ray.wait([pending], timeout=POLL_S)[0]:
                    self._pass_on()
                answer = ray.get(pending)
            except LOST as error:
                self._replace(number, error)
                pending = again()
            else:
                self._lost[number] = 0
                return answer

    def _pass_on(self) -> None:
        """Tell all workers of a Ctrl-C, once."""
        if self._stop.interrupted and not self._told:
            self._told = True
            for seat in self._seats:
                seat.interrupt.remote()

    def _replace(self, number: int, error: Exception) -> None:
        """Put another worker in the place of one that is lost, and let it do again what was not kept."""
        while True:
            self._lost[number] += 1
            if self._lost[number] > MOST_LOST:
                raise UnavailableError(
                    f"Worker {number + 1} was lost {self._lost[number]} times in a row, perhaps for want of"
                    " memory: use more machines or fewer workers on each."
                    f" Ray says: {str(error).splitlines()[0]}"
                ) from error
            ray.kill(self._seats[number])
            self._seats[number] = self._seat()
            try:
                self._catch_up(number)
            except LOST as another:
                error = another
            else:
                return

    def _catch_up(self, number: int) -> None:
        self._welcome(number)
        ray.get(self._begun(number))
        seat, kept = self._seats[number], self._kept[number]
        if self._stop.interrupted:
            seat.interrupt.remote()
        if kept is not None:
            ray.get(seat.do.remote("restore", kept))
        for method, words in self._since:
            ray.get(seat.do.remote(method, *words[number]))


def refuse_too_many(workers: int, threads: int, *, cores: int) -> None:
    """Refuse workers for whom there are not enough cores: they would wait for one for ever.

    Raises
    ------
    UnavailableError
        If there are too few.
    """
    if workers * threads > cores:
        raise UnavailableError(
            f"{workers} workers of {threads} threads need {workers * threads} cores, and there are {cores}:"
            " ask for fewer with --workers or --threads."
        )

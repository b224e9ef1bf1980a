"""The loop that calls the jobs in turn, each when it is due, and leaves a heartbeat of each."""

import logging
import os
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from threading import Event

from django.db import DatabaseError, close_old_connections

from shanyrak.apps.audit import queries, services
from shanyrak.base import clock
from shanyrak.base.ids import SYSTEM
from shanyrak.interfaces.jobs.schedule import Job

LOG = logging.getLogger("shanyrak.jobs")
PAUSE_S = 1.0
# A job of every second need not write every second that it is alive.
BEAT_AFTER = timedelta(seconds=20)


class Loop:
    """Some jobs, when each last ran, and what it last told."""

    def __init__(self, jobs: Iterable[Job], *, now: Callable[[], datetime] = clock.now) -> None:
        self.jobs = list(jobs)
        self.now = now
        self.latest: dict[str, datetime] = {}
        self.told: dict[str, tuple[datetime, str]] = {}

    def remember(self) -> None:
        """Take over from the process before this one: what ran lately need not run again at once."""
        known = {beat.job: beat.ran_at for beat in queries.list_heartbeats(now=self.now())}
        self.latest = {job.name: known[job.name] for job in self.jobs if job.name in known}

    def go_round(self) -> list[str]:
        """Run what is due, once; return the names of what ran."""
        due = [job for job in self.jobs if job.is_due(self.latest.get(job.name), self.now())]
        for job in due:
            self.latest[job.name] = self.now()
            self._tell(job, self._error_of(job))
        return [job.name for job in due]

    def run(self, stop: Event, *, parent: int | None = None) -> None:
        """Go round until told to stop, or until the process that started this one is gone."""
        while not stop.wait(PAUSE_S) and parent in {None, os.getppid()}:
            close_old_connections()
            self.go_round()

    def _error_of(self, job: Job) -> str:
        """Run a job; return the kind of error that it ended with. One job's fault stops no other."""
        try:
            job.run(self.now())
        except Exception as error:  # whatever it was, the other jobs go on
            LOG.exception("%s failed", job.name)
            return type(error).__name__
        return ""

    def _tell(self, job: Job, error: str) -> None:
        before, said = self.told.get(job.name, (None, ""))
        now = self.now()
        if before is not None and said == error and now - before < min(BEAT_AFTER, job.period + BEAT_AFTER):
            return
        period_s = max(int(job.period.total_seconds()), int(BEAT_AFTER.total_seconds()))
        try:
            services.beat(actor=SYSTEM, now=now, job=job.name, period_s=period_s, error=error)
        except DatabaseError as gone:
            LOG.warning("no heartbeat of %s: %s", job.name, type(gone).__name__)
        else:
            self.told[job.name] = (now, error)

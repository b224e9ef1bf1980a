"""The process of the jobs, `python -m shanyrak.interfaces.jobs [--alone] [--only NAME]`. No job lives here.

`shanyrak serve` starts it twice: for the short jobs, and for those that take longer.
"""

import argparse
import os
import signal
from threading import Event

import django


def main() -> None:
    """Run the short jobs, or those that need a process of their own, until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m shanyrak.interfaces.jobs")
    parser.add_argument("--alone", action="store_true", help="run the long jobs instead of the short ones")
    parser.add_argument("--only", metavar="NAME", help="run this job alone")
    parser.add_argument("--parent", type=int, help="end when this process is gone")
    told = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyrak.project.settings")
    django.setup()

    from shanyrak.interfaces.jobs.loop import Loop
    from shanyrak.interfaces.jobs.schedule import JOBS
    from shanyrak.interfaces.shared.discovery import area_modules

    list(area_modules("jobs"))  # importing a module books its jobs
    if told.only is not None and told.only not in JOBS:
        parser.error(f"there is no job {told.only}; there are {', '.join(sorted(JOBS))}")
    chosen = [
        job for job in JOBS.values() if (job.name == told.only if told.only else job.alone == told.alone)
    ]
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    loop = Loop(chosen)
    loop.remember()
    loop.run(stop, parent=told.parent)


if __name__ == "__main__":
    main()

"""Run a program and measure it: seconds, memory, load, what it said when. What it did is not judged here."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
POLL_S = 0.02
KIBI = 1024.0
Child = subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of a program took.

    `peak_memory_mb` is that of the process itself, in units of 2^20 bytes; `said` are the lines of its stderr
    with the seconds from its start; `status` is None where it was stopped because it took too long.
    """

    status: int | None
    seconds: float
    cpu_seconds: float
    peak_memory_mb: float
    load_average: float
    said: tuple[tuple[float, str], ...]


def environment(threads: int, cache: Path | None = None) -> dict[str, str]:
    """Return the variables of all runs: our source, the same threads, one compile cache."""
    names = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
    paths = [str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    home = cache or Path(os.environ.get("NUMBA_CACHE_DIR", ROOT / ".cache" / "numba"))
    ours = {"PYTHONPATH": os.pathsep.join(paths), "NUMBA_CACHE_DIR": str(home)}
    return {**os.environ, **ours, **dict.fromkeys(names, str(threads))}


def run(words: list[str], *, patience_s: float, env: dict[str, str], log: Path) -> Run:
    """Run Python with these words, for `patience_s` seconds at most; keep its stdout in `log`."""
    load = os.getloadavg()[0]
    said: list[tuple[float, str]] = []
    command = [sys.executable, *words]
    with log.open("wb") as out:
        began = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE, env=env, start_new_session=True)
        listener = threading.Thread(target=_listen, args=(child, began, said), daemon=True)
        listener.start()
        status, usage = _waited(child, began + patience_s)
        seconds = time.perf_counter() - began
        listener.join(timeout=5)
    units = KIBI * KIBI if sys.platform == "darwin" else KIBI
    return Run(
        status=status,
        seconds=round(seconds, 3),
        cpu_seconds=round(usage.ru_utime + usage.ru_stime, 3),
        peak_memory_mb=round(usage.ru_maxrss / units, 1),
        load_average=round(load, 2),
        said=tuple(said),
    )


def _listen(child: Child, began: float, said: list[tuple[float, str]]) -> None:
    """Keep each line of the child's stderr with the moment when it came."""
    lines = child.stderr or ()
    said.extend((round(time.perf_counter() - began, 3), x.decode("utf-8", "replace").rstrip()) for x in lines)


def _waited(child: Child, until: float) -> tuple[int | None, "os.struct_rusage"]:
    """Return the exit status of the child and what it used; stop it, with status None, after `until`."""
    stopped = False
    while True:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid:
            child.returncode = os.waitstatus_to_exitcode(status)
            return (None if stopped else child.returncode), usage
        if not stopped and time.perf_counter() > until:
            os.killpg(child.pid, signal.SIGKILL)
            stopped = True
        time.sleep(POLL_S)

"""The process that answers requests; `shanyrak serve` starts it and it ends with that. No page lives here."""

import argparse
import os
import signal
import threading
import time

APPLICATION = "shanyrak.project.wsgi:application"
LOOK_EVERY_S = 1.0
KILL_AFTER_S = 10


def main() -> None:
    """Serve until told to stop, with one thread a worker and no log of who asked for what."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    parser = argparse.ArgumentParser(prog="python -m shanyrak.interfaces.cli.platform.server")
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--parent", type=int, required=True)
    told = parser.parse_args()
    threading.Thread(target=_end_with, args=(told.parent,), daemon=True).start()
    Granian(
        APPLICATION,
        address=told.host,
        port=told.port,
        interface=Interfaces.WSGI,
        workers=told.workers,
        blocking_threads=1,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_AFTER_S,
    ).serve()


def _end_with(parent: int) -> None:
    """End when the process that started this one is gone, so that nothing holds the port after a crash."""
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY_S)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()

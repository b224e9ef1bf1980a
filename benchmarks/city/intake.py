"""Time asking for a bed, and compare phrases that must look alike: `python benchmarks/city/intake.py`.

Starts a server with two workers in a temporary folder, and sends it what a browser sends at last: keys that
it made, with a solved puzzle; then what browsers without scripts ask, for whom the server makes keys. Then it
types panic phrases and phrases of nobody in turn. The clients share the cores with the server, and the
machine should be idle; beside each rate stands what the server worked for one request.
"""

import argparse
import os
import socket
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue
from secrets import token_hex
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from kept import Figure, keep, load_now, tell
from serving import HOST, served

LEAST_BY_BROWSER, LEAST_BY_SERVER, MOST_APART_MS = 300, 20, 5.0
CLIENTS = 8
WARM = 60
WELL = {200, 303}


@dataclass(frozen=True)
class Answer:
    """What came back, as far as it is looked at."""

    status: int
    head: tuple[tuple[str, int], ...]
    n_bytes: int


def main() -> int:
    """Measure, print; return 1 where a bar was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=600, metavar="N", help="by the browser's key [600]")
    parser.add_argument("--without", type=int, default=120, metavar="N", help="without scripts [120]")
    parser.add_argument("--tries", type=int, default=200, metavar="N", help="of each kind of phrase [200]")
    parser.add_argument("--keep", action="store_true", help="keep the figures")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["SHANYRAK_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "shanyrak.project.settings"
        figures, load = _measured(options)
    is_missed = tell(figures)
    if options.keep:
        keep("intake.py", figures, load)
    return int(is_missed)


def _measured(options: argparse.Namespace) -> tuple[list[Figure], float]:
    import django

    django.setup()
    team, load = _team(), load_now()
    with served() as place:
        sent = _sent_by_browsers(options.requests + WARM, team)
        by_browser = _rate("requests for a bed, key made by the browser", place, sent)
        asked = _asked_of_the_server(options.without + WARM, team)
        by_server = _rate("phrases drawn and keys made by the server", place, asked)
        apart = _apart(place[0], options.tries, team)
    return [
        Figure("requests for a bed, key made by the browser", by_browser, "a second", least=LEAST_BY_BROWSER),
        Figure("requests for a bed, key made by the server", by_server, "a second", least=LEAST_BY_SERVER),
        Figure("a panic phrase and one of nobody, apart", round(apart, 1), "ms", most=MOST_APART_MS),
    ], load


def _team() -> Any:
    from django.core.management import call_command

    from shanyrak.apps.accounts import services
    from shanyrak.base import clock
    from shanyrak.base.ids import Actor

    call_command("migrate", verbosity=0)
    actor = Actor("machine", ref="system")
    return services.found_team(actor=actor, now=clock.now(), name="Almaty", place="Almaty")


class Line:
    """One connection that is kept open."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.file = self.socket.makefile("rb")

    def ask(self, request: bytes) -> Answer:
        """Send a request and read the whole answer."""
        self.socket.sendall(request)
        status = int(self.file.readline().split()[1])
        head = {}
        while line := self.file.readline().strip():
            name, _, value = line.decode().partition(": ")
            head[name.lower()] = value
        body = self.file.read(int(head.get("content-length", 0)))
        lengths = tuple(sorted((name, len(value)) for name, value in head.items()))
        return Answer(status, lengths, len(body))


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def _post(path: str, **fields: str) -> bytes:
    body = urlencode(fields)
    head = "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()
    )


def _answers(team: Any) -> dict[str, str]:
    from django.utils import timezone

    from shanyrak.base import clock
    from shanyrak.base.nights import tonight

    night = tonight(timezone.localtime(clock.now())).isoformat()
    return {"people": "2", "night": night, "nights": "2", "needs": "none", "place": str(team)}


def _keys() -> dict[str, str]:
    from shanyrak.core.sealing import BoxSecretKey, public_key

    public = public_key(BoxSecretKey.draw()).hex()
    return {"own": token_hex(32), "panic": token_hex(32), "public": public}


def _sent_by_browsers(n: int, team: Any) -> list[bytes]:
    """Return what browsers send that made keys and solved a puzzle; this is where the time goes before."""
    from shanyrak.apps.intake import proofs
    from shanyrak.apps.intake.answers import seal_answers
    from shanyrak.base import clock

    told = _answers(team)
    requests = []
    for _ in range(n):
        now = clock.now()
        wire = proofs.draw_puzzle(now)
        fields = {"t": seal_answers(told, now), "puzzle": wire, "solution": _solution(wire), **_keys()}
        requests.append(_post("/en/intake/keep/", **fields))
    return requests


def _solution(wire: str) -> str:
    """Return what solves a puzzle, without the checks that make `core.sealing.solve` slow."""
    from hashlib import sha256

    from shanyrak.core.sealing import from_base64url

    content = from_base64url(wire)[:23]
    begun, most = sha256(content), 1 << 256 - content[2]
    for number in count():
        tried = begun.copy()
        tried.update(number.to_bytes(8))
        if int.from_bytes(tried.digest()) < most:
            return str(number)
    raise AssertionError


def _asked_of_the_server(n: int, team: Any) -> list[bytes]:
    """Return what browsers without scripts ask: each answer holds two phrases, whose keys the server made."""
    from shanyrak.apps.intake import proofs
    from shanyrak.base import clock

    turn = proofs.draw_turn(_answers(team), clock.now())
    return [_get(f"/en/intake/words/?{urlencode({'turn': turn})}") for _ in range(n)]


def _rate(name: str, place: tuple[int, int], requests: Sequence[bytes]) -> float:
    """Print and return how many were answered well in a second; the first ones warm the workers up."""
    port, pid = place
    _send(port, requests[:WARM])
    requests = requests[WARM:]
    worked, began = _cpu_s(pid), perf_counter()
    answers = _send(port, requests)
    took, worked = perf_counter() - began, _cpu_s(pid) - worked
    wrong = [answer.status for answer in answers if answer.status not in WELL]
    if wrong:
        raise SystemExit(f"{len(wrong)} of {len(answers)} were refused: {sorted(set(wrong))}")
    each = worked / len(answers) * 1000
    print(f"{name}: {len(answers) / took:.0f} a second, {each:.1f} ms of a core each")
    return len(answers) / took


def _send(port: int, requests: Sequence[bytes]) -> list[Answer]:
    """Return the answers to requests that a few clients send at once."""
    waiting: SimpleQueue[bytes] = SimpleQueue()
    for request in requests:
        waiting.put(request)
    answers: SimpleQueue[Answer] = SimpleQueue()
    clients = [threading.Thread(target=_work, args=(Line(port), waiting, answers)) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return [answers.get() for _ in requests]


def _cpu_s(pid: int) -> float:
    """Return for how long a process and all that it started have worked, as Linux tells it."""
    parents, times = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)], times[int(path.parent.name)] = (
            int(fields[1]),
            int(fields[11]) + int(fields[12]),
        )
    family, before = {pid}, set[int]()
    while family != before:
        before, family = family, family | {child for child, parent in parents.items() if parent in family}
    return sum(times.get(one, 0) for one in family) / os.sysconf("SC_CLK_TCK")


def _work(line: Line, waiting: "SimpleQueue[bytes]", answers: "SimpleQueue[Answer]") -> None:
    while True:
        try:
            answers.put(line.ask(waiting.get_nowait()))
        except Empty:
            return


def _apart(port: int, n: int, team: Any) -> float:
    """Return how far the medians of two kinds of phrase lie apart; refuse answers that differ in form."""
    parties = [_asked(team) for _ in range(n)]
    line = Line(port)
    kinds: dict[str, Callable[[int], str]] = {
        "panic": lambda i: parties[i]["panic"],
        "nobody": lambda _: token_hex(32),
    }
    took: dict[str, list[float]] = {kind: [] for kind in kinds}
    forms = set()
    for place in range(n):
        for kind, key in kinds.items():
            request = _post("/en/me/key/", auth=key(place))
            began = perf_counter()
            answer = line.ask(request)
            took[kind].append((perf_counter() - began) * 1000)
            forms.add(answer)
    if len(forms) != 1:
        raise SystemExit(f"answers differ: {forms}")
    told = {kind: median(times) for kind, times in took.items()}
    print(", ".join(f"{kind} {value:.2f} ms" for kind, value in told.items()))
    return abs(told["panic"] - told["nobody"])


def _asked(team: Any) -> dict[str, str]:
    """Keep a request and return its keys."""
    from shanyrak.apps.intake import proofs, services
    from shanyrak.apps.intake.facts import Facts
    from shanyrak.apps.intake.keys import SentKeys
    from shanyrak.base import clock
    from shanyrak.base.ids import STRANGER

    now, keys = clock.now(), _keys()
    facts = Facts(team=team, people=2, first_night=now.date(), nights=2)
    proofs.PRESSURE = proofs.Pressure()
    proof = proofs.SentProof(turn=proofs.draw_turn({}, now))
    services.ask_for_bed(actor=STRANGER, now=now, facts=facts, keys=SentKeys(**keys), proof=proof)
    return keys


if __name__ == "__main__":
    raise SystemExit(main())

"""One browser that sends canaries wherever a browser can: in headers, addresses and forms."""

import hashlib
import re
import secrets
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException, HTTPResponse
from itertools import count
from urllib.parse import urlencode, urlsplit

from shanyrak.interfaces.cli.platform.leaks.canaries import Canaries

TIMEOUT_S = 60
LARGE = 1 << 16  # bytes that no buffer takes at once
INPUT = re.compile(r"<input[^>]*?>")
FORM = "application/x-www-form-urlencoded"
Z_SIZE, BITS_AT = 23, 2


@dataclass
class Answer:
    """What came back."""

    status: int
    text: str
    location: str

    def link(self, path: str) -> str:
        """Return the first address on the page that begins so."""
        found = re.search(rf'href="({re.escape(path)}[^"]*)"', self.text)
        if found is None:
            raise LookupError(f"no link to {path} on a page with status {self.status}")
        return unescape(found[1])

    def field(self, name: str) -> str:
        """Return the value of a hidden field."""
        for tag in INPUT.findall(self.text):
            told = dict(re.findall(r'(\w+)="([^"]*)"', tag))
            if told.get("name") == name:
                return unescape(told.get("value", ""))
        raise LookupError(f"no field {name} on a page with status {self.status}")

    def texts(self, tag: str) -> list[str]:
        """Return what stands in all elements of a kind."""
        return [unescape(text).strip() for text in re.findall(rf"<{tag}[^>]*>([^<]*)</{tag}>", self.text)]


@dataclass
class Visitor:
    """A browser whose address is another one each time."""

    port: int
    canaries: Canaries
    addresses: Iterator[str]
    cookies: dict[str, str] = field(default_factory=dict)
    connection: HTTPConnection | None = None

    def get(self, path: str, **query: str) -> Answer:
        """Read a page."""
        return self.send("GET", f"{path}?{urlencode(query)}" if query else path)

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form."""
        return self.send("POST", path, urlencode(fields).encode(), {"Content-Type": FORM})

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """Send anything; a connection that was closed is opened again.

        A server may refuse a large body while it is still being sent, and cut the connection so that its
        answer is lost: that is an answer, too, with status 0.
        """
        told = self._headers() | (headers or {})
        try:
            response, content = self._asked(method, path, body, told)
        except (HTTPException, OSError):
            self._hang_up()
            try:
                response, content = self._asked(method, path, body, told)
            except (HTTPException, OSError):
                self._hang_up()
                if body is None or len(body) < LARGE:
                    raise
                return Answer(0, "", "")
        for cookie in response.msg.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        place = urlsplit(response.headers.get("Location", ""))
        location = place.path + (f"?{place.query}" if place.query else "")
        return Answer(response.status, content.decode("utf-8", "replace"), location)

    def _asked(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[HTTPResponse, bytes]:
        self.connection = self.connection or HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        return response, response.read()

    def _hang_up(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def _headers(self) -> dict[str, str]:
        """Return what every request of this browser carries; the site may trust none of it."""
        c = self.canaries
        cookies = {"other": c["cookie_value"], **self.cookies}
        return {
            "Sec-Fetch-Site": "same-origin",
            "User-Agent": f"Mozilla/5.0 {c['user_agent']}",
            "Referer": f"http://elsewhere.example/{c['referer']}",
            "Accept-Language": f"en,{c['accept_language']};q=0.5",
            "X-Forwarded-For": f"{next(self.addresses)}, {c['x_forwarded_for']}",
            "X-Real-IP": c["x_real_ip"],
            "Forwarded": f"for={c['forwarded']}",
            "X-Unknown": c["unknown_header"],
            "From": f"{c['from_header']}@example.org",
            "Via": f"1.1 {c['via_header']}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items() if value),
        }


def solved(puzzle: str) -> str:
    """Return the solution of a puzzle, as the script of the page finds it."""
    content = urlsafe_b64decode(puzzle + "=" * (-len(puzzle) % 4))[:Z_SIZE]
    bits = content[BITS_AT]
    start = hashlib.sha256(content)
    for number in count(secrets.randbits(32)):
        tried = start.copy()
        tried.update(number.to_bytes(8, "big"))
        if int.from_bytes(tried.digest()[:4], "big") >> (32 - bits) == 0:
            return str(number)
    raise AssertionError

"""The files that this release serves, with their hashes, and how a site is compared with them."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from shanyrak.base.errors import InvalidError, UnavailableError

LINE = re.compile(r"([0-9a-f]{64})  (/\S+)")
# Pages that anybody may open: each kind of page that loads a file is among them.
PAGES = (
    "/", "/en/", "/ru/", "/kk/", "/en/intake/people/", "/en/intake/lost/", "/en/me/", "/en/help/",
    "/en/privacy/", "/en/hosting/offer/", "/en/hosting/ask/", "/staff/accounts/sign-in/",
    "/staff/accounts/join/",
)  # fmt: skip
NAMED = re.compile(r"""(?:src|href|action|content|poster|srcset)=["']([^"']+)["']""")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|\son\w+=|javascript:|<style[ >]|\sstyle=", re.IGNORECASE)
TIMEOUT_S, MOST = 30, 1 << 24


@dataclass
class Found:
    """What a comparison told."""

    n_pages: int = 0
    n_files: int = 0
    wrong: list[str] = field(default_factory=list)


def files() -> dict[str, str]:
    """Return the address and the hash of every file that this release serves."""
    shelf = _of_pages("static_files.SHELF")
    return {address: kept.digest for address, kept in shelf.files.items()}


def text(told: Mapping[str, str]) -> str:
    """Return the files as lines that `sha256sum` would write, by address."""
    return "".join(f"{digest}  {address}\n" for address, digest in sorted(told.items()))


def read(file: Path) -> dict[str, str]:
    """Return the files that such lines name.

    Raises
    ------
    InvalidError
        If a line is none.
    """
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        match = LINE.fullmatch(line)
        if match is None:
            raise InvalidError(f"{file}: '{line[:80]}' names no file with its SHA-256")
        found[match[2]] = match[1]
    return found


def compare(site: str, told: Mapping[str, str]) -> Found:
    """Fetch the pages of a site and all files, those that pages name and those of the release."""
    found = Found()
    named = set(told)
    for page in PAGES:
        status, headers, content = _fetch(site, page)
        found.n_pages += 1
        found.wrong += _wrong_headers(page, headers)
        if INLINE.search(content.decode("utf-8", "replace")):
            found.wrong.append(f"{page} has a script or a style inside")
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            found.wrong.append(f"{page} answers {status}")
        for address in _named(site, page, content):
            if not address.startswith("/"):
                found.wrong.append(f"{page} loads from elsewhere: {address}")
            elif address.startswith("/static/"):
                named.add(address)
    for address in sorted(named):
        found.n_files += 1
        found.wrong += _wrong_file(site, address, told)
    return found


def _wrong_file(site: str, address: str, told: Mapping[str, str]) -> Iterator[str]:
    if address not in told:
        yield f"{address} is no file of the release"
        return
    status, _, content = _fetch(site, address)
    if status != HTTPStatus.OK:
        yield f"{address} is missing: {status}"
    elif hashlib.sha256(content).hexdigest() != told[address]:
        yield f"{address} is not what the release has"


def _wrong_headers(page: str, headers: HTTPMessage) -> Iterator[str]:
    names = ("PUBLIC", "STAFF", "SIGNED_IN", "FIXED", "UNLESS_SAID")
    public, staff, signed_in, fixed, unless_said = (_of_pages(f"headers.{name}") for name in names)
    policy = staff if page.startswith(signed_in) else public
    for name, value in {**fixed, **unless_said, "Content-Security-Policy": policy}.items():
        if headers.get_all(name) != [value]:
            yield f"{page} has another {name}"


def _of_pages(name: str) -> Any:
    """Return what the pages have; by its name, as commands of the engine need no web framework."""
    from django.utils.module_loading import import_string

    return import_string(f"shanyrak.interfaces.shared.{name}")


def _named(site: str, page: str, content: bytes) -> Iterator[str]:
    """Yield the addresses that a browser would load by itself, without the site's own name."""
    for tag in re.findall(
        rb"<(?:script|link|img|source|iframe|form|meta|object|embed|video|audio)\b[^>]*>", content
    ):
        if b'rel="alternate"' in tag or b'rel="canonical"' in tag:
            continue
        is_meta = tag.startswith(b"<meta")
        for value in NAMED.findall(tag.decode("utf-8", "replace")):
            if is_meta and "url=" not in value:
                continue
            address = urljoin(f"{site}{page}", value.rpartition("url=")[2])
            yield urlsplit(address).path if address.startswith(f"{site}/") else address


def _fetch(site: str, address: str) -> tuple[int, HTTPMessage, bytes]:
    scheme, host = urlsplit(site)[:2]
    kind = HTTPSConnection if scheme == "https" else HTTPConnection
    connection = kind(host, timeout=TIMEOUT_S)
    try:
        connection.request("GET", address, headers={"Accept-Language": "en", "Accept-Encoding": "identity"})
        response = connection.getresponse()
        return response.status, response.headers, response.read(MOST)
    except (OSError, HTTPException) as trouble:
        raise UnavailableError(f"{site} does not answer: {type(trouble).__name__}") from None
    finally:
        connection.close()

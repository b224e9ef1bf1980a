"""Files of style, script and pictures, read once, served under names with their hash. No step collects them.

A template says `{% static "shared/page.css" %}`; the name changes with the content, so a browser may keep it.
What a script imports is named so too: `front/scripts.py`.
"""

import gzip
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from pathlib import PurePosixPath

from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.storage import Storage
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from shanyrak.interfaces.shared.front.scripts import all_imports, imports_named
from shanyrak.interfaces.shared.front.styles import whole_style

# Not settings.STATIC_URL: below that Django's server for tests answers by itself, and knows no hashed names.
PREFIX = "/static/"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
N_DIGITS = 12
TEXTS = {"application/json", "application/javascript", "image/svg+xml"}


@dataclass(frozen=True)
class Kept:
    """One file as it is sent."""

    content: bytes
    packed: bytes | None
    kind: str
    digest: str
    freshness: str


class Shelf:
    """All static files of all interfaces, by address."""

    def __init__(self) -> None:
        self.files: dict[str, Kept] = {}
        self.addresses: dict[str, str] = {}
        # What each script imports, by their names in templates.
        self.imports: dict[str, list[str]] = {}
        read: dict[str, bytes] = {}
        for finder in get_finders():
            for name, storage in finder.list([]):
                path = PurePosixPath(name)
                read[str(path)] = (_style if path.suffix == ".css" else _content)(storage, path)
        for name, content in imports_named(read, hashed_name).items():
            self._put(PurePosixPath(name), content)
        self.imports = {name: all_imports(read, name) for name in read if name.endswith(".js")}

    def _put(self, name: PurePosixPath, content: bytes) -> None:
        digest, hashed = sha256(content).hexdigest(), hashed_name(str(name), content)
        kind = mimetypes.guess_type(name.name)[0] or "application/octet-stream"
        is_text = kind.startswith("text/") or kind in {
            "application/json",
            "image/svg+xml",
            "application/javascript",
        }
        if is_text:
            kind += "; charset=utf-8"
        packed = gzip.compress(content, 9, mtime=0) if is_text else None
        self.addresses[str(name)] = f"{PREFIX}{hashed}"
        self.files[f"{PREFIX}{hashed}"] = Kept(content, packed, kind, digest, FOR_EVER)
        self.files[f"{PREFIX}{name}"] = Kept(content, packed, kind, digest, ASK_AGAIN)


def hashed_name(name: str, content: bytes) -> str:
    """Return the name of a file with the hash of its content in it."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}.{sha256(content).hexdigest()[:N_DIGITS]}{path.suffix}"))


def _content(storage: Storage, path: PurePosixPath) -> bytes:
    with storage.open(str(path)) as file:
        return bytes(file.read())


def _style(storage: Storage, path: PurePosixPath) -> bytes:
    """Return a style sheet with what it imports from its own folder."""

    def read(name: str) -> str:
        return _content(storage, path.with_name(name)).decode()

    return whole_style(_content(storage, path).decode(), read).encode()


SHELF: Shelf = SimpleLazyObject(Shelf)  # type: ignore[assignment]


class HashedNames(StaticFilesStorage):
    """What `{% static %}` asks for the address of a file."""

    def url(self, name: str | None) -> str:
        """Return the address; a name that is no file of ours is a mistake in a template, and fails there."""
        return SHELF.addresses[str(name)]


class StaticFiles:
    """Answer what lies below `/static/`; all else goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Send the file, packed where the browser takes it."""
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        kept = SHELF.files.get(request.path)
        if kept is None:
            return HttpResponseNotFound("No such file.\n", content_type="text/plain")
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return _sent(kept, request)


def _sent(kept: Kept, request: HttpRequest) -> HttpResponse:
    etag = f'"{kept.digest}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    elif kept.packed and "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(kept.packed, content_type=kept.kind, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(kept.content, content_type=kept.kind)
    response["ETag"], response["Cache-Control"], response["Vary"] = etag, kept.freshness, "Accept-Encoding"
    response["Content-Length"] = str(len(response.content))
    return response

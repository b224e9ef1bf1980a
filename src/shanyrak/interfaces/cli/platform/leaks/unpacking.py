"""Opens what is packed inside some bytes, wherever it begins: gzip, zlib, raw deflate, zip, bz2, xz."""

import bz2
import lzma
import struct
import zlib
from collections.abc import Callable, Iterator

MOST = 1 << 25  # bytes of one packed thing; more would only be there to exhaust us
DEPTH = 3
LEAST = 8
ZIP_HEAD, DEFLATED = 30, 8
Opener = Callable[[memoryview], bytes]


def unpacked(content: bytes, depth: int = DEPTH) -> Iterator[tuple[str, bytes]]:
    """Yield whatever is packed in some bytes, and what is packed in that, with how it was."""
    for how, other in _found(content):
        if len(other) < LEAST:
            continue
        yield how, other
        if depth > 1:
            for deeper, inner in unpacked(other, depth - 1):
                yield f"{how}, {deeper}", inner


def _found(content: bytes) -> Iterator[tuple[str, bytes]]:
    view = memoryview(content)
    for how, magics, opener in KINDS:
        for magic in magics:
            place = content.find(magic)
            while place >= 0:
                other = _tried(opener, view[place:])
                if other:
                    yield how, other
                place = content.find(magic, place + 1)
    raw = _tried(_raw, view)
    if raw:
        yield "deflate", raw


def _tried(opener: Opener, content: memoryview) -> bytes:
    try:
        return opener(content)
    except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, struct.error):
        return b""


def _gzip(content: memoryview) -> bytes:
    return zlib.decompressobj(31).decompress(content, MOST)


def _zlib(content: memoryview) -> bytes:
    return zlib.decompressobj().decompress(content, MOST)


def _raw(content: memoryview) -> bytes:
    opened = zlib.decompressobj(-15)
    told = opened.decompress(content, MOST)
    return told if opened.eof else b""


def _zip(content: memoryview) -> bytes:
    """Open one member by its own head, as the list at the end may be gone."""
    how, name, extra = struct.unpack_from("<H", content, 8)[0], *struct.unpack_from("<HH", content, 26)
    if how != DEFLATED:
        return b""
    return zlib.decompressobj(-15).decompress(content[ZIP_HEAD + name + extra :], MOST)


def _bz2(content: memoryview) -> bytes:
    return bz2.BZ2Decompressor().decompress(content, MOST)


def _xz(content: memoryview) -> bytes:
    return lzma.LZMADecompressor().decompress(content, MOST)


KINDS: tuple[tuple[str, tuple[bytes, ...], Opener], ...] = (
    ("gzip", (b"\x1f\x8b\x08",), _gzip),
    ("zlib", (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"), _zlib),
    ("zip", (b"PK\x03\x04",), _zip),
    ("bz2", (b"BZh",), _bz2),
    ("xz", (b"\xfd7zXZ\x00",), _xz),
)

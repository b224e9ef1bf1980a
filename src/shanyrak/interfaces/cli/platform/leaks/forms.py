"""Every form in which a text could lie in a file: characters, quotings, letters, hashes. It reads nothing."""

import base64
import binascii
import hashlib
import hmac
import html
import json
import quopri
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

LEAST = 8  # bytes: what is shorter occurs by chance
CHARSETS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1251", "koi8-r")
HASHES = ("md5", "sha1", "sha256", "sha512", "blake2b")


def forms_of(text: str) -> dict[str, bytes]:
    """Return the forms of a text by their names, without those that are too short to tell."""
    found = {**dict(_written(text)), **dict(_quoted(text)), **dict(_in_letters(text)), **dict(_hashed(text))}
    known: dict[bytes, str] = {}
    for name, form in found.items():
        if len(form) >= LEAST:
            known.setdefault(form, name)
    return {name: form for form, name in known.items()}


def address_forms(text: str, packed: bytes, keys: dict[str, bytes]) -> dict[str, bytes]:
    """Return the forms of a network address: text, numbers, and hashes with each key of the server."""
    found = {"text": text.encode(), "hex": packed.hex().encode(), "utf-16": text.encode("utf-16-le")}
    found |= {"packed": packed, "base64": base64.b64encode(text.encode()).rstrip(b"=")[:-1]}
    for name, digest in _hashed(text):
        found[name] = digest
    for name, key in keys.items():
        for content in (text.encode(), packed):
            for digest in (
                hashlib.blake2b(content, key=key[:64], digest_size=32).digest(),
                hmac.digest(key, content, "sha256"),
            ):
                found[f"{name} {digest[:2].hex()} raw"] = digest
                found[f"{name} {digest[:2].hex()} hex"] = digest.hex().encode()
    return {name: form for name, form in found.items() if len(form) >= LEAST}


def _written(text: str) -> Iterator[tuple[str, bytes]]:
    shapes = {
        "": text, "NFC": unicodedata.normalize("NFC", text), "NFD": unicodedata.normalize("NFD", text),
        "lower": text.lower(), "upper": text.upper(), "joined": text.replace(" ", ""),
    }  # fmt: skip
    for shape, written in shapes.items():
        for charset in CHARSETS:
            try:
                yield f"{charset} {shape}".strip(), written.encode(charset)
            except UnicodeEncodeError:
                continue
    digits = "".join(letter for letter in text if letter.isdigit())
    yield "digits", digits.encode()


def _quoted(text: str) -> Iterator[tuple[str, bytes]]:
    percent = quote(text, safe="")
    yield "percent", percent.encode()
    yield "percent lower", percent.lower().encode()
    yield "percent plus", quote_plus(text).encode()
    yield "percent twice", quote(percent, safe="").encode()
    yield "percent twice lower", quote(percent.lower(), safe="").lower().encode()
    escaped = json.dumps(text)[1:-1]
    yield "JSON", escaped.encode()
    yield "JSON upper", _upper_escapes(escaped).encode()
    yield "repr", ascii(text)[1:-1].encode()
    yield "repr of bytes", repr(text.encode())[2:-1].encode()
    yield "HTML", html.escape(text).encode()
    yield "HTML decimal", "".join(f"&#{ord(letter)};" for letter in text).encode()
    yield "HTML hex", "".join(f"&#x{ord(letter):x};" for letter in text).encode()
    yield "HTML hex upper", "".join(f"&#x{ord(letter):X};" for letter in text).encode()
    mixed = text.encode("ascii", "xmlcharrefreplace")
    yield "HTML where needed", mixed
    yield "quoted-printable", quopri.encodestring(text.encode()).replace(b"=\n", b"")


def _in_letters(text: str) -> Iterator[tuple[str, bytes]]:
    for charset in ("utf-8", "utf-16-le"):
        content = text.encode(charset)
        yield f"{charset} hex", content.hex().encode()
        yield f"{charset} hex upper", content.hex().upper().encode()
    content = text.encode()
    for shift in range(3):
        # The first and last letters depend on what stands beside: only those between are ours alone.
        whole = base64.b64encode(bytes(shift) + content)
        middle = whole[-(-shift * 8 // 6) : (shift + len(content)) * 8 // 6]
        yield f"base64 at {shift}", middle
        yield f"base64url at {shift}", middle.translate(bytes.maketrans(b"+/", b"-_"))
    for shift in range(5):
        whole = base64.b32encode(bytes(shift) + content)
        middle = whole[-(-shift * 8 // 5) : (shift + len(content)) * 8 // 5]
        yield f"base32 at {shift}", middle
        yield f"base32 lower at {shift}", middle.lower()
    try:
        raw = binascii.unhexlify(text)
    except (ValueError, binascii.Error):
        return
    yield "bytes", raw
    yield "base64 of bytes", base64.b64encode(raw).rstrip(b"=")[:-1]
    yield "base64url of bytes", base64.urlsafe_b64encode(raw).rstrip(b"=")[:-1]


def _hashed(text: str) -> Iterator[tuple[str, bytes]]:
    for kind in HASHES:
        digest = hashlib.new(kind, text.encode(), usedforsecurity=False).digest()
        yield kind, digest
        yield f"{kind} hex", digest.hex().encode()
        yield f"{kind} hex upper", digest.hex().upper().encode()
        yield f"{kind} base64", base64.b64encode(digest).rstrip(b"=")[:-1]
        yield f"{kind} base64url", base64.urlsafe_b64encode(digest).rstrip(b"=")[:-1]


def _upper_escapes(escaped: str) -> str:
    parts = escaped.split("\\u")
    return parts[0] + "".join(f"\\u{part[:4].upper()}{part[4:]}" for part in parts[1:])

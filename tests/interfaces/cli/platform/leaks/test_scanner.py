"""The scanner finds every form of a text in every kind of file, and nothing where there is nothing."""

import bz2
import gzip
import io
import lzma
import random
import zipfile
import zlib
from base64 import b64encode

import pytest

from shanyrak.interfaces.cli.platform.leaks.canaries import Canaries
from shanyrak.interfaces.cli.platform.leaks.forms import forms_of
from shanyrak.interfaces.cli.platform.leaks.scanner import Scanner
from shanyrak.interfaces.cli.platform.leaks.unpacking import unpacked

CHANCE = random.Random(4)  # noqa: S311
TEXT = "ғылқияwdfcbhңө"
FORMS = forms_of(TEXT)
KEY = "a1b2" * 16


def zipped(content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.txt", content)
    return file.getvalue()


def raw(content):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


KINDS = {
    "plain": bytes,
    "gzip": gzip.compress,
    "zlib": zlib.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zip": zipped,
    "deflate": raw,
    "gzip in zip": lambda content: zipped(gzip.compress(content)),
}


def scanner_of(*texts):
    return Scanner((text, form, pattern) for text in texts for form, pattern in forms_of(text).items())


@pytest.fixture(scope="module")
def scanner():
    return scanner_of(TEXT)


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_is_found_in_every_kind_of_file(scanner, tmp_path, kind):
    missed = []
    for name, form in FORMS.items():
        file = tmp_path / "f"
        # What is packed raw has no head to be found by: it is tried at the beginning of a file.
        noise = b"" if kind == "deflate" else CHANCE.randbytes(CHANCE.randrange(99))
        file.write_bytes(noise + KINDS[kind](CHANCE.randbytes(11) + form + CHANCE.randbytes(20)))
        if not list(scanner.in_file(file, "f")):
            missed.append(name)
    assert missed == []


def test_there_are_far_more_than_twenty_forms():
    assert len(FORMS) > 60
    assert {"bytes", "base64 of bytes", "sha256 hex"} <= set(forms_of(KEY))


def test_base64_that_is_broken_into_lines_and_shifted_is_found(scanner):
    for shift in range(6):
        letters = b64encode(b"x" * (50 + shift) + TEXT.encode() + b"y" * 40)
        lines = b"\n".join(letters[n : n + 76] for n in range(0, len(letters), 76))
        assert list(scanner.in_bytes(lines, "mail"))


def test_a_canary_across_the_border_of_two_chunks_is_found(scanner, monkeypatch):
    monkeypatch.setattr("shanyrak.interfaces.cli.platform.leaks.scanner.CHUNK", 64)
    for place in range(50, 70):
        assert list(scanner.in_bytes(bytes(place) + TEXT.encode() + bytes(9), "x"))


def test_noise_has_no_hits():
    drawn = Canaries.draw()
    assert len(drawn.texts) >= 40
    assert len(set(drawn.texts.values())) == len(drawn.texts)
    assert list(scanner_of(*drawn.texts.values()).in_bytes(CHANCE.randbytes(8_000_000), "noise")) == []


def test_what_only_looks_packed_is_passed_over():
    assert list(unpacked(b"PK\x03\x04" + b"BZh9" + b"\x1f\x8b\x08" + CHANCE.randbytes(300))) == []


def test_what_would_unpack_without_end_is_cut():
    assert max(len(other) for _, other in unpacked(zlib.compress(bytes(1 << 26)))) <= 1 << 25


def test_a_phrase_is_looked_for_whole_and_by_its_pairs():
    held = Canaries()
    held.add_phrase("own", "abandon ability able about above absent absorb")
    assert held["own, pair 6"] == "absent absorb"
    assert len(held.texts) == 7

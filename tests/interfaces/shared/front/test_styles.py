"""A style sheet is sent whole, without what only its authors read, and within its budget."""

import gzip
import re
from pathlib import Path

import pytest

from shanyrak.interfaces import shared
from shanyrak.interfaces.shared.front.styles import whole_style
from shanyrak.interfaces.shared.static_files import SHELF

FOLDER = Path(shared.__file__).parent / "static/shared"
BUDGETS = {"shared/shanyrak.css": 4096, "shared/staff.css": 5120}
LIGHT, DARK = 0, 1
BODY, SMALL, CONTROL = 7.0, 4.5, 3.0
PAIRS = [
    ("--ink", "--paper", BODY), ("--ink", "--card", BODY), ("--muted", "--paper", SMALL),
    ("--muted", "--card", SMALL), ("--brand", "--paper", BODY), ("--brand", "--card", BODY),
    ("--on-brand", "--brand", BODY), ("--on-brand", "--brand-strong", BODY), ("--on-bad", "--bad", BODY),
    ("--ok", "--ok-ground", 6.0), ("--warn", "--warn-ground", 6.0), ("--bad", "--bad-ground", 6.0),
    ("--info", "--info-ground", BODY), ("--neutral", "--neutral-ground", BODY), ("--bad", "--paper", BODY),
    ("--bad", "--card", BODY), ("--field", "--card", CONTROL), ("--field", "--paper", CONTROL),
    ("--ink", "--info-ground", BODY), ("--brand-strong", "--info-ground", BODY),
]  # fmt: skip


def tokens():
    """Return the colours of the light and of the dark form, as the style sheet has them."""
    blocks = re.findall(r":root\{(.*?)\}", (FOLDER / "tokens.css").read_text(encoding="utf-8"), re.DOTALL)
    colours = [dict(re.findall(r"(--[\w-]+):(#[0-9A-Fa-f]{6})\b", block)) for block in blocks]
    return colours[0], {**colours[0], **colours[1]}


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
@pytest.mark.parametrize("form", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_its_ground(text, ground, least, form):
    colours = tokens()[form]
    assert contrast(colours[text], colours[ground]) >= least


@pytest.mark.parametrize("form", [LIGHT, DARK], ids=["light", "dark"])
def test_one_of_the_two_rings_of_the_focus_is_seen_on_every_ground(form):
    colours = tokens()[form]
    for ground in ("--paper", "--card", "--info-ground", "--neutral-ground"):
        seen = [contrast(colours[ring], colours[ground]) for ring in ("--focus", "--focus-ink")]
        assert max(seen) >= CONTROL


@pytest.mark.parametrize(("name", "budget"), BUDGETS.items())
def test_a_style_sheet_keeps_its_budget_on_the_wire(name, budget):
    kept = SHELF.files[f"/static/{name}"]
    assert len(kept.packed) <= budget
    assert b"/*" not in kept.content
    assert b"@import" not in kept.content


@pytest.mark.parametrize("name", BUDGETS)
def test_a_style_sheet_names_no_other_file_and_only_tokens_that_are_there(name):
    text = SHELF.files[f"/static/{name}"].content.decode()
    assert "url(" not in text
    assert set(re.findall(r"var\((--[\w-]+)\)", text)) <= set(
        re.findall(r"(--[\w-]+):", SHELF.files["/static/shared/shanyrak.css"].content.decode())
    )


def test_what_a_style_imports_stands_in_its_place():
    text = '/* mine */ @import "one.css";\na > b , c:not(d) { color: red; margin: 0 auto; }'
    made = whole_style(text, {"one.css": "/* yours */ :root { --a: 1px }"}.__getitem__)
    assert made == ":root{--a:1px}a>b,c:not(d){color:red;margin:0 auto}\n"


def test_packing_is_worth_it():
    kept = SHELF.files["/static/shared/shanyrak.css"]
    assert gzip.decompress(kept.packed) == kept.content

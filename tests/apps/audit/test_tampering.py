"""Ten thousand random tamperings, by somebody who may write every row, are found by one kept head."""

import random
from dataclasses import replace
from datetime import date

from shanyrak.apps.audit.leaves import Row, Said, examine
from shanyrak.core.auditlog import Head, Tree

TRIES, SIZE = 10_000, 8
DAY = date(2022, 9, 25)
CHANCE = random.Random(9)  # noqa: S311


def row_of(position):
    row = Row(
        position,
        b"",
        "stays.hold_beds",
        f"{CHANCE.getrandbits(64):016x}",
        DAY,
        CHANCE.choice(["hall", "home", ""]),
        f"{CHANCE.getrandbits(256):064x}",
        CHANCE.randbytes(16),
    )
    return replace(row, leaf_hash=row.leaf.hash)


ROWS = [row_of(position) for position in range(SIZE)]
KEPT = [Said(Head("x", SIZE, Tree(row.leaf_hash for row in ROWS).root()), "a head that was kept")]


def other_letter(text):
    place = CHANCE.randrange(len(text) + 1)
    return text[:place] + CHANCE.choice("0123456789abcdef_") + text[place + CHANCE.randrange(2) :]


def changed(rows):
    """Change a column of a row, and its hash too as often as not."""
    place = CHANCE.randrange(SIZE)
    row, name = rows[place], CHANCE.choice(["action", "actor", "detail", "ref", "day", "nonce", "version"])
    value = {
        "day": date.fromordinal(DAY.toordinal() + CHANCE.randrange(1, 400)),
        "nonce": CHANCE.randbytes(16),
        "version": CHANCE.randrange(2, 9),
    }.get(name) or other_letter(getattr(row, name))
    other = replace(row, **{name: value})
    rows[place] = replace(other, leaf_hash=other.leaf.hash) if CHANCE.random() < 0.5 else other


def hash_changed(rows):
    place = CHANCE.randrange(SIZE)
    content = bytearray(rows[place].leaf_hash)
    content[CHANCE.randrange(32)] ^= 1 << CHANCE.randrange(8)
    rows[place] = replace(rows[place], leaf_hash=bytes(content))


def dropped(rows):
    del rows[CHANCE.randrange(SIZE)]


def swapped(rows):
    one, other = CHANCE.sample(range(SIZE), 2)
    rows[one], rows[other] = rows[other], rows[one]


def cut(rows):
    del rows[CHANCE.randrange(SIZE) :]


def doubled(rows):
    one, other = CHANCE.sample(range(SIZE), 2)
    rows.insert(one, rows[other])


def put_in(rows):
    rows.insert(CHANCE.randrange(SIZE), row_of(0))


def emptied(rows):
    place = CHANCE.randrange(SIZE)
    rows[place] = Row(rows[place].position, rows[place].leaf_hash)


WAYS = [changed, hash_changed, dropped, swapped, cut, doubled, put_in, emptied]


def numbered(rows):
    """Return the rows numbered anew, as a careful forger does."""
    return [replace(row, position=place) for place, row in enumerate(rows)]


def test_ten_thousand_tamperings_are_found():
    assert examine(ROWS, KEPT, DAY).faults == []
    missed = []
    for number in range(TRIES):
        rows, way = list(ROWS), WAYS[number % len(WAYS)]
        way(rows)
        rows = numbered(rows) if CHANCE.random() < 0.8 else rows
        if rows != ROWS and not examine(rows, KEPT, DAY).faults:
            missed.append((number, way.__name__))
    assert missed == []


def test_what_came_after_the_kept_head_is_no_fault():
    assert examine([*ROWS, row_of(SIZE)], KEPT, DAY).faults == []

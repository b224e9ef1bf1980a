"""Who has the tables cannot tell which parties came together: neither columns nor places of rows say it."""

from random import Random

import numpy as np
import pytest
from django.db import connection

from shanyrak.apps.intake import services
from shanyrak.apps.intake.models import Locator, Party
from shanyrak.base.errors import NotAllowedError
from shanyrak.base.ids import SYSTEM
from tests.factories import NOW, asked_party, cast_team
from tests.people import ALMATY, COORDINATOR

pytestmark = pytest.mark.django_db(transaction=True)
FAMILIES, OF_FAMILY, SEED = 300, 2, 7
HIGHEST = 0.55


def asked_together(chance):
    """Let families ask one party after the other; return the ids of the parties with their families."""
    cast_team()
    return {
        asked_party(ALMATY, people=chance.randint(1, 6), nights=chance.randint(1, 9)).id: family
        for family in range(FAMILIES)
        for _ in range(OF_FAMILY)
    }


def columns_of(model, key):
    """Return whatever a reader of the tables has of each row, as numbers: columns, places, who wrote it."""
    names = [field.column for field in model._meta.concrete_fields]
    hidden = ["rowid"] if connection.vendor == "sqlite" else ["xmin::text::bigint", "(ctid::text::point)[0]",
                                                             "(ctid::text::point)[1]"]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(" ".join(["SELECT", ", ".join([*names, *hidden]), "FROM", model._meta.db_table]))
        rows = cursor.fetchall()
        place = names.index(key)
        # As they come from the disk, which is what a dump holds.
        return {str(row[place]): [n, *(number_of(value) for value in row)] for n, row in enumerate(rows)}


def number_of(value):
    if isinstance(value, (int, float)):
        return float(value)
    content = bytes(value) if isinstance(value, (bytes, memoryview)) else str(value or "").encode()
    return float(int.from_bytes(content[:6].ljust(6, b"\0"), "big"))


def features(families):
    """Return the ranks of all that is known of each party, with its family."""
    parties, locators = columns_of(Party, "id"), columns_of(Locator, "party_id")
    known = {party.hex: family for party, family in families.items()}
    rows, owners = [], []
    other = {key.replace("-", ""): told for key, told in locators.items()}
    for key, told in parties.items():
        bare = key.replace("-", "")
        rows.append([*told, *other[bare]])
        owners.append(known[bare])
    table = np.array(rows)
    return table.argsort(axis=0).argsort(axis=0) / len(table), np.array(owners)


def area(scores, is_same):
    """Return how often a pair of one family has a higher score than another pair."""
    ranks = np.empty(len(scores))
    order = scores.argsort(kind="stable")
    ranks[order] = np.arange(len(scores))
    for value in np.unique(scores):
        ranks[scores == value] = ranks[scores == value].mean()
    n = is_same.sum()
    return (ranks[is_same].sum() - n * (n - 1) / 2) / (n * (len(scores) - n))


def linked(families, chance):
    """Return the area of a classifier that learns from half of the families what tells who is near."""
    table, owners = features(families)
    pairs = [(a, b, True) for f in range(FAMILIES) for a, b in [np.flatnonzero(owners == f)]]
    some = [chance.sample(range(len(owners)), 2) for _ in range(4 * len(pairs))]
    pairs += [(a, b, False) for a, b in some if owners[a] != owners[b]]
    near = np.array([-np.abs(table[a] - table[b]) for a, b, _ in pairs])
    is_same = np.array([same for _, _, same in pairs])
    side = np.array(
        [(owners[a] + owners[b]) % 2 == 0 if not same else owners[a] % 2 == 0 for a, b, same in pairs]
    )
    areas = []
    for learns in (side, ~side):
        each = np.array([area(near[learns][:, n], is_same[learns]) for n in range(near.shape[1])])
        best = int(np.abs(each - 0.5).argmax())
        sign = 1 if each[best] > 0.5 else -1
        areas.append(area(sign * near[~learns][:, best], is_same[~learns]))
    return float(np.mean(areas))


def test_families_are_not_found_once_the_rows_are_shuffled():
    # Given families that came together: as long as rows lie as they came, they are found
    chance = Random(SEED)  # noqa: S311
    families = asked_together(chance)
    assert linked(families, chance) > 0.9
    # When they are shuffled; five times, as chance alone lets one shuffle in twenty look a little too good
    found = []
    for _ in range(5):
        services.shuffle_rows(actor=SYSTEM, now=NOW)
        found.append(linked(families, chance))
    # Then
    assert np.median(found) <= HIGHEST
    assert Party.objects.count() == len(families)
    assert Locator.objects.count() == 2 * len(families)


@pytest.mark.sqlite
def test_the_log_of_the_database_holds_no_rows_after_a_shuffle():
    cast_team()
    asked_party(ALMATY)
    services.shuffle_rows(actor=SYSTEM, now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint")
        busy, pages, _ = cursor.fetchone()
    assert (busy, pages) == (0, 0)


def test_nobody_but_the_machine_moves_rows():
    with pytest.raises(NotAllowedError):
        services.shuffle_rows(actor=COORDINATOR, now=NOW)

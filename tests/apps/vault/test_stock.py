"""Ids whose keys are on the disk are given out once each, and not after half an hour."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from shanyrak.apps.vault.keyring import Keyring
from shanyrak.apps.vault.stock import AT_ONCE, LASTS, Stock
from shanyrak.core.sealing import LockKey
from tests.factories import NOW


def stock(tmp_path):
    kept = Keyring(tmp_path, LockKey.draw())
    return Stock(kept), kept


def test_each_is_given_out_once_and_has_its_key(tmp_path):
    ready, kept = stock(tmp_path)
    with ThreadPoolExecutor(4) as threads:
        taken = list(threads.map(lambda _: ready.take(now=NOW), range(AT_ONCE + 5)))
    assert len({owner.id for owner in taken}) == AT_ONCE + 5
    assert all(kept.find(owner.id) == owner.keys for owner in taken)
    assert len(kept.owners()) == 2 * AT_ONCE


def test_what_is_older_than_half_of_what_the_sweep_waits_is_not_given_out(tmp_path):
    ready, kept = stock(tmp_path)
    ready.take(now=NOW)
    old = kept.owners()
    assert ready.take(now=NOW + LASTS - timedelta(seconds=1)).id in old
    assert ready.take(now=NOW + LASTS).id not in old
    assert ready.take(now=NOW).id not in old  # the clock went back

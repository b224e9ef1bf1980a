"""Who erases, seals anew or changes the master dies at any point: no key is lost, and none is left.

The whole of it is `benchmarks/city/cuts.py`; here it is short.
"""

import sys
from importlib import import_module
from pathlib import Path

import pytest

from shanyrak.apps.vault.stock import KEYRING

sys.path.append(str(Path(__file__).parents[3] / "benchmarks/city"))
cuts = import_module("cuts")

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.forks]
N_POINTS = 6


def test_whoever_is_not_erased_can_be_opened_and_whoever_is_erased_cannot():
    n_cut, wrong = cuts.cut(1, N_POINTS)
    assert wrong == []
    assert n_cut > 0


def test_a_key_that_is_left_is_seen(monkeypatch):
    vault = cuts.found()
    cuts.settle(vault, cuts.random.Random(1), is_new_epoch=True)
    monkeypatch.setattr(KEYRING, "forget", lambda _: 0)
    cuts.purge(vault, lambda _: None)
    assert set(cuts.faults(vault)) == {"somebody was erased and can be opened"}


def test_a_key_that_is_lost_is_seen(monkeypatch):
    vault = cuts.found()
    cuts.settle(vault, cuts.random.Random(1), is_new_epoch=True)
    assert cuts.faults(vault) == []
    KEYRING.forget(vault.parties[:1])
    assert cuts.faults(vault) == ["somebody is here and cannot be opened"]

"""Members whose passphrases cost little, as tests of keys have many of them."""

import pytest

from shanyrak.apps.accounts import hashing


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch):
    monkeypatch.setattr(hashing.HASHER, "memory_cost", 8)
    monkeypatch.setattr(hashing.HASHER, "time_cost", 1)

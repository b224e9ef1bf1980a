"""Compiled loops survive what earlier versions left in the cache on disk."""

import importlib.util
import pickle

import numba
import pytest

SOURCE = '''"""A loop to be compiled."""

from shanyrak.placement.kernels import kernel


@kernel
def doubled(number: int) -> int:
    return 2 * number
'''


def load(path):
    spec = importlib.util.spec_from_file_location("loops_of_a_test", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.doubled


@pytest.fixture
def cached(tmp_path, monkeypatch):
    """Return the source of a loop that was compiled before, and its index in the cache."""
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path / "cache"))
    source = tmp_path / "loops.py"
    source.write_text(SOURCE, encoding="utf-8")
    assert load(source)(21) == 42
    (index,) = (tmp_path / "cache").rglob("*.nbi")
    return source, index


def test_a_loop_is_compiled_once(cached):
    again = load(cached[0])
    assert again(21) == 42
    assert sum(again.stats.cache_hits.values()) == 1


GARBAGE = {
    "empty": b"",
    "text": b"garbage\n",
    "half an index": None,
    "a class that is gone": pickle.dumps(numba.__version__) + b"cno_such_module\nThing\n.",
    "a name that is gone": pickle.dumps(numba.__version__) + b"cshanyrak.placement.model\nGone\n.",
}


@pytest.mark.parametrize("content", GARBAGE.values(), ids=GARBAGE.keys())
def test_a_stale_cache_does_not_break_a_loop(cached, content):
    source, index = cached
    index.write_bytes(index.read_bytes()[: index.stat().st_size // 2] if content is None else content)
    assert load(source)(21) == 42
    assert load(source)(21) == 42

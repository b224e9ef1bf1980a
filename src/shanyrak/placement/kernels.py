"""The one way to compile a loop over arrays: cached on disk, free of Python's lock, so that threads share the cores."""

from collections.abc import Callable
from pickle import UnpicklingError
from typing import ParamSpec, TypeVar

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile `function` at its first call; it takes arrays and numbers only, and returns the same.

    Notes
    -----
    The compiled form is kept beside the source or in ``NUMBA_CACHE_DIR``; `make` sets the latter and warms it.
    """
    compiled: Callable[P, R] = njit(cache=True, nogil=True)(function)
    _drop_stale(compiled)
    return compiled


def rough_kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile like `kernel`, but let sums be taken in any order and no infinity or NaN occur: several lanes at once.

    For what guides a search. What proves something is compiled by `kernel`.
    """
    compiled: Callable[P, R] = njit(cache=True, nogil=True, fastmath=True, error_model="numpy")(function)
    _drop_stale(compiled)
    return compiled


def _drop_stale(compiled: object) -> None:
    """Forget a compiled form that an earlier version left behind and that names classes which are gone.

    Numba compares the age of a form with its source only after it has unpickled it, and would fail for ever.
    """
    cache = getattr(compiled, "_cache", None)
    file = getattr(cache, "_cache_file", None)
    if cache is None or file is None:
        return
    try:
        file._load_index()  # noqa: SLF001  # numba has no public name for it
    except (AttributeError, ImportError, EOFError, UnpicklingError):
        cache.flush()

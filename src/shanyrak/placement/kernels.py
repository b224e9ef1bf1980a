"""How loops over arrays are compiled: kept on disk, free of Python's lock, so that threads share cores."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")

BARE: dict[str, Any] = {"_nrt": False}  # of numba: count no references; its stubs do not know it
# Of LLVM. Not arcp, not afn: a loop has a form for several at once, and one for what is left over or may lie
# near one another in memory. Were quotients and roots guessed in one of them only, the same plan asked for
# twice could come out differently.
ROUGH: Any = {"nnan", "ninf", "nsz", "reassoc", "contract"}


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile `function` at its first call; it takes arrays and numbers only, and returns the same.

    Notes
    -----
    The compiled form is kept beside the source or in ``NUMBA_CACHE_DIR``; `make` sets the latter
    and warms it.
    """
    compiled: Callable[P, R] = njit(cache=True, nogil=True)(function)
    _drop_stale(compiled)
    return compiled


def small_kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile like `inner_kernel`, into the loops that call it."""
    compiled: Callable[P, R] = njit(cache=True, nogil=True, **BARE, forceinline=True)(function)
    _drop_stale(compiled)
    return compiled


def inner_kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile like `kernel`, for a loop that makes no array: it counts no references to those it is given.

    Each call would otherwise count up and down for every array of its arguments, and threads that share these
    wait for one another's counts: two thirds of the time of a search (docs/decisions/0015).
    """
    compiled: Callable[P, R] = njit(cache=True, nogil=True, **BARE)(function)
    _drop_stale(compiled)
    return compiled


def rough_inner_kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile like `rough_kernel`, for a loop that makes no array."""
    compiled: Callable[P, R] = njit(cache=True, nogil=True, **BARE, fastmath=ROUGH, error_model="numpy")(
        function
    )
    _drop_stale(compiled)
    return compiled


def rough_kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile like `kernel`, but let sums be taken in any order, so that a processor takes several at once.

    Prices, lists and the bound are computed so: a sum may differ in its last digits from one kind of
    processor to another, and decide a tie. Whole numbers, quotients and roots stay exact. No infinity and no
    NaN may reach such a loop. What a plan is worth, and whether it keeps the rules, is for `kernel`.
    """
    compiled: Callable[P, R] = njit(cache=True, nogil=True, fastmath=ROUGH, error_model="numpy")(function)
    _drop_stale(compiled)
    return compiled


def _source() -> str:
    """Digest all source of the engine: a loop must be compiled anew when one that it calls has changed."""
    digest = sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


SOURCE = _source()


def _drop_stale(compiled: object) -> None:
    """Tie a compiled form to the source of the whole engine, and forget one that cannot be read.

    Numba looks at the loop's own file only, and unpickles what an earlier version left before it looks
    at its age.
    """
    cache = getattr(compiled, "_cache", None)
    file = getattr(cache, "_cache_file", None)
    if cache is None or file is None:
        return
    file._source_stamp = SOURCE  # noqa: SLF001  # numba has no public name for these
    try:
        file._load_index()  # noqa: SLF001
    except Exception:  # noqa: BLE001  # whatever a broken pickle may raise
        cache.flush()

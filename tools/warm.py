"""Compile the loops of the engine once, into NUMBA_CACHE_DIR; in two processes, as compiling uses one core.

The first plan then starts at once. Nothing is kept but the compiled loops.
"""

import sys
from concurrent.futures import ProcessPoolExecutor, wait
from time import perf_counter

import numpy as np

from shanyrak.placement import Plan, Problem, Stop, check, solve
from shanyrak.placement.testing import random_certificate
from shanyrak.placement.waves import wave

# A short limit would be used up by compiling the first loops, and the others would be left out.
STOP = Stop(time_limit_s=900.0, gap=0.0, rounds=1)


def main() -> int:
    """Plan a small wave and, beside that, check a certificate of it."""
    print("Compiling the loops of the engine, once; this takes about a minute.", flush=True)
    began = perf_counter()
    with ProcessPoolExecutor(2) as both:
        done, _ = wait([both.submit(_search), both.submit(_check)])
    for one in done:
        one.result()
    print(f"Compiled in {perf_counter() - began:.0f} s.")
    return 0


def _search() -> None:
    solve(Problem.of(wave(people=200, nights=6, seed=0)), stop=STOP, threads=2)


def _check() -> None:
    case = wave(people=50, nights=4, seed=0)
    check(case, Plan(), random_certificate(np.random.default_rng(0), case))


if __name__ == "__main__":
    sys.exit(main())

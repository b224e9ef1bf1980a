"""Threads that share work: nothing is left out, nothing done twice, and faults are not swallowed."""

import numpy as np
import pytest

from shanyrak.placement.team import Team


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_each_thread_does_its_task_and_answers_in_order(threads):
    with Team(threads) as team:
        assert team.each(lambda number: number * number) == [n * n for n in range(threads)]


@pytest.mark.parametrize("threads", [1, 2, 3])
@pytest.mark.parametrize("n_rows", [0, 1, 5, 1000])
def test_every_row_is_worked_on_once(threads, n_rows):
    done = np.zeros(n_rows, np.int64)

    def work(low, high):
        done[low:high] += 1

    with Team(threads) as team:
        team.over(work, np.linspace(0.0, 5.0, n_rows))
    assert (done == 1).all()


@pytest.mark.parametrize("threads", [1, 2])
def test_a_fault_in_a_thread_reaches_the_caller(threads):
    def fail(*_):
        raise ZeroDivisionError

    with Team(threads) as team:
        with pytest.raises(ZeroDivisionError):
            team.each(fail)
        with pytest.raises(ZeroDivisionError):
            team.over(fail, np.ones(9))

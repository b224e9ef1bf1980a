"""What regions share is one price and no more beds than there are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from shanyrak.placement.scale.reconcile import Joint, deal_beds, merged, portions

REGIONS, SPACES, NIGHTS = 3, 5, 4


def world(seed):
    """Return some joint spaces, what regions want of them and what they use."""
    rng = np.random.default_rng(seed)
    seen = rng.random((REGIONS, SPACES)) < 0.7
    seen[:2] |= ~seen.any(axis=0)
    joint = Joint(
        rng.random((SPACES, NIGHTS)) < 0.8, rng.integers(1, 9, SPACES), rng.random(SPACES) < 0.5, seen
    )
    want = rng.random((REGIONS, SPACES, NIGHTS)) * seen[:, :, None] * 5
    used = np.zeros(want.shape, int)
    who, there = seen.argmax(axis=0), joint.open & (rng.random((SPACES, NIGHTS)) < 0.4)
    used[who, np.arange(SPACES)] = np.where(there, joint.beds[:, None], 0)
    return joint, want, used, rng


@given(seed=st.integers(0, 2**32 - 1))
def test_no_more_beds_are_dealt_than_there_are(seed):
    joint, want, used, rng = world(seed)
    dealt = deal_beds(joint, want, used, rng)
    assert (dealt >= used).all()
    assert (dealt.sum(axis=0) == np.where(joint.open, joint.beds[:, None], 0)).all()
    assert (dealt[~joint.seen] == 0).all()


@given(seed=st.integers(0, 2**32 - 1))
def test_two_parts_never_have_one_private_space_on_one_night(seed):
    joint, want, used, rng = world(seed)
    dealt = deal_beds(joint, want, used, rng)
    assert ((dealt > 0).sum(axis=0)[joint.whole] <= 1).all()


def test_who_wants_more_of_a_hall_gets_more_of_it():
    joint = Joint(np.ones((1, 2), bool), np.array([100]), np.zeros(1, bool), np.ones((2, 1), bool))
    want = np.array([30.0, 10.0])[:, None, None] * np.ones((1, 1, 2))
    dealt = deal_beds(joint, want, np.zeros((2, 1, 2), int), np.random.default_rng(0))
    assert dealt[:, 0].tolist() == [[75, 75], [25, 25]]


@given(seed=st.integers(0, 2**32 - 1))
def test_a_price_lies_among_those_of_the_parts_that_see_the_bed(seed):
    joint, want, _, rng = world(seed)
    portion = portions(joint, want)
    assert np.allclose(portion.sum(axis=0), 1.0)
    assert (portion[~joint.seen] == 0).all()
    price = np.where(joint.seen[:, :, None], rng.random(want.shape), np.nan)
    one = merged(portion, np.nan_to_num(price))
    assert (one >= np.nanmin(price, axis=0) - 1e-12).all()
    assert (one <= np.nanmax(price, axis=0) + 1e-12).all()

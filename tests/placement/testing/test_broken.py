"""Every way of breaking a plan occurs, and breaks the rule that it names."""

import numpy as np

from shanyrak.placement.check import check
from shanyrak.placement.testing import broken_plans, random_case, random_plan

EVERY_WAY = {
    "unknown party", "unknown space", "no night", "nobody in it", "too many people", "two in a private space",
    "not free", "a need missing", "the wrong place", "the wrong sex", "both sexes", "too short", "too long",
    "in two places on one night", "a part changes its people", "more people than the party has",
    "a part of a whole party", "a whole party in parts", "before it arrives", "after it leaves",
    "past its latest safe exit", "too many moves", "a promise dropped", "a promise shortened",
}  # fmt: skip


def test_every_way_of_breaking_a_plan_is_caught_for_its_rule():
    seen, rules = set(), set()
    for seed in range(120):
        rng = np.random.default_rng(seed)
        case = random_case(rng)
        for name, rule, plan in broken_plans(case, random_plan(rng, case)):
            assert rule in {violation.rule for violation in check(case, plan).violations}, (seed, name)
            seen.add(name)
            rules.add(rule)
    assert seen == EVERY_WAY
    assert rules == set(range(10))

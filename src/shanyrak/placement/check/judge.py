"""The check from end to end: rule by rule, the figures, the certificate. No rule is spelt out here."""

from shanyrak.placement.check.arrays import arrays_of
from shanyrak.placement.check.bound import unavoidable_person_nights, upper_bound
from shanyrak.placement.check.figures import plan_figures
from shanyrak.placement.check.nights import night_breaches
from shanyrak.placement.check.parts import chain_breaches, chains_of
from shanyrak.placement.check.promises import broken_promises
from shanyrak.placement.check.register import Register
from shanyrak.placement.check.stays import readable_stays
from shanyrak.placement.check.verdict import Verdict, Violation
from shanyrak.placement.model import Case, Certificate, Plan
from shanyrak.placement.params import Worth

DEFAULT_WORTH = Worth()


def check(
    case: Case, plan: Plan, certificate: Certificate | None = None, worth: Worth = DEFAULT_WORTH
) -> Verdict:
    """Judge a plan: which rules it breaks, what it comes to, how much better any plan could be.

    Parameters
    ----------
    case
        The input; ids are unique in it.
    plan
        Any stays, in any order; stays that follow each other in one space count as one.
    certificate
        Prices of spaces and nights that bound every plan; without it the verdict knows no bound.
    worth
        What a move, a kilometre and a missing want take away, in person-nights.

    Returns
    -------
    Verdict
        Every violation in words, the figures, and what the certificate proves.

    Raises
    ------
    InvalidError
        If an id or a cost stands twice in the case, or the certificate proves nothing: a price is negative,
        say, or a space unknown.

    Notes
    -----
    Shares no code with the solver. O(stays log stays) time for the plan; the bound takes O(parties x spaces x
    nights of a party) on all cores and O(spaces x nights) memory.
    """
    register = Register.of(case)
    found: list[Violation] = []
    stays = readable_stays(plan.stays, register, found)
    chains = chains_of(stays, register)
    found.extend(chain_breaches(chains, register))
    found.extend(night_breaches(stays, register))
    found.extend(broken_promises(case.stays, stays))
    figures = plan_figures(chains, register, worth)
    if certificate is None:
        return Verdict(tuple(found), figures)
    arrays = arrays_of(register)
    bound = upper_bound(arrays, certificate, worth)
    gap = 1.0 - figures.value / bound if bound > 0 else 0.0
    return Verdict(tuple(found), figures, bound, gap, unavoidable_person_nights(arrays, certificate))

"""The certificate recomputed: no plan beats all beds at their prices plus what each party alone would win.

It holds for any prices, so a wrong solver cannot claim a gap that it has not got.
"""

import math
import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from shanyrak.base.errors import InvalidError
from shanyrak.placement.check.arrays import Arrays, Asking
from shanyrak.placement.check.dynamic import Market, sum_of_best_chains
from shanyrak.placement.model import Certificate
from shanyrak.placement.params import Worth

PARTIES_A_TASK = 256  # few enough that the threads end together, enough that handing out costs nothing
ROUNDING = 1e-6  # person-nights by which a bound that is a whole number may come out too low or high


def upper_bound(arrays: Arrays, certificate: Certificate, worth: Worth) -> float:
    """Bound from above the value of every plan of a case.

    Parameters
    ----------
    arrays
        The case.
    certificate
        Prices; those of nights that are not free, or that nobody asked for, count for nothing.
    worth
        What a move, a kilometre and a missing want take away, in person-nights.

    Returns
    -------
    float
        Person-nights; at least 0.

    Raises
    ------
    InvalidError
        If a price is negative or not finite, a space is unknown or named twice, or the shapes do not match.

    Notes
    -----
    A party that may be split is bounded by people x the best chain of one person, who pays
    ``price / min(beds, people)`` in a private space. `max_moves` and the rule of one sex a night are relaxed.

    References
    ----------
    .. [1] Geoffrion, A. M. (1974). Lagrangean relaxation for integer programming.
           Mathematical Programming Study 2, 82-114.
    """
    offer = arrays.offer._replace(price=_prices(arrays, certificate, certificate.price))
    return _bound(Market(arrays.asking, offer, arrays.costs, worth.move, worth.km, worth.want))


def unavoidable_person_nights(arrays: Arrays, certificate: Certificate) -> int | None:
    """Return how many person-nights nobody could have housed, as the certificate's second prices prove.

    They bound the person-nights housed in the problem where everybody's night counts 1 and nothing is taken
    away. Return None where the certificate has none; raise InvalidError as `upper_bound` does.
    """
    if certificate.unavoidable is None:
        return None
    asking = arrays.asking
    equal = _grouped(
        asking._replace(weight=np.ones_like(asking.weight), cost_from=np.zeros_like(asking.cost_from))
    )
    offer = arrays.offer._replace(price=_prices(arrays, certificate, certificate.unavoidable))
    housed = _bound(Market(equal, offer, arrays.costs, 0.0, 0.0, 0.0))
    asked = int((asking.people * asking.n_nights).sum())
    return max(0, math.ceil(asked - housed - ROUNDING))


def _grouped(asking: Asking) -> Asking:
    """Put parties into one entry who ask for the same, where neither kilometres, wants nor moves count."""
    keys = [asking.people, asking.first, asking.n_nights, asking.may_split, asking.place, asking.sex]
    rows = np.column_stack([*keys, asking.needs.view(np.int64)])
    _, one, alike = np.unique(rows, axis=0, return_index=True, return_counts=True)
    first = {
        name: getattr(asking, name)[one] for name in asking._fields if name not in ("cost_from", "alike")
    }
    return Asking(**first, cost_from=np.zeros(len(one) + 1, np.int64), alike=alike.astype(np.int64))


def _bound(market: Market) -> float:
    """Add the price of all beds and what every party alone would win."""
    offer, n_parties = market.offer, len(market.asking.people)
    capacity = np.where(offer.private, 1, offer.beds)
    beds = float(capacity @ offer.price.sum(axis=1, dtype=np.float64))
    starts = range(0, n_parties, PARTIES_A_TASK)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        ends = (min(start + PARTIES_A_TASK, n_parties) for start in starts)
        parts = list(threads.map(sum_of_best_chains, [market] * len(starts), starts, ends))
    return beds + math.fsum(parts)


def _prices(arrays: Arrays, certificate: Certificate, given: NDArray[np.float32]) -> NDArray[np.float32]:
    """Lay prices out by space and night of the case; 0 where none is given or the space is not free."""
    rows = _rows(arrays, certificate, given)
    price = np.zeros_like(arrays.offer.price)
    shift = certificate.first_night.toordinal() - arrays.first_night
    first, end = max(shift, 0), min(shift + given.shape[1], price.shape[1])
    if first < end:
        price[rows, first:end] = given[:, first - shift : end - shift]
    return np.where(arrays.offer.free, price, np.float32(0))


def _rows(arrays: Arrays, certificate: Certificate, given: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the space of each row of prices, having refused prices that prove nothing."""
    ids = certificate.space_id
    if (given.ndim, len(given)) != (2, len(ids)):
        raise InvalidError(f"The certificate has {len(ids)} spaces, but prices of the shape {given.shape}.")
    if not np.isfinite(given).all() or (given < 0).any():
        raise InvalidError("The certificate has a price that is negative or not finite; it proves nothing.")
    if len(set(ids)) < len(ids):
        raise InvalidError("The certificate names a space twice; it is not clear which price counts.")
    unknown = [space_id for space_id in ids if space_id not in arrays.space_no]
    if unknown:
        raise InvalidError(f"The certificate is of another case: this one has no space {unknown[0]}.")
    return np.array([arrays.space_no[space_id] for space_id in ids], np.int64)

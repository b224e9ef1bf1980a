"""The door for a crew, and its table of contents: the steps of `solve`, each done by all workers at once."""

from shanyrak.placement.draft import figures, to_plan
from shanyrak.placement.improve.zones import MOST_WANDER
from shanyrak.placement.model import Result
from shanyrak.placement.params import Params
from shanyrak.placement.problem import NOBODY, Problem
from shanyrak.placement.reasons import reasons
from shanyrak.placement.scale.crew import Crew
from shanyrak.placement.scale.foreman import Foreman, Proof
from shanyrak.placement.scale.regions import Region, cut
from shanyrak.placement.scale.worker import Setting
from shanyrak.placement.search import LAST_SHARE, Watch
from shanyrak.placement.stop import Stop

PRICES = 0.2, 0.6  # of the time limit, up to which the first and the last phase of prices may go on
LEGS = 12  # of the exchange; after each of them all stand still, are counted, and what they did is kept


def solve_side_by_side(
    problem: Problem,
    crew: Crew,
    *,
    stop: Stop | None = None,
    seed: int = 0,
    params: Params | None = None,
    watch: Watch | None = None,
) -> Result:
    """Plan as `solve` does, with a worker for every group of places, and prove the whole by one certificate.

    Parameters
    ----------
    problem, stop, seed, params, watch
        As for `solve`. Work is counted worker by worker: each may do what the time limit pays for.
    crew
        Who works. A case is cut into as many regions as it has workers, or fewer where places are few.

    Returns
    -------
    Result
        As of `solve`. The same numbers of workers and threads give the same plan, if no worker was lost.
    """
    stop, params = stop or Stop(), params or Params()

    def led(regions: list[Region], proof: Proof | None = None) -> Foreman:
        crew.begin(regions, Setting(params, stop.time_limit_s, stop.clock, seed, crew.threads), stop)
        foreman = Foreman(problem, crew, regions, stop, seed, watch)
        if proof is not None:
            foreman.take_over(proof)
        return foreman

    pricing = planning = led(cut(problem, crew.size))
    pricing.settle_prices(len(params.phases), PRICES)
    mixed = _is_mixed(problem)
    if len(pricing.price) and (mixed or (problem.data.place == NOBODY).any()):
        planning = led(cut(problem, 1 if mixed else crew.size, pricing.homes()), pricing.proof())
    first_come = planning.first_come()
    planning.rebuild(params.scales)
    planning.exchange(LEGS, LAST_SHARE)
    planning.fill()
    draft, ended = planning.draft(), planning.stopped_by
    pricing = pricing if planning is pricing else led(pricing.regions, planning.proof())
    nobody = pricing.unavoidable(len(params.unavoidable))
    return Result(
        plan=to_plan(problem, draft),
        certificate=pricing.certificate(),
        figures=figures(problem, draft),
        upper_bound=pricing.bound,
        unavoidable_person_nights=nobody,
        first_come=first_come,
        reasons=reasons(problem, draft),
        trace=tuple(pricing.trace),
        seconds=pricing.meter.seconds,
        stopped_by=ended,
    )


def _is_mixed(problem: Problem) -> bool:
    """Say whether too much lies in no place for places to part the plan: one worker has to make it."""
    data = problem.data
    nowhere = [float((data.place == NOBODY).mean()) if len(data.place) else 0.0]
    nowhere.append(1.0 - data.block[-2] / max(data.block[-1], 1))
    return max(nowhere) > MOST_WANDER

"""A case lived through day by day: what a plan is worth when nobody knows yet who comes and who withdraws.

`simulate` is the door. `events` draws what happens, `world` and `units` keep what is known and what was said,
`evening` makes tonight's problem of it and takes the plan back, `accounts` counts what came of it.
docs/explanation/simulation.md says what is modelled and what is not.
"""

from shanyrak.placement.simulate.assumptions import Assumptions, Effort
from shanyrak.placement.simulate.events import Events, draw, truth
from shanyrak.placement.simulate.outcome import Day, Evening, Outcome, Way
from shanyrak.placement.simulate.replay import simulate

__all__ = ["Assumptions", "Day", "Effort", "Evening", "Events", "Outcome", "Way", "draw", "simulate", "truth"]

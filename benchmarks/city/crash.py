"""Kill processes in the middle of their work: all that was answered is there, and the ledger agrees.

`python benchmarks/city/crash.py` does it ten times on SQLite, `--database postgresql` on a throw-away server.
docs/explanation/locking.md tells more.
"""

import argparse
import os
import random
import signal
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from beds import NOW, TONIGHT, Child, City, Tell, faults, fork, held, scratch, seed, somewhere
from kept import Figure, keep, load_now
from kept import tell as tell_figures

N_DESKS, ROWS_OF_A_PLAN, ROWS_AT_ONCE = 2, 12, 3
SOONEST_S, LATEST_S, LOOK_EVERY_S = 0.1, 0.8, 0.01
CANCELS, HOLDS = 0.15, 0.4


@dataclass
class Told:
    """What processes were told of stays and plans, and which stays they were working on when they died."""

    states: dict[str, str] = field(default_factory=dict)
    plans: set[str] = field(default_factory=set)
    under_way: set[str] = field(default_factory=set)
    n_answers: int = 0
    lost: list[str] = field(default_factory=list)

    def read(self, lines: list[str]) -> None:
        """Take in what one process told before it was killed."""
        about = ""
        for line in lines:
            what, _, rest = line.partition(" ")
            if what == "about":
                about = rest
            elif what == "sent":
                self.plans.add(rest)
                self.n_answers += 1
            elif what == "is":
                stay, self.states[stay] = rest.split()
                about = ""
                self.n_answers += 1
            else:
                self.lost.append(line)
        self.under_way.add(about)


def main() -> int:
    """Kill and look, again and again; return 1 where something is not as it was told."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--keep", action="store_true", help="keep the figures")
    options, load = parser.parse_args(), load_now()
    with scratch(options.database):
        told, wrong = crash(seed(), options.seed, options.rounds)
    print(f"{told.n_answers} answers, {len(told.plans)} plans sent")
    print(*(f"WRONG: {fault}" for fault in wrong[:10]), sep="\n" if wrong else "")
    what = f"{options.rounds * (N_DESKS + 1)} processes killed at work, {options.database}"
    figures = [Figure(f"{what}: answers lost, beds wrong", len(wrong), "", most=0)]
    is_missed = tell_figures(figures)
    if options.keep:
        keep(f"crash.py --database {options.database}", figures, load)
    return int(is_missed)


def crash(city: City, chosen_by: int, n_rounds: int) -> tuple[Told, list[str]]:
    """Kill all processes so many times; return what they were told, and what is wrong with the rows."""
    from django.db import connection

    chance, told, wrong = random.Random(chosen_by), Told(), list[str]()
    for number in range(n_rounds):
        draft_plan(city, chance)
        connection.close()
        desks = [partial(at_a_desk, city, desk, chance.random()) for desk in range(N_DESKS)]
        children = [fork(work) for work in (*desks, partial(send, city))]
        time.sleep(chance.uniform(SOONEST_S, LATEST_S))
        _kill(children, chance)
        for child in children:
            told.read(child.lines())
        _settle()
        wrong += [f"round {number}: {fault}" for fault in (*told.lost, *faults(), *_forgotten(told))]
        told.lost.clear()
    return told, wrong


def _kill(children: list[Child], chance: random.Random) -> None:
    for child in chance.sample(children, len(children)):
        os.kill(child.pid, signal.SIGKILL)


def _settle() -> None:
    """Wait until PostgreSQL has noticed that those who asked are gone: it still does what they had sent."""
    from django.db import connection

    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"{others} AND pid <> pg_backend_pid() AND backend_type = 'client backend'")
            if cursor.fetchone() == (0,):
                return
        time.sleep(LOOK_EVERY_S)


def at_a_desk(city: City, desk: int, seed: float, tell: Tell) -> None:
    """Hold beds and take stays on, for the parties of this desk alone, until killed; tell each answer."""
    from shanyrak.apps.stays.errors import BedsTakenError, CannotHoldError, StayNightsError, WrongStepError
    from shanyrak.apps.stays.models import Stay
    from shanyrak.apps.stays.states import HOLDING

    chance = random.Random(seed)
    parties = city.parties[desk:-ROWS_OF_A_PLAN:N_DESKS]
    while True:
        open_now = Stay.objects.filter(party__in=parties, state__in=HOLDING).order_by("id")
        mine = list(open_now.values_list("id", "party", "state"))
        chosen = chance.choice(mine) if mine and chance.random() > HOLDS else None
        tell(f"about {chosen[0] if chosen else 'new'}")
        try:
            stay = _take_on(city, chance, chosen) if chosen else _hold(city, chance, chance.choice(parties))
        except (CannotHoldError, BedsTakenError, StayNightsError, WrongStepError):
            continue
        tell(f"is {stay} {Stay.objects.values_list('state', flat=True).get(id=stay)}")


def _hold(city: City, chance: random.Random, party: Any) -> Any:
    from shanyrak.apps.stays import services

    place = somewhere(city, chance)
    return services.propose_stay(actor=city.actor, now=NOW, party=party, places=[place])


def _take_on(city: City, chance: random.Random, chosen: tuple[Any, Any, str]) -> Any:
    """Take a stay one step on, or cancel it; return it."""
    from shanyrak.apps.stays import services
    from shanyrak.base.ids import Actor

    stay, party, state = chosen
    told = {"now": NOW, "stay": stay}
    if chance.random() < CANCELS and state != "in":
        services.cancel_stay(actor=city.actor, **told)
    elif state == "held":
        services.accept_for_host(actor=city.actor, **told)
    elif state == "host_yes":
        services.accept_for_party(actor=Actor("arrival", id=party, team=city.actor.team), **told)
    elif state == "party_yes":
        services.vouch_party(actor=city.actor, now=NOW, party=party)
    elif state == "told":
        services.check_in(actor=city.actor, **told)
    else:
        services.check_out(actor=city.actor, **told)
    return stay


def draft_plan(city: City, chance: random.Random) -> None:
    """Write a plan that was made, for parties that no desk has; whatever it proposes, sending looks again."""
    from shanyrak.apps.hosting import queries as hosting
    from shanyrak.apps.stays.models import PlanRun, PlanState, Stay

    PlanRun.objects.filter(state=PlanState.DONE).update(state=PlanState.DISCARDED)
    when = {"requested_at": NOW, "first_night": TONIGHT, "end_night": TONIGHT}
    plan = PlanRun.objects.create(team_id=city.actor.team, state=PlanState.DONE, seed=0, **when)
    for party in city.parties[-ROWS_OF_A_PLAN:]:
        place = somewhere(city, chance)
        offer = hosting.get_offer(space=place.space)
        nights = {"first_night": place.span.first, "end_night": place.span.end}
        who = {"team_id": city.actor.team, "party_id": party, "people": 1, "units": offer.units(1)}
        row = Stay(plan=plan, space_id=place.space, state="proposed", changed_on=TONIGHT, **who, **nights)
        row.save()


def send(city: City, tell: Tell) -> None:
    """Send the plan that was made, as a member and the clock do, until killed; tell what is asked then."""
    from shanyrak.apps.stays import services
    from shanyrak.apps.stays.models import PlanRun, PlanState, Stay
    from shanyrak.base.ids import SYSTEM

    for plan in PlanRun.objects.filter(state=PlanState.DONE).values_list("id", flat=True):
        services.send_plan(actor=city.actor, now=NOW, plan=plan)
        tell(f"sent {plan}")
    while services.send_rows(actor=SYSTEM, now=NOW, limit=ROWS_AT_ONCE):
        for stay in Stay.objects.filter(plan__isnull=False, state="held").values_list("id", flat=True):
            tell(f"is {stay} held")


def _forgotten(told: Told) -> list[str]:
    """Return what is not as it was told; of what was under way when a process died, nobody was told."""
    from shanyrak.apps.stays.models import PlanRun, Stay

    there = {str(key): state for key, state in Stay.objects.values_list("id", "state")}
    plans = {str(key): state for key, state in PlanRun.objects.values_list("id", "state")}
    wrong = [
        f"a stay was told to be {state} and is {there.get(stay)}"
        for stay, state in told.states.items()
        if there.get(stay) != state and stay not in told.under_way
    ]
    wrong += [f"a plan was sent and is {plans[k]}" for k in told.plans if plans[k] not in {"sending", "sent"}]
    of_plans = {str(key) for key in Stay.objects.exclude(plan=None).values_list("id", flat=True)}
    unknown = held() - told.states.keys() - of_plans
    if len(unknown) > N_DESKS:
        wrong.append(f"{len(unknown)} stays are there that nobody was told of")
    # From here on, what the rows say is known; what is only proposed, the clock may take on untold.
    told.states.update((stay, state) for stay, state in there.items() if state != "proposed")
    told.under_way.clear()
    return wrong


if __name__ == "__main__":
    sys.exit(main())

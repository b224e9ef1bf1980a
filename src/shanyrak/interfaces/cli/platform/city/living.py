"""What happens next in a seeded city: somebody asks, a host answers, a party comes. One thing at a time."""

from datetime import datetime, timedelta

from django.utils import timezone

from shanyrak.apps.accounts import queries as accounts
from shanyrak.apps.accounts.queries import TeamView
from shanyrak.apps.intake import services as intake
from shanyrak.apps.intake.facts import Facts
from shanyrak.apps.intake.keys import draw
from shanyrak.apps.intake.proofs import SentProof, draw_turn
from shanyrak.apps.stays import queries as stays_queries
from shanyrak.apps.stays import services as stays
from shanyrak.apps.stays.queries import StayView
from shanyrak.base.ids import STRANGER, Actor
from shanyrak.base.nights import Night, tonight
from shanyrak.base.powers import ROLES
from shanyrak.interfaces.cli.platform.city.dice import Dice
from shanyrak.interfaces.cli.platform.city.drawing import PLACE, Frame, draw_request

ASKS_SHARE, HOST_YES_SHARE = 0.55, 0.8
REFUSALS = ("busy", "away", "rest")
LONG_AGO = timedelta(minutes=5)


def live(dice: Dice, now: datetime) -> None:
    """Let one thing happen; a request, or where somebody waits for an answer that answer."""
    team = accounts.find_team(place=PLACE)
    if team is None:
        return
    night = tonight(timezone.localtime(now))
    if dice.is_so(ASKS_SHARE) or not _answer(dice, now, team, night):
        _ask(draw_request(Frame(dice, night, team.id, accounts.list_districts(place=PLACE))), now)


def _ask(facts: Facts, now: datetime) -> None:
    """Ask as somebody does whose phone runs no scripts; the phrase is forgotten at once."""
    drawn = draw("ru" if facts.language != "en" else "en")
    proof = SentProof(turn=draw_turn({}, now - LONG_AGO))
    intake.ask_for_bed(actor=STRANGER, now=now, facts=facts, keys=drawn.keys, proof=proof)


def _answer(dice: Dice, now: datetime, team: TeamView, night: Night) -> bool:
    """Let a host or a party answer, or people come who were told; return whether anybody was waiting."""
    shift = Actor("member", ref="0" * 16, team=team.id, powers=ROLES["coordinator"])
    waiting = [
        stay
        for stay in stays_queries.list_stays(actor=shift, night=night)
        if stay.state in {"held", "host_yes"} or (stay.state == "told" and stay.first_night <= night)
    ]
    if not waiting:
        return False
    stay = dice.one_of(waiting)
    if stay.state == "held":
        _host_answers(dice, now, stay)
    elif stay.state == "host_yes":
        stays.accept_for_party(actor=Actor("arrival", id=stay.party, team=team.id), now=now, stay=stay.id)
    else:
        stays.check_in(actor=shift, now=now, stay=stay.id)
    return True


def _host_answers(dice: Dice, now: datetime, stay: StayView) -> None:
    host = Actor("host", id=stay.host)
    if dice.is_so(HOST_YES_SHARE):
        stays.accept_for_host(actor=host, now=now, stay=stay.id)
    else:
        stays.refuse_for_host(actor=host, now=now, stay=stay.id, reason=dice.one_of(REFUSALS))

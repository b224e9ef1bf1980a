"""What is open tonight: hosts who are asked, parties who have a phrase and look at their page."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import timedelta
from typing import Any

from shanyrak.apps.intake import services as intake
from shanyrak.apps.intake.facts import Facts
from shanyrak.apps.intake.keys import draw
from shanyrak.apps.intake.proofs import SentProof, draw_turn
from shanyrak.apps.stays import services as stays
from shanyrak.apps.stays.errors import CannotHoldError
from shanyrak.apps.stays.services import Place
from shanyrak.base.ids import STRANGER, Actor, PartyId, StayId
from shanyrak.base.nights import Span
from shanyrak.interfaces.cli.platform.city.story import Story
from shanyrak.interfaces.cli.platform.city.team_keys import seal_example

ASKED_TONIGHT, YES_TONIGHT, RESERVES = 20, 8, 2
BEFORE = timedelta(minutes=5)  # a turn that was drawn so long ago has come


def ask_for_tonight(story: Story, lodged: AbstractSet[int]) -> None:
    """Ask hosts for some of those who need a bed tonight or tomorrow; some have said yes already."""
    soon = story.city.tonight + timedelta(days=1)
    waiting = [
        number
        for number, asked in enumerate(story.city.asked)
        if number not in lodged and story.city.tonight <= asked.facts.first_night <= soon
    ]
    n_asked = 0
    for number in waiting:
        if n_asked == ASKED_TONIGHT:
            return
        stay = _propose(story, story.parties[number], story.city.asked[number].facts)
        if stay is not None:
            n_asked += 1
            if n_asked <= YES_TONIGHT:
                stays.accept_for_host(actor=story.shift, now=story.now, stay=stay)


def ask_with_phrases(story: Story) -> list[str]:
    """Let three parties ask with a phrase and a contact: one has its bed, one is offered one, one waits."""
    told = _ask(story, "ru", people=2, nights=4)
    offered = _ask(story, "en", people=1, nights=3)
    waiting = _ask(story, "ru", people=4, nights=6, needs=frozenset({"children"}), sex="mixed")
    stay = _propose(story, told[0], told[1])
    if stay is not None:
        itself = Actor("arrival", id=told[0], team=story.team)
        stays.accept_for_host(actor=story.shift, now=story.now, stay=stay)
        stays.accept_for_party(actor=itself, now=story.now, stay=stay)
        stays.vouch_party(actor=story.actors["desk"], now=story.now, party=told[0])
    stay = _propose(story, offered[0], offered[1])
    if stay is not None:
        stays.accept_for_host(actor=story.shift, now=story.now, stay=stay)
    return [told[2], offered[2], waiting[2]]


def _ask(story: Story, language: str, **said: Any) -> tuple[PartyId, Facts, str]:
    facts = Facts(team=story.team, first_night=story.city.tonight, language=language, **said)
    drawn = draw(language)
    proof = SentProof(turn=draw_turn({}, story.now - BEFORE))
    asked = intake.ask_for_bed(actor=STRANGER, now=story.now, facts=facts, keys=drawn.keys, proof=proof)
    seal_example(story=story, party=asked.party, language=language)
    return asked.party, facts, " ".join(drawn.words)


def _propose(story: Story, party: PartyId, facts: Facts) -> StayId | None:
    """Ask the host of the best home, with others in reserve; where there is none, nobody is asked."""
    found = list(_homes_for(story, facts))
    found.sort(key=lambda each: len(each[1]), reverse=True)
    places = [Place(story.spaces[number], span) for number, span in found[: 1 + RESERVES]]
    if not places:
        return None
    with suppress(CannotHoldError):
        stay = stays.propose_stay(actor=story.shift, now=story.now, party=party, places=places)
        story.drafts[found[0][0]].take(facts, found[0][1])
        return stay
    return None


def _homes_for(story: Story, facts: Facts) -> Iterator[tuple[int, Span]]:
    for number, draft in enumerate(story.drafts):
        if draft.home and draft.home.is_fresh and draft.suits(facts):
            span = draft.longest(facts)
            if span is not None:
                yield number, span

"""Fills an empty database with a city, day by day, by the services that pages use. No page is here."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from shanyrak.apps.accounts import queries as accounts
from shanyrak.apps.hosting import services as hosting
from shanyrak.apps.hosting.words import VettingLevel
from shanyrak.apps.intake import services as intake
from shanyrak.apps.stays import services as stays
from shanyrak.apps.stays.errors import CannotHoldError
from shanyrak.apps.stays.services import Place
from shanyrak.base.errors import ConflictError
from shanyrak.base.ids import STRANGER, Actor, SiteId, SpaceId
from shanyrak.base.nights import tonight
from shanyrak.interfaces.cli.platform.city import team
from shanyrak.interfaces.cli.platform.city.asking import ask_for_tonight, ask_with_phrases
from shanyrak.interfaces.cli.platform.city.dice import Dice
from shanyrak.interfaces.cli.platform.city.drawing import NIGHTS_BEFORE, PLACE, Frame, Home, Sizes, draw_city
from shanyrak.interfaces.cli.platform.city.lodging import Lodged, drafts_of, lodge
from shanyrak.interfaces.cli.platform.city.story import AFTERNOON, EVENING, MORNING, Story
from shanyrak.interfaces.cli.platform.city.team_keys import make_keys

HOUSED_MOST, MOST_HOUSED_SHARE, ANSWERED_SHARE, TOLD_TONIGHT = 120, 0.7, 0.5, 25
ASKED_AGAIN_AFTER = timedelta(days=6)


@transaction.atomic
def fill(sizes: Sizes, now: datetime) -> team.Keys:
    """Fill an empty database: all of it, or nothing if it is interrupted.

    Raises
    ------
    ConflictError
        If there is a team already.
    """
    if accounts.list_teams():
        raise ConflictError("this site has data of its own: nothing was changed")
    night: date = tonight(timezone.localtime(now))
    home = team.found(now=now, place=PLACE)
    dice, districts = Dice(sizes.seed), accounts.list_districts(place=PLACE)
    city = draw_city(sizes, Frame(dice, night, home, districts))
    story = Story(city, home, now, dice)
    members = _bring_team(story)
    story.drafts = drafts_of(city)
    drafted = list(lodge(city, story.drafts, _housed(story)))
    for n_days in range(NIGHTS_BEFORE + 1):
        _live(story, city.began + timedelta(days=n_days), drafted)
    phrases = ask_with_phrases(story)
    ask_for_tonight(story, {lodged.asked for lodged in drafted})
    return team.Keys(members, phrases)


def _bring_team(story: Story) -> list[team.MemberKey]:
    """Let the members in, make the team's keys, and found the halls, where one of them works."""
    moment = story.at(story.city.began, MORNING)
    keys = []
    for who in team.MEMBERS:
        key, story.actors[who.username] = team.enrol(now=moment, team=story.team, who=who)
        keys.append(key)
    sites = list(_found_halls(story, moment))
    key, story.actors["hall"] = team.enrol(now=moment, team=story.team, who=team.AT_HALL, sites=sites[:1])
    make_keys(now=moment, members=[*keys, key], actors=story.actors)
    return [*keys, key]


def _found_halls(story: Story, now: datetime) -> Iterator[SiteId]:
    number = len(story.city.homes)
    for hall in story.city.halls:
        site = hosting.found_site(actor=story.shift, now=now, site=hall.site)
        for room in hall.rooms:
            story.spaces[number] = hosting.add_room(
                actor=story.shift, now=now, site=site, room=room.space, windows=room.windows
            )
            number += 1
        yield site


def _housed(story: Story) -> Sequence[int]:
    """Return which requests the team has found a bed for by now, in the order in which they came."""
    city, dice = story.city, story.dice
    before = [n for n, asked in enumerate(city.asked) if asked.facts.first_night < city.tonight]
    today = [n for n, asked in enumerate(city.asked) if asked.facts.first_night == city.tonight]
    share = min(HOUSED_MOST / max(len(before), 1), MOST_HOUSED_SHARE)
    return [n for n in before if dice.is_so(share)] + today[:TOLD_TONIGHT]


def _live(story: Story, day: date, drafted: Sequence[Lodged]) -> None:
    """Live through one day: hosts offer and are checked, parties ask, come and go on."""
    city, morning = story.city, story.at(day, MORNING)
    for number, home in enumerate(city.homes):
        if home.since == day or (day == city.tonight and home.since > day):
            _offer(story, number, home, morning)
        elif home.is_fresh and day - home.since == ASKED_AGAIN_AFTER:
            host = Actor("host", id=story.hosts[number])
            hosting.answer_freshness(actor=host, now=morning, host=story.hosts[number], still_holds=True)
    _part(story, day)
    lodged = {each.asked for each in drafted}
    for number, asked in enumerate(city.asked):
        is_over = asked.facts.span.end <= city.tonight
        if max(asked.on, city.began) == day and not (is_over and number not in lodged):
            story.parties[number] = intake.take_request(
                actor=story.shift, now=story.at(day, AFTERNOON), facts=asked.facts
            )
    for each in drafted:
        if each.span.first == day:
            _lodge(story, each, story.at(day, EVENING))


def _offer(story: Story, number: int, home: Home, now: datetime) -> None:
    """Let somebody offer a space, and check them as far as the team has come."""
    made = hosting.offer_space(
        actor=STRANGER, now=now, team=story.team, space=home.space,
        windows=home.windows, host=home.host,
    )  # fmt: skip
    story.hosts[number], story.spaces[number] = made.host, made.space
    for level, kind, vetter in (
        (VettingLevel.PHONE, "phone", "vetting"),
        (VettingLevel.VISIT, "visit", "vetting"),
        (VettingLevel.REFERENCES, "references", "visits"),
    ):
        if home.level >= level:
            hosting.note_check(actor=story.actors[vetter], now=now, host=made.host, kind=kind)


def _lodge(story: Story, lodged: Lodged, now: datetime) -> None:
    """Give a party the bed of the draft; one that is not to be had after all is left out."""
    place = Place(SpaceId(story.spaces[lodged.draft]), lodged.span)
    party = story.parties[lodged.asked]
    try:
        stay = stays.import_stay(actor=story.shift, now=now, party=party, place=place)
    except CannotHoldError:
        story.n_left_out += 1
        return
    if lodged.span.first < story.city.tonight:
        stays.check_in(actor=story.shift, now=now, stay=stay)
    story.stays[lodged] = stay


def _part(story: Story, day: date) -> None:
    """Let people go on whose stay ends this morning, and let those who came yesterday say how it is."""
    yesterday = day - timedelta(days=1)
    for lodged, stay in list(story.stays.items()):
        if lodged.span.end == day and lodged.span.first < story.city.tonight:
            stays.check_out(actor=story.shift, now=story.at(day, MORNING), stay=stay)
        elif lodged.span.first == yesterday and story.dice.is_so(ANSWERED_SHARE):
            itself = Actor("arrival", id=story.parties[lodged.asked])
            stays.answer_safe(actor=itself, now=story.at(day, AFTERNOON), stay=stay, answer="fine")

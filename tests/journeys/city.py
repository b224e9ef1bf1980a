"""A small city on the evening of the stories: requests in every state, rooms, a hall. No story lives here."""

from datetime import time
from itertools import cycle

from shanyrak.apps.accounts import services as accounts
from shanyrak.apps.hosting import services as hosting
from shanyrak.apps.hosting.services import SiteFacts, SpaceFacts
from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import services
from tests.apps.stays import conftest as stays
from tests.factories import NOW, Enrolled, cast_team, enrolled_member, nights, offered_space
from tests.people import COORDINATOR

DISTRICTS = ("Medeu", "Almaly", "Auezov", "Bostandyk")
NEEDS = ({"children"}, set(), {"pets"}, set(), {"step_free"}, set())
SITES = (
    {
        "name": "Hall at the station",
        "address": "Station square 2",
        "opens_at": time(19),
        "closes_at": time(10),
    },
    {"name": "School 12", "address": "Abay 41", "opens_at": time(20), "closes_at": time(8)},
    {"name": "Cinema", "address": "Gogol 86", "opens_at": time(22, 30), "closes_at": time(9)},
)


def evening(n_requests: int = 24) -> dict[str, str]:
    """Fill the city: some wait, some are asked for, offered, placed, in; return what stands in addresses."""
    cast_team()
    known = {}
    for district, told in zip(DISTRICTS, SITES, strict=False):
        site = hosting.found_site(actor=COORDINATOR, now=NOW, site=SiteFacts(district=district, **told))
        room = SpaceFacts(kind="hall", beds=40, is_private=False, label="1")
        known[str(site)] = hosting.add_room(
            actor=COORDINATOR, now=NOW, site=site, room=room, windows=[nights()]
        )
    come = None
    moves = cycle([None, None, stays.proposed, stays.offered, stays.told, stays.moved_in])
    for n, needs, move in zip(range(n_requests), cycle(NEEDS), moves):
        made = stays.party(
            people=1 + n % 5, nights=1 + n % 4, needs=frozenset(needs), is_protected=n % 7 == 0
        )
        if move:
            room = offered_space(beds=6, district=DISTRICTS[n % 4], features=frozenset(needs), level=3)
            stay = move(made, room, span=nights(0, 1 + n % 4))
            come = (made, stay) if move is stays.moved_in else None
    if come:
        answer = {"actor": stays.itself(come[0]), "stay": come[1], "answer": "not_safe"}
        services.answer_safe(now=NOW, **answer)
    for level in (0, 1, 2):
        offered_space(district=DISTRICTS[level], level=level)
    site, beds = next(iter(known.items()))
    for n, move in zip(range(n_requests // 2), cycle([stays.told, stays.told, stays.moved_in])):
        move(stays.party(people=1 + n % 4, nights=1 + n % 3), beds, span=nights(0, 1 + n % 3))
    return {"site": site, "host": str(room.host), "code": Party.objects.get(id=made).code}


def member(*roles: str, language: str = "en") -> Enrolled:
    """Make a member who is signed in and reads a language."""
    made = enrolled_member(*roles, now=NOW)
    accounts.change_language(actor=made.actor, now=NOW, language=language)
    return made

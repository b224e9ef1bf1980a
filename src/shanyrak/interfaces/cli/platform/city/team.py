"""The team of the city, its demo sign-ins, and the file that keeps them. No page and no request is here."""

import json
from base64 import b32decode
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from shanyrak.apps.accounts import queries, services, totp
from shanyrak.base.ids import STRANGER, Actor, SiteId, TeamId

FILE = "demo.json"
ON_SERVER = Actor("machine", ref="system", powers=frozenset({"manage_members"}))


class Newcomer(NamedTuple):
    """Somebody who is invited."""

    username: str
    alias: str
    role: str
    language: str


MEMBERS = (
    Newcomer("shift", "Evening shift", "coordinator", "en"),
    Newcomer("kezek", "Кешкі кезек", "coordinator", "kk"),
    Newcomer("vetting", "Проверка", "vetter", "ru"),
    Newcomer("visits", "Visits", "vetter", "en"),
    Newcomer("desk", "Стойка на вокзале", "clerk", "ru"),
    Newcomer("figures", "Figures", "analyst", "en"),
    Newcomer("server", "Сервер", "operator", "ru"),
)
AT_HALL = Newcomer("hall", "Залдың кезекшісі", "hall_manager", "kk")


@dataclass(frozen=True)
class MemberKey:
    """What a demo member would have written down, and what their phone would hold."""

    username: str
    role: str
    words: str
    phone: str

    def code(self, now: datetime) -> str:
        """Return what the phone shows."""
        return totp.code_at(b32decode(self.phone), totp.step_of(now))


@dataclass(frozen=True)
class Keys:
    """All that lets one in."""

    members: Sequence[MemberKey]
    phrases: Sequence[str]


def found(*, now: datetime, place: str) -> TeamId:
    """Found the team."""
    return services.found_team(actor=ON_SERVER, now=now, name=place, place=place)


def enrol(
    *, now: datetime, team: TeamId, who: Newcomer, sites: Sequence[SiteId] = ()
) -> tuple[MemberKey, Actor]:
    """Let somebody into the team; return what they hold, and who acts as them."""
    link = services.invite_member(
        actor=ON_SERVER,
        now=now,
        team=team,
        alias=who.alias,
        roles=services.Roles([who.role], sites),
        language=who.language,
    )
    drawn = services.enrol_member(actor=STRANGER, now=now, link=link, username=who.username)
    key = MemberKey(who.username, who.role, " ".join(drawn.words), drawn.totp_text)
    token = services.confirm_member(actor=STRANGER, now=now, link=link, code=key.code(now))
    return key, queries.get_signed_in(token=token, now=now).actor


def keep(home: Path, keys: Keys) -> None:
    """Write the sign-ins beside the database; no real site has such a file."""
    path = home / FILE
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(keys), ensure_ascii=False, indent=1), encoding="utf-8")


def kept(home: Path) -> Keys | None:
    """Return the sign-ins of a city that was seeded here, if it was."""
    path = home / FILE
    if not path.is_file():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    return Keys([MemberKey(**member) for member in told["members"]], told["phrases"])

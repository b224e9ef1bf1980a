"""What members do: join, sign in rightly and wrongly, look at their pages, and send what is refused."""

import re
from base64 import b32decode

from shanyrak.apps.accounts import queries, services, totp
from shanyrak.base import clock
from shanyrak.base.ids import Actor
from shanyrak.interfaces.cli.platform.leaks.people import NOBODY, expect
from shanyrak.interfaces.cli.platform.leaks.visitor import Visitor

ACCOUNTS = "/staff/accounts"
ALIASES = ("Dawn", "Noon", "Dusk", "Night", "Late")
ROLES = ("coordinator", "vetter", "clerk", "analyst", "operator")
PAGES = ("", "hosting/", "hosting/vetting/", "hosting/safe/", "hosting/sites/", "stays/plans/", "health/",
         "accounts/", "accounts/members/", "shifts/")  # fmt: skip
# What is meant to be kept and shown, such as the name of a hall, is not planted in.
ACTS = ("stays/rows/note/", "stays/rows/claim/", f"hosting/{NOBODY}/check/", f"hosting/{NOBODY}/pause/",
        f"hosting/safe/{NOBODY}/answer/",  "accounts/members/invite/")  # fmt: skip


def found_city(place: str) -> None:
    """Let there be a team, as `shanyrak invite` does."""
    services.found_team(actor=_operator(), now=clock.now(), name=place, place=place)


def join(browser: Visitor, place: str, number: int) -> None:
    """Become a member by an invitation; sign in again with the passphrase that was drawn."""
    team = queries.find_team(place=place)
    if team is None:
        raise RuntimeError("the team is gone")
    roles = services.Roles((ROLES[number % len(ROLES)],))
    link = services.invite_member(
        actor=_operator(), now=clock.now(), team=team.id, alias=ALIASES[number % len(ALIASES)], roles=roles
    )
    name = f"shift{number}"
    browser.post(f"{ACCOUNTS}/join/", link=link)
    drawn = browser.post(f"{ACCOUNTS}/join/enrol/", link=link, username=name)
    told = {key: drawn.field(key) for key in ("words", "secret", "language", "address")}
    browser.canaries.add_phrase(f"passphrase of {name}", told["words"])
    secret = b32decode(told["secret"])
    sent = {**told, "link": link, "code": totp.code_at(secret, totp.step_of(clock.now()))}
    expect(browser.post(f"{ACCOUNTS}/join/confirm/", **sent), "/staff/")


def try_doors(browser: Visitor) -> None:
    """Sign in with what is wrong, and come with an invitation that is none."""
    c = browser.canaries
    told = {"username": c["username"], "passphrase": c["member_phrase"], "code": c["member_code"]}
    browser.post(f"{ACCOUNTS}/sign-in/", **told)
    browser.post(f"{ACCOUNTS}/sign-in/", **{**told, "code": "123456"})
    browser.post(f"{ACCOUNTS}/sign-in/", **{**told, "username": "shift0", "code": "123456"})
    browser.post(f"{ACCOUNTS}/join/", link=c["invitation"])
    browser.post(f"{ACCOUNTS}/join/enrol/", link=c["invitation"], username=c["username"])
    browser.post(f"{ACCOUNTS}/sign-in/passkey/", answer=c["json_body"])


def look_around(browser: Visitor) -> None:
    """Open the pages that every evening needs, filter them, and send what is refused."""
    c = browser.canaries
    for page in PAGES:
        browser.get(f"/staff/{page}")
        browser.get(f"/staff/{page}", q=c["staff_filter"], sort=c["staff_filter"], code=c["staff_filter"])
    evening = browser.get("/staff/").text
    for code in sorted(set(re.findall(r"\b[A-Z]{2}\d{4}\b", evening)))[:5]:
        browser.get(f"/staff/intake/{code}/")
        browser.get(f"/staff/intake/{code}/places/")
        browser.post(f"/staff/intake/{code}/propose/", reason=c["staff_note"], space=c["staff_note"])
    for act in ACTS:
        told = dict.fromkeys(
            ("note", "reason", "row", "rows", "kind", "name", "alias", "level"), c["staff_note"]
        )
        browser.post(f"/staff/{act}", **told)


def _operator() -> Actor:
    return Actor("machine", ref="system", powers=frozenset({"manage_members"}))

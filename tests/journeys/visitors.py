"""Whoever opens pages: a stranger, a party, a host, a member; each with all the pages that open to them.

The pages are found in the routes. No test lives here; that no page is left out is tested beside the crawl.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.test import Client
from django.urls import resolve
from django.utils import translation

from shanyrak.apps.accounts import services as accounts
from shanyrak.apps.hosting.models import Space
from shanyrak.apps.intake import proofs
from shanyrak.apps.intake import services as intake
from shanyrak.apps.intake.models import Party
from shanyrak.apps.stays import services as stays
from shanyrak.apps.vault import services as vault
from shanyrak.base.ids import SYSTEM, Actor
from shanyrak.interfaces.public.hosting.answers import Answers as Offered
from shanyrak.interfaces.public.intake.answers import Answers as Asked
from tests.apps.stays.conftest import itself, moved_in, party
from tests.apps.stays.conftest import told as agreed
from tests.browsers import new_epoch, sealed, with_key
from tests.factories import NOW, TONIGHT, enrolled_member, nights, offered_space
from tests.interfaces.public.stays.conftest import Story
from tests.journeys import city
from tests.journeys.addresses import addresses
from tests.people import ALMATY, COORDINATOR

ROLES = ("coordinator", "vetter", "hall_manager", "clerk", "analyst", "operator")


@dataclass
class Visitor:
    """Somebody who opens pages.

    `known` says what stands for parts of addresses, `told` what follows the address of a page, by the page's
    name or its area. Of one who signed in, only what is theirs is looked at.
    """

    space: str = "public"
    cookie: tuple[str, str] | None = None
    known: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)

    def pages(self) -> list[str]:
        """Return the addresses of pages that open, without their language."""
        own = [self._with_answers(path) for path in addresses(self.space, self.known)]
        if self.space == "public" and self.cookie:
            own = [path for path in own if path.startswith(("me/", "hosting/"))]
            own = [path for path in own if path == "me/" or not _opens(Client(), self._first(path))]
        return [path for path in own if _opens(self.client(), self._first(path))]

    def client(self) -> Client:
        """Return a browser without a window."""
        client = Client()
        if self.cookie:
            client.cookies[self.cookie[0]] = self.cookie[1]
        return client

    def enter(self, context, server) -> None:
        """Let a browser be this visitor's."""
        if self.cookie:
            _give(context, server, *self.cookie)

    def names(self) -> set[str]:
        """Return the names of the pages that open."""
        return {_name(self._first(path)) for path in self.pages()}

    def _first(self, path: str) -> str:
        return f"/ru/{path}" if self.space == "public" else f"/{path}"

    def _with_answers(self, path: str) -> str:
        name = _name(self._first(path))
        query = self.told.get(name) or self.told.get(name.rpartition(":")[0], "")
        return f"{path}?{query}" if query else path


@dataclass
class Member(Visitor):
    """A visitor whose language lies in their account."""

    actor: Actor = SYSTEM

    def read(self, language: str) -> None:
        """Have pages in a language from now on."""
        accounts.change_language(actor=self.actor, now=NOW, language=language)


def stranger() -> Visitor:
    """Return one who has answered all that is asked, and is not known."""
    Story().offered()
    asked = Asked(people="2", night=TONIGHT.isoformat(), nights="2", needs="children", place=f"{ALMATY}/")
    until = nights().end.isoformat()
    room = {"kind": "room", "beds": "2", "rules": "pets", "area": f"{ALMATY}/Medeu"}
    offered = Offered(free=TONIGHT.isoformat(), until=until, in_a_row="7", **room)
    told = {"public:intake": f"t={asked.sealed()}", "public:hosting": f"t={offered.sealed()}"}
    drawn_at = NOW - proofs.BUSY_WAIT  # so that its turn has come, however many drew one before
    for answers, name in ((asked, "public:intake:words"), (offered, "public:hosting:words")):
        told[name] = f"turn={proofs.draw_turn(answers.told(), drawn_at)}"
    return Visitor(known={"slug": "false-help"}, told=told)


def party_on_its_way() -> Visitor:
    """Return a party that was told its place, and answers what is asked of it."""
    story = Story(nights=5).told()
    return Visitor(cookie=("sid", story.party.token), known={"stay": str(story.stay)})


def host_with_people() -> Visitor:
    """Return a host with people in one room, a question about another, and a third that is free."""
    made = offered_space(level=3, beds=4, district="Medeu", features=frozenset({"children", "cot"}))
    guests = party(people=3)
    stay = moved_in(guests, made)
    stays.ask_one_more(actor=itself(guests), now=NOW, stay=stay)
    story = Story()
    more = offered_space(host=made.host, district="Almaly")
    stays.propose_stay(
        actor=COORDINATOR, now=NOW, party=story.party.id, places=[stays.Place(more.space, nights(0, 2))]
    )
    offered_space(host=made.host, district="Auezov", span=nights(3, 14))
    signed_in = intake.begin_sign_in(actor=Actor("host", id=made.host), now=NOW)
    return Visitor(cookie=("sid", signed_in), known={"stay": str(stay), "space": str(made.space)})


def member() -> Member:
    """Return a member of every role on a full evening, with keys, another member and a sealed contact.

    A plan is under work; the journey of a plan looks at one that was made.
    """
    known = city.evening(12)
    made = with_key(city.member(*ROLES))
    new_epoch(made)
    other = with_key(enrolled_member("coordinator", username="other"))
    owner = Party.objects.get(code=known["code"]).id
    sent = sealed(ALMATY, "112 233")
    vault.change_contact(actor=made.actor, now=NOW, owner=owner, team=ALMATY, sent=sent)
    plan = stays.request_plan(actor=made.actor, now=NOW, seed=7)
    room = Space.objects.filter(site=known["site"]).values_list("id", flat=True).get()
    known |= {"plan": str(plan), "space": str(room), "member": str(other.actor.id)}
    known["stay"] = str(agreed(party(), offered_space(level=3)))
    told = {"staff:vault:contact": f"party={known['code']}"}
    return Member("staff", ("member", made.member.token), known, told, actor=made.actor)


@contextmanager
def moved(page):
    """Wait for the page that what is done here leads to, until the keyboard is where the page puts it."""
    with page.expect_navigation():
        yield
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def signed_in(context, server, enrolled) -> None:
    """Let a browser be that of a member who was enrolled."""
    _give(context, server, "member", enrolled.token)


def _give(context, server, name: str, value: str) -> None:
    context.add_cookies([{"name": name, "value": value, "url": server.url, "httpOnly": True}])


def _name(address: str) -> str:
    with translation.override("ru"):
        return resolve(address.partition("?")[0]).view_name


def _opens(client: Client, address: str) -> bool:
    answer = client.get(address)
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")

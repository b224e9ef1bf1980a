"""What arrivals and hosts do, with scripts and without, and whatever else somebody may send."""

from dataclasses import dataclass, field

from shanyrak.apps.intake import keys
from shanyrak.interfaces.cli.platform.leaks.canaries import Canaries
from shanyrak.interfaces.cli.platform.leaks.visitor import Answer, Visitor, solved

ASK, HOSTING = "/en/intake", "/en/hosting"
OFFER = f"{HOSTING}/offer"
SIX_WORDS = 6
NOBODY = "00000000-0000-4000-8000-000000000000"


@dataclass
class Arrival:
    """A party, its browser and what its phone knows."""

    browser: Visitor
    words: tuple[str, ...]
    panic: str
    own_key: str = field(default="")

    @property
    def phrase(self) -> str:
        """Its phrase."""
        return " ".join(self.words)

    @property
    def panic_phrase(self) -> str:
        """The phrase that erases it."""
        return " ".join([*self.words[:-1], self.panic])


def answer_questions(browser: Visitor, *, careless: bool) -> Answer:
    """Go through all questions, refused first where careless; return the page that draws the phrase."""
    c = browser.canaries
    if careless:
        browser.get(f"{ASK}/people/", **{c["query_name"]: c["query_value"]})
        browser.post(f"{ASK}/people/", people=c["people"], field=c["unknown_field"])
    at = browser.post(f"{ASK}/people/", people="2").location
    if careless:
        browser.post(at, night=c["night"])
    at = browser.post(at, night="today").location
    at = browser.get(at).link(f"{ASK}/needs/")
    if careless:
        browser.post(at, needs=c["needs"], language=c["language"], sex=c["sex"])
    at = browser.post(at, needs="fridge").location
    check = browser.get(browser.get(at).link(f"{ASK}/check/"))
    return browser.get(check.link(f"{ASK}/phrase/"))


def ask_with_script(browser: Visitor, name: str, puzzle: str, *, careless: bool = False) -> Arrival:
    """Ask for a bed as a browser with scripts does: the phrase and what follows from it stay with it."""
    page = answer_questions(browser, careless=careless)
    drawn = keys.draw("en")
    party = Arrival(browser, drawn.words, drawn.panic_word, drawn.keys.own)
    planted(browser.canaries, party, name, unseen=True)
    sent = {"own": drawn.keys.own, "panic": drawn.keys.panic, "public": drawn.keys.public}
    sent |= {"t": page.field("t"), "puzzle": puzzle, "solution": solved(puzzle)}
    if careless:
        send_wrong_requests(browser, sent)
    expect(browser.post(f"{ASK}/keep/", **sent), "/en/me/")
    return party


def ask_without_script(browser: Visitor, name: str) -> Arrival:
    """Ask for a bed on pages alone: the server draws the words, shows them once and has to forget them."""
    page = answer_questions(browser, careless=False)
    drawn = browser.get(page.link(f"{ASK}/words/"))
    told = [word for word in drawn.texts("li") if word.isascii() and word.isalpha() and word.islower()]
    panic = drawn.texts("strong")[0] if drawn.texts("strong") else told[-1]
    party = Arrival(browser, tuple(told[:7]), panic.split()[-1], drawn.field("own"))
    planted(browser.canaries, party, name, unseen=False)
    names = ("own", "panic", "public", "t", "turn")
    expect(browser.post(f"{ASK}/keep/", **{key: drawn.field(key) for key in names}), "/en/me/")
    return party


def planted(canaries: Canaries, party: Arrival, name: str, *, unseen: bool) -> None:
    """Note the phrases of a party and what its browser sends to be known, as what must lie nowhere."""
    canaries.add_phrase(f"phrase of {name}", party.phrase, unseen=unseen)
    canaries.add(f"panic phrase of {name}", party.panic_phrase, unseen=unseen)
    canaries.add(f"key of {name}", party.own_key)


def send_wrong_requests(browser: Visitor, sent: dict[str, str]) -> None:
    """Send a request with each of its parts wrong in turn."""
    c = browser.canaries
    wrong = {
        "own": c["wrong_key"], "public": c["wrong_public_key"], "t": c["answers"], "puzzle": c["puzzle"],
        "solution": c["solution"], "turn": c["turn"], "name": c["party_name"], "phone": c["party_phone"],
        "telegram": c["party_telegram"], "note": c["party_note"], "contact": c["legal_stay"],
    }  # fmt: skip
    for name, value in wrong.items():
        kept = {"own": "no key"} if name not in sent else {}
        browser.post(f"{ASK}/keep/", **{**sent, name: value, **kept})
    browser.get(f"{ASK}/night/", t=c["answers_in_address"])
    browser.get(f"{ASK}/words/", turn=c["turn_in_address"])


def use_page(party: Arrival) -> None:
    """Do what a party may do on its page, and what it may not."""
    browser, c = party.browser, party.browser.canaries
    browser.get("/en/me/")
    browser.post("/en/me/out/")
    browser.post("/en/me/", phrase=c["typed_phrase"])
    browser.post("/en/me/", phrase=" ".join(party.words[:SIX_WORDS]))
    browser.post("/en/me/", phrase=c["too_long_phrase"] * 200)
    browser.post("/en/me/key/", auth=c["wrong_key"])
    browser.post("/en/me/key/", auth=party.own_key)
    told = {"name": "party_name", "phone": "party_phone", "telegram": "party_telegram", "note": "party_note"}
    browser.post("/en/me/contact/", box=c["party_note"], epoch="1", **{k: c[v] for k, v in told.items()})
    for path in ("extend/", "change/", "card/", "stays/", "contact/"):
        browser.post(f"/en/me/{path}", t=c["answers"])
        browser.get(f"/en/me/{path}")
    browser.post(f"/en/me/stays/{NOBODY}/refuse/", reason=c["refusal_reason"])
    browser.post(f"/en/me/stays/{NOBODY}/safe/", answer=c["safe_answer"])


def sign_in_by_words(party: Arrival, phrase: str) -> Answer:
    """Type a phrase into a browser without scripts."""
    party.browser.cookies.pop("sid", None)
    return party.browser.post("/en/me/", phrase=phrase)


def offer_room(browser: Visitor, name: str, puzzle: str) -> None:
    """Offer a room, with what is refused before."""
    c = browser.canaries
    browser.post(f"{OFFER}/", kind=c["door_note"], beds=c["beds"], more=c["host_street"])
    at = browser.post(f"{OFFER}/", kind="room", beds="2").location
    browser.post(at, free=c["free_night"])
    at = browser.post(at, free="today", length="30", in_a_row="7").location
    browser.post(at, sexes=c["door_note"], rules=c["host_street"])
    at = browser.post(at, sexes="sexes_any").location
    check = browser.get(browser.get(at).link(f"{OFFER}/check/"))
    page = browser.get(check.link(f"{OFFER}/phrase/"))
    drawn = keys.draw("en")
    browser.canaries.add_phrase(f"phrase of {name}", " ".join(drawn.words), unseen=True)
    sent = {"own": drawn.keys.own, "public": drawn.keys.public, "t": page.field("t")}
    sent |= {"puzzle": puzzle, "solution": solved(puzzle)}
    expect(browser.post(f"{OFFER}/keep/", **sent), f"{HOSTING}/")
    browser.get(f"{HOSTING}/")
    browser.post(f"{HOSTING}/ask/", code=c["ask_code"])
    browser.post(f"{HOSTING}/ask/no/", token=c["ask_token"], reason=c["refusal_reason"])
    browser.post(f"{HOSTING}/rest/", in_a_row=c["beds"])
    browser.post(f"{HOSTING}/pause/", kind=c["door_note"])


def send_odd_things(browser: Visitor) -> None:
    """Send what no page of ours sends: odd hosts, paths, cookies, bodies, and what a database cannot hold."""
    c = browser.canaries
    odd = {
        "Host": f"{c['host_name']}.example", "Origin": f"http://{c['origin']}.example",
        "Content-Type": f"text/{c['content_type']}", "Authorization": f"Bearer {c['authorization']}",
        "Cookie": f"sid={c['cookie_sid']}; member={c['cookie_member']}",
    }  # fmt: skip
    for name, value in odd.items():
        for path in ("/en/me/", "/staff/", f"{ASK}/people/"):
            browser.send("POST", path, b"people=1", {"Content-Type": "text/plain", name: value})
            browser.send("GET", path, None, {name: value})
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": f"http://{c['origin']}.example"}
    browser.send("POST", "/en/me/", f"phrase={c['typed_phrase']}".encode(), foreign)
    browser.get(f"/{c['path']}/")
    browser.get(f"/en/guides/{c['path']}/")
    browser.send("POST", "/en/me/", b"phrase=" + c["large_body"].encode() * 9000, {"Content-Type": "a/b"})
    browser.post("/en/me/", phrase=c["large_body"] * 9000)
    browser.send(
        "POST", "/en/me/", f'{{"a":"{c["json_body"]}"}}'.encode(), {"Content-Type": "application/json"}
    )
    parts = f'--x\r\nContent-Disposition: form-data; name="phrase"; filename="{c["file_name"]}"\r\n\r\n'
    body = f"{parts}{c['file_content']}\r\n--x--\r\n".encode()
    browser.send("POST", "/en/me/", body, {"Content-Type": "multipart/form-data; boundary=x"})
    for path, name in (
        ("/en/me/", "phrase"),
        ("/en/me/key/", "auth"),
        ("/staff/accounts/sign-in/", "username"),
    ):
        browser.post(path, **{name: f"\0{c['breaking_text']}\ud7ff"})


def expect(answer: Answer, location: str) -> None:
    """Stop where an act did not lead on: a scan of a site that did nothing would prove nothing."""
    if answer.location != location:
        told = " ".join(answer.texts("h1"))
        raise RuntimeError(f"expected to be led to {location}, not {answer.status} {answer.location} {told}")

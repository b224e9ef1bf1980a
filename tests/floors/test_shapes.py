"""Services, queries, pages and jobs have one shape each; what they must hold is read from their code."""

import ast
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src/shanyrak"
MOST_LINES = 15
# Beside verbs, a query may make of a row what the floors above know: `actor_of`.
VERBS = ("actor_of", "get_", "find_", "list_", "count_", "lock_", "is_", "has_", "may_")
CODE_LINES = runpy.run_path(str(ROOT / "tools/check_sizes.py"))["code_lines"]


def public_functions(text):
    return [n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef) and n.name[0] != "_"]


def calls(node):
    """Return what a function calls, as it is written."""
    return [ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)]


def arguments(node):
    return {arg.arg for arg in node.args.kwonlyargs}


def is_keyword_only(node):
    return not (node.args.args or node.args.posonlyargs or node.args.vararg)


def services_known_to(text):
    """Return the names by which a module knows other services, which leave entries of their own."""
    froms = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.ImportFrom)]
    return {
        alias.asname or alias.name
        for node in froms
        for alias in node.names
        if ".services" in (node.module or "") or alias.name == "services"
    }


def leaves_entry(node, others, known, seen=()):
    """Return whether a function calls a service, that of the log too, itself or through private functions."""
    called = calls(node)
    inner = [others[c] for c in called if c in others and c not in seen]
    return any(c.split(".")[0] in known for c in called) or any(
        leaves_entry(part, others, known, (*seen, part.name)) for part in inner
    )


def is_atomic(node):
    return "transaction.atomic" in [ast.unparse(decorator) for decorator in node.decorator_list]


def is_in_parts(node, others, seen=()):
    """Return whether a service touches no row itself, but through private functions that are atomic each.

    A private function between may itself be made of such parts.
    """
    called = calls(node)
    touches = any(".objects" in call or call.endswith((".save", ".delete", ".lock")) for call in called)
    parts = [part for name, part in others.items() if name in called and name not in seen]
    return not touches and any(
        is_atomic(part) or is_in_parts(part, others, (*seen, part.name)) for part in parts
    )


def faults_of_service(node, others, known, *, writes_log):
    is_check = node.name.startswith("check_")
    locks = [c for c in calls(node) if c.split(".")[-1].startswith("lock_")]
    return [
        fault
        for fault, wrong in {
            "is not keyword-only": not is_keyword_only(node),
            "names no actor": "actor" not in arguments(node),
            "is not told the time": "now" not in arguments(node) and not is_check,
            "is not atomic": not (is_atomic(node) or is_check or is_in_parts(node, others)),
            "leaves no audit entry": writes_log and not is_check and not leaves_entry(node, others, known),
            "locks twice": len(locks) > 1 and len(set(locks)) < len(locks),
        }.items()
        if wrong
    ]


def faults_of_query(node):
    told = (ast.get_docstring(node) or "").lower()
    annotations = {ast.unparse(a.annotation) for a in node.args.kwonlyargs if a.annotation}
    is_secret = any(name.endswith(("Link", "Token", "Locator", "Code")) for name in annotations)
    asks = "actor" in arguments(node) or is_secret or "public" in told or "for services" in told
    return [
        fault
        for fault, wrong in {
            "is not keyword-only": not is_keyword_only(node),
            "begins with none of our verbs": not node.name.startswith(VERBS),
            "says not who may ask": not asks and not node.name.startswith("lock_"),
            "locks without saying so": not node.name.startswith("lock_")
            and any("select_for_update" in c for c in calls(node)),
        }.items()
        if wrong
    ]


def faults_of_page(node, text):
    called = calls(node)
    changes = [c for c in called if c.split(".")[0] == "services" or c.endswith("_services")]
    return [
        fault
        for fault, wrong in {
            "is too long": CODE_LINES(node, text.splitlines()) > MOST_LINES + len(node.decorator_list),
            "has a try": any(isinstance(n, ast.Try) for n in ast.walk(node)),
            "makes two changes": len(changes) > 1,
            "reaches into rows": any(".objects" in c or ".lock_" in c for c in called),
        }.items()
        if wrong
    ]


def is_page(node):
    return bool(node.args.args) and node.args.args[0].arg == "request"


def is_job(node):
    return any(ast.unparse(d).split("(")[0] in {"every", "daily"} for d in node.decorator_list)


def files(pattern):
    return sorted(p for p in SRC.glob(pattern) if "migrations" not in p.parts)


SERVICES = files("apps/*/services.py") + files("apps/*/services/*.py")
QUERIES = files("apps/*/queries.py") + files("apps/*/queries/*.py")
PAGES = [
    p for name in ("public", "staff", "firm", "display", "jobs") for p in files(f"interfaces/{name}/**/*.py")
]


def told(found, path):
    return [f"{path.relative_to(SRC)}: {name} {fault}" for name, faults in found for fault in faults]


@pytest.mark.parametrize("path", SERVICES, ids=lambda p: str(p.relative_to(SRC)))
def test_services_have_their_shape(path):
    text = path.read_text(encoding="utf-8")
    others = {n.name: n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)}
    writes_log = "audit" not in path.relative_to(SRC).parts
    known = services_known_to(text)
    found = [
        (n.name, faults_of_service(n, others, known, writes_log=writes_log)) for n in public_functions(text)
    ]
    assert told(found, path) == []


@pytest.mark.parametrize("path", QUERIES, ids=lambda p: str(p.relative_to(SRC)))
def test_queries_have_their_shape(path):
    found = [(n.name, faults_of_query(n)) for n in public_functions(path.read_text(encoding="utf-8"))]
    assert told(found, path) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(SRC)))
def test_pages_and_jobs_make_one_call(path):
    text = path.read_text(encoding="utf-8")
    found = [(n.name, faults_of_page(n, text)) for n in public_functions(text) if is_page(n) or is_job(n)]
    assert told(found, path) == []


SERVICE = """
@transaction.atomic
def hold(*, actor: Actor, now: datetime) -> None:
    queries.lock_beds(1)
    _tell(actor)

def _tell(actor):
    audit.record(actor=actor)
"""


def judged(text):
    others = {n.name: n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)}
    return faults_of_service(public_functions(text)[0], others, {"audit"}, writes_log=True)


def test_a_right_service_passes():
    assert judged(SERVICE) == []


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("*, actor", "actor", "is not keyword-only"),
        ("actor: Actor, ", "", "names no actor"),
        ("now: datetime", "when: datetime", "is not told the time"),
        ("@transaction.atomic", "", "is not atomic"),
        ("@transaction.atomic", "@other", "is not atomic"),
        ("audit.record(actor=actor)", "pass", "leaves no audit entry"),
        ("_tell(actor)\n", "_tell(actor)\n    queries.lock_beds(2)\n", "locks twice"),
    ],
)
def test_a_wrong_service_is_seen(right, wrong, fault):
    assert fault in judged(SERVICE.replace(right, wrong, 1))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("def get_x(a): ...", "is not keyword-only"),
        ("def fetch_x(*, actor): ...", "begins with none of our verbs"),
        ("def get_x(*, party): ...", "says not who may ask"),
        ("def get_x(*, actor): X.objects.select_for_update().get()", "locks without saying so"),
    ],
)
def test_a_wrong_query_is_seen(text, fault):
    assert fault in faults_of_query(public_functions(text)[0])


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("\n".join(["x = 1"] * 16), "is too long"),
        ("try:\n  x()\n except X:\n  pass", "has a try"),
        ("services.a()\n services.b()", "makes two changes"),
        ("Party.objects.get()", "reaches into rows"),
    ],
)
def test_a_wrong_page_is_seen(body, fault):
    text = "def page(request):\n " + body.replace("\nx", "\n x")
    assert fault in faults_of_page(public_functions(text)[0], text)


def test_services_are_known_by_how_they_are_imported():
    text = "from shanyrak.apps.audit import services as audit\nfrom x.services.a import b\nfrom x import c"
    assert services_known_to(text) == {"audit", "b"}

"""Every page of members against everybody: with the power, without it, signed out, by the wrong method.

A page that is not in the table fails: whoever adds one says here who may open it.
"""

from uuid import UUID

import pytest
from django.urls import URLPattern, get_resolver, reverse

from shanyrak.base.powers import ROLES

pytestmark = pytest.mark.django_db
ANYBODY, MEMBER = "anybody", "a member"
# Of each page: the power that opens it, and the methods that it answers.
PAGES = {
    "staff:accounts:sign_in": (ANYBODY, "GET POST"),
    "staff:accounts:sign_in_by_passkey": (ANYBODY, "POST"),
    "staff:accounts:ask_passkey": (ANYBODY, "POST"),
    "staff:accounts:salt": (ANYBODY, "POST"),
    "staff:accounts:sign_out": (ANYBODY, "POST"),
    "staff:accounts:join": (ANYBODY, "GET POST"),
    "staff:accounts:enrol": (ANYBODY, "POST"),
    "staff:accounts:confirm": (ANYBODY, "POST"),
    "staff:accounts:own": (MEMBER, "GET POST"),
    "staff:accounts:change_language": (MEMBER, "POST"),
    "staff:accounts:ask_new_passkey": (MEMBER, "POST"),
    "staff:accounts:remove_passkey": (MEMBER, "POST"),
    "staff:accounts:end_sign_ins": (MEMBER, "POST"),
    "staff:accounts:members": ("manage_members", "GET"),
    "staff:accounts:invite": ("manage_members", "GET POST"),
    "staff:accounts:roles": ("manage_members", "GET POST"),
    "staff:accounts:reinvite": ("manage_members", "POST"),
    "staff:accounts:revoke": ("manage_members", "GET POST"),
    "staff:audit:health": ("see_health", "GET"),
    "staff:vault:keys": ("open_contacts", "GET"),
    "staff:vault:keep_own": ("open_contacts", "POST"),
    "staff:vault:make_epoch": ("keep_keys", "POST"),
    "staff:vault:wrap": ("keep_keys", "POST"),
    "staff:vault:approve": ("keep_keys", "POST"),
    "staff:vault:take": ("keep_keys", "POST"),
    "staff:vault:give": ("keep_keys", "POST"),
    "staff:vault:exposure": ("see_audit", "GET"),
    "staff:vault:contact": ("open_contacts", "GET"),
    "staff:vault:open": ("open_contacts", "POST"),
    "staff:vault:write": ("take_requests", "POST"),
    "staff:vault:way": ("open_contacts", "GET POST"),
    "staff:vault:open_way": ("open_contacts", "POST"),
    # Who does not see requests is led to the first page that is theirs.
    "staff:stays:tonight": (MEMBER, "GET"),
    "staff:stays:claim": ("place_parties", "POST"),
    "staff:stays:release": (MEMBER, "POST"),
    "staff:stays:note": ("place_parties", "POST"),
    "staff:stays:plans": ("plan_waves", "GET POST"),
    "staff:stays:plan": ("plan_waves", "GET"),
    "staff:stays:certificate": ("plan_waves", "GET"),
    "staff:stays:send": ("plan_waves", "POST"),
    "staff:stays:undo": ("plan_waves", "POST"),
    "staff:stays:discard": ("plan_waves", "POST"),
    "staff:stays:lock": ("plan_waves", "POST"),
    "staff:stays:drop": ("plan_waves", "POST"),
    "staff:stays:ask": ("place_parties", "POST"),
    "staff:stays:accept_for_host": ("edit_hosts", "POST"),
    "staff:stays:refuse_for_host": ("edit_hosts", "POST"),
    "staff:stays:accept_for_party": ("place_parties", "POST"),
    "staff:stays:refuse_for_party": ("place_parties", "POST"),
    "staff:stays:cancel": ("place_parties", "POST"),
    "staff:stays:check_in": ("check_in", "POST"),
    "staff:stays:check_out": ("check_in", "POST"),
    "staff:stays:no_show": ("check_in", "POST"),
    "staff:stays:one_more": ("place_parties", "POST"),
    "staff:intake:party": ("see_parties", "GET"),
    "staff:intake:places": ("place_parties", "GET"),
    "staff:intake:hold": ("place_parties", "POST"),
    "staff:intake:propose": ("place_parties", "POST"),
    "staff:intake:split": ("edit_parties", "POST"),
    "staff:intake:close": ("edit_parties", "POST"),
    "staff:intake:elsewhere": ("place_parties", "POST"),
    "staff:intake:vouch": ("vouch", "POST"),
    "staff:hosting:hosts": ("see_hosts", "GET"),
    "staff:hosting:ask": ("edit_hosts", "POST"),
    "staff:hosting:host": ("see_hosts", "GET"),
    # Which pauses are whose to begin and end, the service says.
    "staff:hosting:pause": ("see_hosts", "POST"),
    "staff:hosting:lift": ("see_hosts", "POST"),
    "staff:hosting:answer": ("edit_hosts", "POST"),
    "staff:hosting:rest": ("edit_hosts", "POST"),
    "staff:hosting:stop": ("edit_hosts", "GET POST"),
    "staff:hosting:vetting": ("vet_hosts", "GET"),
    "staff:hosting:note_check": ("vet_hosts", "POST"),
    "staff:hosting:safe": ("handle_safety", "GET"),
    "staff:hosting:note_answer": ("handle_safety", "POST"),
    "staff:hosting:close_safe": ("handle_safety", "POST"),
    "staff:hosting:rematch": ("place_parties", "POST"),
    "staff:shifts:handover": ("see_parties", "GET"),
    "staff:shifts:release_all": ("see_parties", "POST"),
    "staff:hosting:sites": ("see_sites", "GET"),
    "staff:hosting:found": ("edit_sites", "GET POST"),
    "staff:hosting:facts": ("edit_sites", "GET POST"),
    "staff:hosting:rooms": ("edit_sites", "GET POST"),
    "staff:hosting:room": ("edit_sites", "GET POST"),
    "staff:hosting:room_nights": ("edit_sites", "POST"),
    "staff:hosting:withdraw_room": ("edit_sites", "POST"),
    "staff:hosting:site": ("see_sites", "GET"),
    "staff:hosting:paper": ("see_sites", "GET"),
    "staff:hosting:check_in": ("check_in", "POST"),
    "staff:hosting:check_out": ("check_in", "POST"),
    "staff:hosting:miss": ("check_in", "POST"),
    "staff:hosting:undo": ("check_in", "POST"),
    "staff:hosting:walk_in": ("check_in", "POST"),
    "staff:hosting:take_in": ("check_in", "GET POST"),
    "staff:hosting:take_request": ("check_in", "POST"),
}
SENT = {"party": str(UUID(int=7, version=4)), "code": "called", "agreed": "yes"}
VALUES = {"uuid": UUID(int=7, version=4), "str": "KA0000", "int": 1}


def _kind(converter):
    return {"UUIDConverter": "uuid", "IntConverter": "int"}.get(type(converter).__name__, "str")


def address(name):
    converters = _all_converters()[name]
    return reverse(name, kwargs=converters)


def _all_converters():
    (staff,) = [p for p in get_resolver().url_patterns if getattr(p, "namespace", "") == "staff"]
    return dict(_collect([staff], (), {}))


def _collect(patterns, names, outer):
    for pattern in patterns:
        own = outer | {k: VALUES[_kind(c)] for k, c in pattern.pattern.converters.items()}
        if isinstance(pattern, URLPattern):
            yield ":".join([*names, pattern.name]), own
        else:
            yield from _collect(
                pattern.url_patterns, (*names, pattern.namespace) if pattern.namespace else names, own
            )


def test_every_page_says_who_may_open_it():
    assert set(_all_converters()) == set(PAGES)


def ask(browser, name, method):
    return (
        browser.generic(method, address(name), b"") if method == "GET" else browser.post(address(name), SENT)
    )


@pytest.mark.parametrize("name", PAGES)
def test_who_is_signed_out_is_asked_to_sign_in(client, db, name):
    power, methods = PAGES[name]
    for method in methods.split():
        answer = ask(client, name, method)
        if power == ANYBODY:
            assert answer.status_code in {200, 302, 404, 422}
        else:
            assert answer.status_code == 403
            assert "/staff/accounts/sign-in/" in answer.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_a_page_opens_to_the_roles_that_have_its_power_and_to_no_other(signed_in, role):
    browser = signed_in(role)
    token = browser.cookies["member"].value
    for name, (power, methods) in PAGES.items():
        if name in {"staff:accounts:end_sign_ins", "staff:accounts:sign_out"}:
            continue
        for method in methods.split():
            browser.cookies["member"] = token
            status = ask(browser, name, method).status_code
            may = power in {ANYBODY, MEMBER} or power in ROLES[role]
            assert status < 500, f"{name} fails for {role}"
            assert (status == 403) is not may, f"{name} answers {status} to {role}"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_refuses_other_methods(coordinator, name):
    _, methods = PAGES[name]
    for method in {"GET", "POST", "PUT", "DELETE"} - set(methods.split()):
        answer = coordinator.generic(method, address(name))
        assert answer.status_code == 405, f"{name} answers {method}"

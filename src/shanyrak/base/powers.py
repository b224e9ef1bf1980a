"""What a member may do: powers, and the roles that bundle them. Who has which role is kept by accounts.

A new power gets its line here and in docs/reference/powers.md, and at least one role.
"""

POWERS = {
    "see_parties": "see requests for a bed, their facts, chains and what was done about them",
    "take_requests": "take a request at a desk, from paper, a chat or a file",
    "edit_parties": "change the facts of a request; close it",
    "place_parties": "hold a bed, propose a stay, split with the party's consent, move, release",
    "plan_waves": "plan for all, lock rows, send or discard the plan",
    "see_hosts": "see hosts, their spaces, answers and rest",
    "edit_hosts": "ask hosts, note an answer given by phone, pause a host, change a space",
    "vet_hosts": "note checks of hosts and give levels",
    "handle_safety": "see and close answers that say somebody is not safe",
    "open_contacts": "open a sealed contact, with a reason that is logged",
    "keep_keys": "make the team's keys, let members into them, seal anew what is sealed",
    "see_sites": "see who sleeps at a site, by code",
    "edit_sites": "change beds, rooms, door hours and limits of a site",
    "check_in": "check in and out, note a no-show, give another bed of the site",
    "vouch": "vouch for a request in person; print and void books of codes",
    "call_tickets": "call and serve tickets at the counters of the team, give them out, pass them on",
    "edit_points": "found service points; change their services, counters, hours and rules",
    "see_figures": "see counts and outcomes, of nobody in particular",
    "export_rows": "export rows without names, with a reason that is logged",
    "manage_members": "invite and revoke members, give and take roles",
    "see_audit": "read the audit log",
    "see_health": "see whether jobs, backups and the planner run",
}

ROLES = {
    "coordinator": frozenset(POWERS) - {"vet_hosts"},
    "vetter": frozenset({"see_parties", "see_hosts", "vet_hosts", "handle_safety", "open_contacts"}),
    "hall_manager": frozenset({"see_sites", "edit_sites", "check_in", "take_requests"}),
    "clerk": frozenset({"take_requests", "vouch", "see_sites", "check_in", "call_tickets"}),
    "analyst": frozenset({"see_figures", "export_rows"}),
    "operator": frozenset({"manage_members", "see_audit", "see_health"}),
}
# These hold at the sites that a member was given, not at all sites of the team.
BOUND_TO_SITES = frozenset({"hall_manager", "clerk"})

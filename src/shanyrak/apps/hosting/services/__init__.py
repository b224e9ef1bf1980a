"""Changes of hosts, sites and spaces, one noun a file."""

from shanyrak.apps.hosting.services.hosts import (
    answer_freshness,
    ask_freshness,
    change_rest,
    count_answer,
    count_asked,
    halt_host,
    lift_pause,
    pause_host,
    stop_host,
    sweep,
)
from shanyrak.apps.hosting.services.sites import SiteFacts, change_site, found_site
from shanyrak.apps.hosting.services.spaces import (
    HostFacts,
    Offered,
    SpaceFacts,
    add_room,
    change_space,
    change_windows,
    learn_rule,
    offer_space,
    withdraw_space,
)
from shanyrak.apps.hosting.services.vetting import REASONS, note_check

__all__ = [
    "REASONS",
    "HostFacts",
    "Offered",
    "SiteFacts",
    "SpaceFacts",
    "add_room",
    "answer_freshness",
    "ask_freshness",
    "change_rest",
    "change_site",
    "change_space",
    "change_windows",
    "count_answer",
    "count_asked",
    "found_site",
    "halt_host",
    "learn_rule",
    "lift_pause",
    "note_check",
    "offer_space",
    "pause_host",
    "stop_host",
    "sweep",
    "withdraw_space",
]

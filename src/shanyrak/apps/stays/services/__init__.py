"""Changes of stays, one noun a file. Each is one step, or several that belong together."""

from shanyrak.apps.stays.asking import Place
from shanyrak.apps.stays.services.answers import (
    accept_ask,
    accept_for_host,
    accept_for_party,
    refuse_ask,
    refuse_for_host,
    refuse_for_party,
    vouch_party,
)
from shanyrak.apps.stays.services.ask_codes import draw_ask_code
from shanyrak.apps.stays.services.changes import (
    ask_one_more,
    ask_other_place,
    cancel_stay,
    extend_stay,
    import_stay,
    move_party,
    note_elsewhere,
    shorten_stay,
)
from shanyrak.apps.stays.services.door import check_in, check_out, note_no_show, take_in, undo_door, walk_in
from shanyrak.apps.stays.services.ending import (
    close_party,
    erase_party,
    expire_holds,
    forget_erased,
    sweep_refusals,
    take_back_space,
)
from shanyrak.apps.stays.services.holding import (
    ask_host,
    ask_reserves,
    check_hold,
    draw_ask_link,
    hold_beds,
    propose_stay,
)
from shanyrak.apps.stays.services.hosts import FirstOffer, become_host, forget_gone_hosts
from shanyrak.apps.stays.services.keys import open_keyring, sweep_keys
from shanyrak.apps.stays.services.plans import (
    discard_plan,
    drop_rows,
    finish_undo,
    keep_rows,
    request_plan,
    send_plan,
    send_rows,
    undo_send,
)
from shanyrak.apps.stays.services.safety import answer_safe, ask_safe, close_safe
from shanyrak.apps.stays.services.ways import open_way, sweep_ways, tell_way

__all__ = [
    "FirstOffer",
    "Place",
    "accept_ask",
    "accept_for_host",
    "accept_for_party",
    "answer_safe",
    "ask_host",
    "ask_one_more",
    "ask_other_place",
    "ask_reserves",
    "ask_safe",
    "become_host",
    "cancel_stay",
    "check_hold",
    "check_in",
    "check_out",
    "close_party",
    "close_safe",
    "discard_plan",
    "draw_ask_code",
    "draw_ask_link",
    "drop_rows",
    "erase_party",
    "expire_holds",
    "extend_stay",
    "finish_undo",
    "forget_erased",
    "forget_gone_hosts",
    "hold_beds",
    "import_stay",
    "keep_rows",
    "move_party",
    "note_elsewhere",
    "note_no_show",
    "open_keyring",
    "open_way",
    "propose_stay",
    "refuse_ask",
    "refuse_for_host",
    "refuse_for_party",
    "request_plan",
    "send_plan",
    "send_rows",
    "shorten_stay",
    "sweep_keys",
    "sweep_refusals",
    "sweep_ways",
    "take_back_space",
    "take_in",
    "tell_way",
    "undo_door",
    "undo_send",
    "vouch_party",
    "walk_in",
]

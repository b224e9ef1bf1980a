"""Changes of parties and of who is signed in as one, one noun a file."""

from shanyrak.apps.intake.services.asking import Asked, ask_for_bed, take_request
from shanyrak.apps.intake.services.erasing import begin_erasing, erase_party, sweep_parties
from shanyrak.apps.intake.services.host_phrases import forget_hosts, keep_host_phrase, sign_in_again
from shanyrak.apps.intake.services.journal import settle_journal
from shanyrak.apps.intake.services.parties import (
    change_party,
    extend_party,
    keep_party,
    leave_party,
    vouch_party,
    withdraw_party,
)
from shanyrak.apps.intake.services.sentinels import enter_sentinel
from shanyrak.apps.intake.services.shuffling import shuffle_rows
from shanyrak.apps.intake.services.sign_ins import begin_sign_in, sign_in_by_key, sign_in_by_phrase, sign_out

__all__ = [
    "Asked",
    "ask_for_bed",
    "begin_erasing",
    "begin_sign_in",
    "change_party",
    "enter_sentinel",
    "erase_party",
    "extend_party",
    "forget_hosts",
    "keep_host_phrase",
    "keep_party",
    "leave_party",
    "settle_journal",
    "shuffle_rows",
    "sign_in_again",
    "sign_in_by_key",
    "sign_in_by_phrase",
    "sign_out",
    "sweep_parties",
    "take_request",
    "vouch_party",
    "withdraw_party",
]

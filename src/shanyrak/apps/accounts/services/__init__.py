"""Changes of teams, members and sign-ins, one noun a file."""

from shanyrak.apps.accounts.services.enrolling import Enrolment, confirm_member, enrol_member
from shanyrak.apps.accounts.services.members import (
    Roles,
    change_roles,
    invite_member,
    reinvite_member,
    revoke_member,
)
from shanyrak.apps.accounts.services.passkeys import (
    Question,
    add_passkey,
    ask_new_passkey,
    ask_passkey,
    remove_passkey,
    sign_in_by_passkey,
)
from shanyrak.apps.accounts.services.sign_ins import (
    change_language,
    check_auth,
    end_sign_ins,
    sign_in,
    sign_out,
)
from shanyrak.apps.accounts.services.sweeping import sweep
from shanyrak.apps.accounts.services.teams import found_reserved_team, found_team

__all__ = [
    "Enrolment",
    "Question",
    "Roles",
    "add_passkey",
    "ask_new_passkey",
    "ask_passkey",
    "change_language",
    "change_roles",
    "check_auth",
    "confirm_member",
    "end_sign_ins",
    "enrol_member",
    "found_reserved_team",
    "found_team",
    "invite_member",
    "reinvite_member",
    "remove_passkey",
    "revoke_member",
    "sign_in",
    "sign_in_by_passkey",
    "sign_out",
    "sweep",
]

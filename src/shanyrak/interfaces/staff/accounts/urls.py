"""Addresses of the pages of members' accounts."""

from django.urls import path

from shanyrak.interfaces.shared.discovery import Patterns
from shanyrak.interfaces.staff.accounts import joining, members, passkeys, signing

urlpatterns: Patterns = [
    path("", passkeys.own, name="own"),
    path("language/", passkeys.change_language, name="change_language"),
    path("passkeys/ask/", passkeys.ask_new_passkey, name="ask_new_passkey"),
    path("passkeys/<uuid:passkey>/remove/", passkeys.remove_passkey, name="remove_passkey"),
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("salt/", signing.salt, name="salt"),
    path("sign-in/passkey/", signing.sign_in_by_passkey, name="sign_in_by_passkey"),
    path("sign-in/passkey/ask/", signing.ask_passkey, name="ask_passkey"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("sign-out/everywhere/", passkeys.end_sign_ins, name="end_sign_ins"),
    path("join/", joining.join, name="join"),
    path("join/enrol/", joining.enrol, name="enrol"),
    path("join/confirm/", joining.confirm, name="confirm"),
    path("members/", members.members, name="members"),
    path("members/invite/", members.invite, name="invite"),
    path("members/<uuid:member>/roles/", members.roles, name="roles"),
    path("members/<uuid:member>/reinvite/", members.reinvite, name="reinvite"),
    path("members/<uuid:member>/revoke/", members.revoke, name="revoke"),
]

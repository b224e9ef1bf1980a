"""Addresses below `/<language>/me/`. They stand there and not below the area's name, as people type them."""

from django.urls import path

from shanyrak.interfaces.public.stays import me, pages
from shanyrak.interfaces.shared.discovery import Patterns

me_patterns: Patterns = [
    path("me/", me.me, name="me"),
    path("me/key/", me.sign_in_by_key, name="me_key"),
    path("me/extend/", me.extend, name="me_extend"),
    path("me/leave/", me.leave, name="me_leave"),
    path("me/withdraw/", me.withdraw, name="me_withdraw"),
    path("me/change/", me.change, name="me_change"),
    path("me/erase/", me.erase, name="me_erase"),
    path("me/card/", me.card, name="me_card"),
    path("me/out/", me.sign_out, name="me_out"),
    path("me/stays/", pages.every, name="me_stays"),
    path("me/stays/<uuid:stay>/", pages.show, name="me_stay"),
    path("me/stays/<uuid:stay>/going/", pages.accept, name="me_going"),
    path("me/stays/<uuid:stay>/refuse/", pages.refuse, name="me_refuse"),
    path("me/stays/<uuid:stay>/cancel/", pages.cancel, name="me_cancel"),
    path("me/stays/<uuid:stay>/in/", pages.arrive, name="me_in"),
    path("me/stays/<uuid:stay>/more/", pages.one_more, name="me_more"),
    path("me/stays/<uuid:stay>/other/", pages.other_place, name="me_other"),
    path("me/stays/<uuid:stay>/safe/", pages.safe, name="me_safe"),
]
bare_patterns: Patterns = [path("me/", me.begin, name="me")]

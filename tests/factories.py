"""Makers of test rows, with as few words as a test needs; each area adds its own, by services."""

from datetime import UTC, datetime

from shanyrak.base.ids import Actor

# The evening on which the stories of most tests happen: in Almaty it is 20:00 on Sunday 25 September 2022.
NOW = datetime(2022, 9, 25, 14, tzinfo=UTC)

# Who acts on the server's own terminal, before anybody is signed in.
ON_SERVER = Actor("machine", ref="system", powers=frozenset({"manage_members"}))

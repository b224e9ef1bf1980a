"""Who has gone of the hosts whom other areas still have in mind. What they were is not known any more."""

from collections.abc import Iterable, Sequence

from shanyrak.apps.hosting.models import Host
from shanyrak.base.ids import HostId


def list_all_hosts() -> Sequence[HostId]:
    """Return every host who has a row, for services."""
    return [HostId(key) for key in Host.objects.values_list("id", flat=True)]


def list_gone(*, hosts: Iterable[HostId]) -> Sequence[HostId]:
    """Return those of these hosts who have no row any more, for services."""
    asked = set(hosts)
    return sorted(asked - set(Host.objects.values_list("id", flat=True)))

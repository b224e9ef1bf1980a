"""Lets days pass in a site of its own, with all that is done every night, and looks at what is left then."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from shanyrak.apps.audit import services as audit
from shanyrak.apps.intake import services as intake
from shanyrak.apps.intake.sentinels import read_sentinels
from shanyrak.apps.stays import services as stays
from shanyrak.apps.vault import services as vault
from shanyrak.apps.vault.stock import KEYRING
from shanyrak.base.ids import SYSTEM
from shanyrak.interfaces.cli.platform.leaks.stores import write_backup, write_dump
from shanyrak.interfaces.cli.platform.purging.proof import Finding, count_traces, prove

DAYS, LEAST_TRACES = 20, 40
CONTROL = "control: "


def rehearse(folder: Path, now: datetime) -> list[Finding]:
    """Let sentinels enter and run out; copies are made on the first day, when the first of them is there."""
    first = now - timedelta(days=DAYS)
    live_a_night(first)
    found = [_copied(folder), *(one for one in prove(first, [], [folder / "keyring"]) if CONTROL in one.text)]
    for passed in range(1, DAYS + 1):
        live_a_night(first + timedelta(days=passed))
    return [*found, *prove(now, [folder / "tmp"], [folder / "keyring"])]


def live_a_night(now: datetime) -> None:
    """Do what is done every night, in its order."""
    for step in (
        vault.rotate_keyring,
        stays.forget_erased,
        intake.sweep_parties,
        vault.sweep,
        stays.sweep_keys,
        intake.shuffle_rows,
        intake.settle_journal,
        intake.enter_sentinel,
        audit.grow_tree,
        audit.publish_head,
    ):
        step(actor=SYSTEM, now=now)


def _copied(folder: Path) -> Finding:
    """Keep what an operator keeps, data and keyring apart; return whether the data tell of a sentinel."""
    data = folder / "backup"
    if settings.HAS_FILE:
        write_backup(data)
    else:
        write_dump(data)
    (folder / "keyring").mkdir()
    KEYRING.copy(folder / "keyring" / "keyring.db")
    n_traces = count_traces(read_sentinels(Path(settings.HOME)), data)
    return Finding(f"control: the backup of the first day holds {n_traces} traces", n_traces > LEAST_TRACES)

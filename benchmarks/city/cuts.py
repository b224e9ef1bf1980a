"""Kill whoever erases, seals anew or changes the master, at random points: no key is lost, no key is left.

`python benchmarks/city/cuts.py` does it two hundred times on SQLite, `--database postgresql` on a throw-away
server. After each kill the site begins again as `shanyrak serve` does; then whoever is not erased can be
opened, and whoever is erased cannot, also from a copy of their contact that was made before.
"""

import argparse
import os
import random
import signal
import time
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from beds import NOW, Tell, fork, scratch
from kept import Figure, keep, load_now
from kept import tell as tell_figures

N_PARTIES, ERASED_AT_ONCE, NIGHTS = 24, 6, 60
# An act takes some ten milliseconds on an idle machine, some hundred on a busy one.
LATEST_S = 0.15
WEEK = timedelta(days=7)


@dataclass
class Vault:
    """A team with keys, people whose contacts are sealed to it, and what copies hold of them."""

    actor: Any
    team: Any
    seeds: dict[int, Any] = field(default_factory=dict)
    parties: list[Any] = field(default_factory=list)
    copies: dict[Any, bytes] = field(default_factory=dict)
    moment: Any = NOW


def main() -> int:
    """Kill and look, again and again; return 1 where something cannot be opened, or can."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--keep", action="store_true", help="keep the figures")
    options, load = parser.parse_args(), load_now()
    with scratch(options.database):
        n_cut, wrong = cut(options.seed, options.points)
    print(*(f"WRONG: {fault}" for fault in wrong[:10]), sep="\n" if wrong else "")
    what = (
        f"{options.points} kills of purge, re-seal and rotation ({n_cut} in the middle), {options.database}"
    )
    figures = [Figure(f"{what}: lost or left", len(wrong), "", most=0)]
    is_missed = tell_figures(figures)
    if options.keep:
        keep(f"cuts.py --database {options.database}", figures, load)
    return int(is_missed)


def cut(chosen_by: int, n_points: int) -> tuple[int, list[str]]:
    """Kill so many times; return how often something was under way, and what was wrong after."""
    from django.db import connection

    chance, vault, wrong, n_cut = random.Random(chosen_by), found(), list[str](), 0
    for number in range(n_points):
        work = (purge, seal_anew, rotate)[number % 3]
        vault.moment += WEEK if work is rotate else timedelta(minutes=1)
        settle(vault, chance, is_new_epoch=work is seal_anew)
        connection.close()
        child = fork(partial(work, vault))
        time.sleep(chance.uniform(0, LATEST_S))
        os.kill(child.pid, signal.SIGKILL)
        lines = child.lines()
        n_cut += "begun" in lines and "done" not in lines
        begin_again(vault)
        lost = [line for line in lines if line.startswith("lost")]
        wrong += [f"point {number}, {work.__name__}: {fault}" for fault in (*lost, *faults(vault))]
    return n_cut, wrong


def found() -> Vault:
    """Found a team whose member has keys."""
    from shanyrak.apps.accounts import services as accounts
    from shanyrak.apps.accounts.models import Member
    from shanyrak.base.ids import SYSTEM, Actor
    from shanyrak.base.powers import POWERS

    team = accounts.found_team(actor=SYSTEM, now=NOW, name="Cut", place="Cut", time_zone="Asia/Almaty")
    member = Member.objects.create(team_id=team, alias="Cut", pseudonym="0" * 16)
    return Vault(Actor("member", ref="0" * 16, id=member.id, team=team, powers=frozenset(POWERS)), team)


def settle(vault: Vault, chance: random.Random, *, is_new_epoch: bool) -> None:
    """Have as many people as before, and, where contacts are to be sealed anew, keys to seal them to."""
    from shanyrak.apps.intake import services as intake
    from shanyrak.apps.intake.facts import Facts
    from shanyrak.apps.vault.models import SealedContact
    from shanyrak.base.ids import SYSTEM

    if is_new_epoch or not vault.seeds:
        make_epoch(vault)
    while len(vault.parties) < N_PARTIES:
        facts = Facts(team=vault.team, people=1, first_night=vault.moment.date(), nights=NIGHTS)
        vault.parties.append(intake.take_request(actor=SYSTEM, now=vault.moment, facts=facts))
    chance.shuffle(vault.parties)
    vault.copies |= {row.id: bytes(row.blob) for row in SealedContact.objects.all()}


def make_epoch(vault: Vault) -> None:
    """Make new keys of the team, as a browser does, and let it be approved."""
    from shanyrak.apps.vault.models import TeamEpoch, TeamWrap
    from shanyrak.core.sealing import TeamSeed, team_keys

    number, seed = max(vault.seeds, default=0) + 1, TeamSeed.draw()
    keys = team_keys(seed)
    TeamEpoch.objects.filter(team=vault.team).update(state="past")
    told = {"box_public": keys.box_public, "sign_public": keys.sign_public}
    made = {"made_by": vault.actor.ref, "approved_by": vault.actor.ref}
    epoch = TeamEpoch.objects.create(team_id=vault.team, number=number, **told, **made)
    TeamWrap.objects.create(epoch=epoch, member_id=vault.actor.id, wrap=bytes(80))
    vault.seeds[number] = seed


def purge(vault: Vault, tell: Tell) -> None:
    """Erase some, and sweep their rows."""
    from shanyrak.apps.intake import services as intake
    from shanyrak.base.ids import SYSTEM

    tell("begun")
    gone = vault.parties[:ERASED_AT_ONCE]
    intake.begin_erasing(actor=SYSTEM, now=vault.moment, parties=gone)
    intake.sweep_parties(actor=SYSTEM, now=vault.moment)
    tell("done")


def seal_anew(vault: Vault, tell: Tell) -> None:
    """Seal all contacts to the present keys, some at a time, as a member's browser does."""
    from shanyrak.apps.vault import services
    from shanyrak.apps.vault.services import SealedAnew
    from shanyrak.core.sealing import open_block, seal_block, team_keys, to_base64url

    tell("begun")
    public = team_keys(vault.seeds[max(vault.seeds)]).box_public
    while taken := services.take_contacts(actor=vault.actor, now=vault.moment, most=5):
        sent = []
        for one in taken:
            text = open_block(team_keys(vault.seeds[one.epoch]).box_secret, one.box)
            sent.append(SealedAnew(one.owner, one.mark, to_base64url(seal_block(public, text))))
        services.keep_sealed_anew(actor=vault.actor, now=vault.moment, sent=sent)
    tell("done")


def rotate(vault: Vault, tell: Tell) -> None:
    """Lock the keyring under the master of another week."""
    from shanyrak.apps.vault import services
    from shanyrak.base.ids import SYSTEM

    tell("begun")
    services.rotate_keyring(actor=SYSTEM, now=vault.moment)
    tell("done")


def begin_again(vault: Vault) -> None:
    """Do what is done before a site is served, and by the sweeps of its first hour."""
    from shanyrak.apps.intake import services as intake
    from shanyrak.apps.stays import services as stays
    from shanyrak.apps.vault.stock import KEYRING
    from shanyrak.base.ids import SYSTEM

    KEYRING.close()
    for step in (stays.open_keyring, stays.sweep_keys, stays.forget_erased):
        step(actor=SYSTEM, now=vault.moment)
    intake.sweep_parties(actor=SYSTEM, now=vault.moment)


def faults(vault: Vault) -> list[str]:
    """Return who is here and cannot be opened, and who was erased and can; forget these."""
    from shanyrak.apps.intake.models import Party
    from shanyrak.apps.vault.models import SealedContact
    from shanyrak.apps.vault.stock import KEYRING

    rows = {row.id: row for row in SealedContact.objects.select_related("epoch")}
    here, told = set(Party.objects.values_list("id", flat=True)), []
    keys = [held.erasure for held in map(KEYRING.find, KEYRING.owners()) if held]
    for party in vault.parties:
        row = rows.get(party)
        if party in here and (row is None or not _opens(vault, row)):
            told.append("somebody is here and cannot be opened")
        if party not in here and (row or KEYRING.has(party) or _is_had_back(vault.copies[party], keys)):
            told.append("somebody was erased and can be opened")
    vault.parties = [party for party in vault.parties if party in here]
    return told


def _opens(vault: Vault, row: Any) -> bool:
    from shanyrak.apps.vault.copies import find_text
    from shanyrak.apps.vault.stock import KEYRING

    keys = KEYRING.find(row.id, row.kver)
    found = keys and find_text(bytes(row.blob), keys=[keys.erasure], seed=vault.seeds[row.epoch.number])
    return found is not None


def _is_had_back(copy: bytes, keys: list[Any]) -> bool:
    from shanyrak.apps.vault.copies import Opener
    from shanyrak.base.errors import InvalidError
    from shanyrak.core.sealing import unlock

    def opened(key: Opener) -> bool:
        try:
            return bool(unlock(key, copy))
        except InvalidError:
            return False

    return any(map(opened, keys))


if __name__ == "__main__":
    raise SystemExit(main())

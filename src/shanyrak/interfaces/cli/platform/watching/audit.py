"""The command `shanyrak audit`: shows that the audit log is what it was, and proves what is in it."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shanyrak.base.errors import InvalidError

if TYPE_CHECKING:
    from shanyrak.core.auditlog import Head

audit = typer.Typer(name="audit", help="Check the audit log, or prove what is in it.", no_args_is_help=True)


@audit.command()
def verify(
    *,
    heads: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Heads that were kept elsewhere, as published.")
    ] = None,
) -> None:
    """Go through the whole log: every entry, place and head. The exit status is 1 if it was tampered with.

    Example: `shanyrak audit verify --heads heads-from-another-city.txt`
    """
    from shanyrak.interfaces.cli.platform.ready import make_ready

    make_ready()
    from shanyrak.apps.audit import queries

    found = queries.get_examined(today=_today(), kept=_kept(heads) if heads else ())
    for fault in found.faults:
        typer.echo(f"wrong: {fault.what} ({fault.place})")
    typer.echo(f"{found.size} entries in the tree, {found.n_waiting} that wait; root {found.root.hex()}")
    if heads is None:
        typer.echo("Without heads that were kept elsewhere, a log made wholly anew would pass.", err=True)
    raise typer.Exit(int(bool(found.faults)))


@audit.command()
def prove(
    place: Annotated[int, typer.Argument(metavar="PLACE", help="Place of the entry in the tree, from 0.")],
) -> None:
    """Print an entry, the hashes that lead from it to the root, and the published head that signs that root.

    Example: `shanyrak audit prove 12`
    """
    from shanyrak.interfaces.cli.platform.ready import make_ready

    make_ready()
    from shanyrak.apps.audit import queries

    found = queries.get_proof(position=place)
    content = found.row.leaf.content.decode() if found.row.has_content else "its content is gone"
    typer.echo(f"entry {content}\nhash {found.row.leaf_hash.hex()}")
    for other in found.hashes:
        typer.echo(f"with {other.hex()}")
    typer.echo(found.head.note, nl=False)


@audit.command()
def follow(
    page: Annotated[Path, typer.Argument(metavar="PAGE", help="A copy of the page /audit/heads of a site.")],
    *,
    key: Annotated[str, typer.Option(metavar="KEY", help="The key of that log, noted at another time.")],
    kept: Annotated[
        Path | None, typer.Option(metavar="FILE", help="An earlier copy, whose heads must all be there.")
    ] = None,
) -> None:
    """Watch the log of another site by its published heads alone; the exit status is 1 if it was rewritten.

    Example: `shanyrak audit follow today.txt --key example.org/audit+0f35a4c1+AT... --kept last-week.txt`
    """
    from shanyrak.core.auditlog import is_consistent, read_published, read_verifier_key

    public_key = read_verifier_key(key)
    told = sorted(read_published(_text(page), public_key), key=lambda pair: (pair[0].size, not pair[1]))
    earlier = read_published(_text(kept), public_key) if kept else []
    known = {(head.size, head.root) for head, _ in told}
    wrong = [
        f"a kept head of {h.size} entries is not there" for h, _ in earlier if (h.size, h.root) not in known
    ]
    for (before, _), (head, proof) in pairwise(told):
        if not is_consistent((before.size, before.root), (head.size, head.root), proof):
            wrong.append(f"the head of {head.size} entries does not follow that of {before.size}")
    for line in wrong:
        typer.echo(f"wrong: {line}")
    typer.echo(f"{len(told)} heads, the latest of {told[-1][0].size if told else 0} entries")
    raise typer.Exit(int(bool(wrong) or not told))


def _kept(file: Path) -> "list[Head]":
    from django.conf import settings

    from shanyrak.core.auditlog import public_key_of, read_published

    found = [head for head, _ in read_published(_text(file), public_key_of(settings.SECRETS.head))]
    if not found:
        raise InvalidError(f"{file} holds no head of a log")
    return found


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InvalidError(f"{file} is no text") from None


def _today() -> date:
    from django.utils import timezone

    from shanyrak.base import clock

    return timezone.localdate(clock.now())

"""The command `shanyrak verify-site`: whether a site serves the files of this release and no others."""

from pathlib import Path
from typing import Annotated

import typer

from shanyrak.base.errors import InvalidError


def verify_site(
    url: Annotated[str, typer.Argument(metavar="[URL]", help="The site, such as https://example.org.")] = "",
    *,
    manifest: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The files of a release.", show_default="this one")
    ] = None,
    write: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the files of this release into FILE.")
    ] = None,
) -> None:
    """Fetch pages of a site and every file that they name, and compare with what this release serves.

    It finds a file with one byte changed, a file of nobody, a script inside a page, things from elsewhere and
    a header that is not exactly ours. A server can show bad code to one visitor only: run it from several
    networks. The exit status is 1 if anything is wrong.

    Example: `shanyrak verify-site https://example.org`
    """
    from shanyrak.interfaces.cli.platform.ready import make_ready

    make_ready()
    from shanyrak.interfaces.cli.platform.watching import release

    told = release.read(manifest) if manifest else release.files()
    if write is not None:
        write.write_text(release.text(told), encoding="utf-8")
        typer.echo(f"{write} names {len(told)} files", err=True)
        return
    if not url.startswith(("http://", "https://")):
        raise InvalidError("name the site with its scheme, such as https://example.org")
    found = release.compare(url.rstrip("/"), told)
    for line in found.wrong:
        typer.echo(f"wrong: {line}")
    typer.echo(f"{found.n_pages} pages and {found.n_files} files of {url}")
    raise typer.Exit(int(bool(found.wrong)))

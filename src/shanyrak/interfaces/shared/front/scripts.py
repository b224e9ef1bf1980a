"""Gives what a script imports the name that holds its hash, and tells all of it. Knows no script by name.

A browser keeps a file under such a name for ever, so a page of today could otherwise run a part of last week.
"""

import re
from collections.abc import Callable, Mapping
from posixpath import dirname, join, normpath, relpath

# At the beginning of a line and with a path of our own; what comes after `from` may stand on a later line.
IMPORT = re.compile(rb"""(?m)^(import\s+|(?:import|export)\b[^;"']*?\bfrom\s+)(["'])(\.{1,2}/[^"']+)\2""")
Named = Callable[[str, bytes], str]


class RoundImportError(ValueError):
    """Scripts import one another in a circle, so that none of them has a hash before the others have."""


def imports_named(files: Mapping[str, bytes], named: Named) -> Mapping[str, bytes]:
    """Return all files, scripts with each relative import under the name that `named` gives what it leads to.

    Raises
    ------
    KeyError
        If a script imports what is no file of ours.
    RoundImportError
        If scripts import one another in a circle.
    """
    named_files = _NamedFiles(files, named)
    for name in files:
        named_files.finish(name)
    return named_files.done


def all_imports(files: Mapping[str, bytes], name: str) -> list[str]:
    """Return all that a script imports, itself or by what it imports, each once and the nearest first."""
    met, row = {name}, [name]
    for script in row:
        ways = (found[3].decode() for found in IMPORT.finditer(files[script]))
        near = dict.fromkeys(normpath(join(dirname(script), way)) for way in ways)
        row += [other for other in near if other not in met]
        met.update(near)
    return row[1:]


class _NamedFiles:
    """Files of which some are finished: what they import has its name."""

    def __init__(self, files: Mapping[str, bytes], named: Named) -> None:
        self.files, self.named = files, named
        self.done: dict[str, bytes] = {}

    def finish(self, name: str, above: tuple[str, ...] = ()) -> bytes:
        """Return the content of a file once what it imports is finished."""
        if name in above:
            raise RoundImportError(" imports ".join([*above, name]))
        folder = dirname(name)

        def hashed(found: re.Match[bytes]) -> bytes:
            other = normpath(join(folder, found[3].decode()))
            path = relpath(self.named(other, self.finish(other, (*above, name))), folder)
            return found[1] + found[2] + (path if path.startswith("../") else f"./{path}").encode() + found[2]

        if name not in self.done:
            content = self.files[name]
            self.done[name] = IMPORT.sub(hashed, content) if name.endswith(".js") else content
        return self.done[name]

"""Makes one style sheet of several, and drops what only its authors read. Knows no style in particular.

A first view may cost two requests, so what a style imports is sent inside it.
"""

import re
from collections.abc import Callable

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
IMPORT = re.compile(r'@import "([\w.-]+)";')
SPACE = re.compile(r"\s+")
AROUND = re.compile(r" ?([{};,>]) ?")
COLON = re.compile(r"(?<=[\w-]): ")
LAST = re.compile(r";(?=})")


def whole_style(text: str, read: Callable[[str], str]) -> str:
    """Return the style with its imports in place, without comments and without spaces that mean nothing."""
    plain = COMMENT.sub("", text)
    joined = COMMENT.sub("", IMPORT.sub(lambda found: read(found[1]), plain))
    tight = AROUND.sub(r"\1", SPACE.sub(" ", joined))
    return LAST.sub("", COLON.sub(":", tight)).strip() + "\n"

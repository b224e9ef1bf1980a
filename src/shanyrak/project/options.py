"""What an operator may set: one file, `shanyrak.toml`, and the environment, which wins.

Every name is told in docs/reference/settings.md; a test compares.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from shanyrak.base.errors import InvalidError

FILE = "shanyrak.toml"
# Of the city that the other settings are for, too; which city a district is of stands before the stroke.
DISTRICTS = tuple(
    f"Almaty/{name}"
    for name in ("Alatau", "Almaly", "Auezov", "Bostandyk", "Jetisu", "Medeu", "Nauryzbay", "Turksib")
)
YES, NO = {"true", "yes", "1"}, {"false", "no", "0"}


@dataclass(frozen=True, kw_only=True)
class Options:
    """The settings of a response, with what holds where nothing is said."""

    home: str = "var"
    database: str = ""
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    https: bool = False
    onion: str = ""
    time_zone: str = "Asia/Almaty"
    languages: tuple[str, ...] = ("kk", "ru", "en", "uk", "ky")
    districts: tuple[str, ...] = DISTRICTS
    phones: tuple[str, ...] = ()
    bot: str = ""
    guides: str = ""
    leave_to: str = "https://www.wikipedia.org/"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2


def read_options(environ: Mapping[str, str]) -> Options:
    """Return what the file says and the environment overrides.

    Raises
    ------
    InvalidError
        If the file cannot be read, a name is unknown or a value is of the wrong kind.
    """
    named = environ.get("SHANYRAK_SETTINGS")
    path = Path(named or FILE)
    told = _read(path) if named or path.exists() else {}
    known = {field.name: field.default for field in fields(Options)}
    for name in told:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            mend = f"; did you mean '{near[0]}'?" if near else ""
            raise InvalidError(f"{path}: there is no setting '{name}'{mend}")
    values: dict[str, Any] = {
        name: _checked(f"{path}, {name}", value, known[name]) for name, value in told.items()
    }
    for name, default in known.items():
        variable = f"SHANYRAK_{name.upper()}"
        if variable in environ:
            values[name] = _checked(variable, _parsed(variable, environ[variable], default), default)
    return Options(**values)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as trouble:
        raise InvalidError(f"{path}: {trouble.strerror}; SHANYRAK_SETTINGS names the settings file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise InvalidError(f"{path} is not TOML: {wrong}") from None


def _parsed(variable: str, text: str, default: object) -> object:
    """Return the text of the environment as a value of the default's kind."""
    if isinstance(default, bool):
        if text.lower() not in YES | NO:
            raise InvalidError(f"{variable}: '{text}' is neither true nor false")
        return text.lower() in YES
    if isinstance(default, int):
        return int(text) if text.isdecimal() else text
    if isinstance(default, tuple):
        return [word.strip() for word in text.split(",") if word.strip()]
    return text


def _checked(where: str, value: object, default: object) -> Any:
    """Return the value if it is of the default's kind; a list becomes a tuple."""
    if isinstance(default, tuple):
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise InvalidError(f"{where}: write a list of words, for example {list(default)}")
        return tuple(value)
    if type(value) is not type(default):
        kind = {bool: "true or false", int: "a whole number", str: "text"}[type(default)]
        raise InvalidError(f"{where}: '{value}' is not {kind}")
    return value

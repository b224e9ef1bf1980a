"""The box that holds the server's secrets while it is off, and opens with eight words. It knows no file."""

import json
import secrets
import struct
from dataclasses import dataclass, fields
from itertools import combinations

from shanyrak.base.errors import InvalidError
from shanyrak.base.secret import SecretText
from shanyrak.core.sealing.boxes import lock, unlock
from shanyrak.core.sealing.derivation import LANES, SALT_SIZE, stretch
from shanyrak.core.sealing.errors import BrokenBoxError
from shanyrak.core.sealing.keys import Key, LockKey, Pepper, PuzzleKey, SaltKey

BOOT_WORDS = 8
VERSION = 1
MAGIC = b"SHB1"
COST = struct.Struct(">III")  # KiB, passes, lanes
HEAD_SIZE = len(MAGIC) + SALT_SIZE + COST.size
MEMORY_KIB, PASSES = 65_536, 3
MOST_MEMORY_KIB, MOST_PASSES = (
    1_048_576,
    16,
)  # of a box made elsewhere; more would only be there to exhaust us


class BootKey(LockKey):
    """What the boot words become."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ServerSecrets:
    """What a server must know to serve, each drawn on its own.

    Attributes
    ----------
    pepper, salt
        For locators, and for the salts of members.
    vouch, pow
        For vouch codes and for puzzles.
    head, ring, django
        For heads of the audit log, for the keyring's weekly masters, and for Django.

    Raises
    ------
    InvalidError
        If two are equal: keys that differ in use must differ.
    """

    pepper: Pepper
    salt: SaltKey
    vouch: Key
    pow: PuzzleKey
    head: Key
    ring: LockKey
    django: Key

    def __post_init__(self) -> None:
        """Refuse two secrets that are one."""
        values = [getattr(self, field.name).reveal() for field in fields(self)]
        if any(one == other for one, other in combinations(values, 2)):
            raise InvalidError("two of the server's secrets are equal; each must be drawn on its own")


def draw_server_secrets() -> ServerSecrets:
    """Draw the secrets of a new server."""
    return ServerSecrets(
        Pepper.draw(), SaltKey.draw(), Key.draw(), PuzzleKey.draw(), Key.draw(), LockKey.draw(), Key.draw()
    )


def close_boot_box(words: SecretText, held: ServerSecrets) -> bytes:
    """Return the content of the box's file.

    Parameters
    ----------
    words
        The boot words, as they were read. New words for the same secrets change no key.
    held
        What it shall hold.
    """
    salt = secrets.token_bytes(SALT_SIZE)
    head = MAGIC + salt + COST.pack(MEMORY_KIB, PASSES, LANES)
    return head + lock(_boot_key(words, salt, MEMORY_KIB, PASSES), _to_json(held))


def open_boot_box(words: SecretText, content: bytes) -> ServerSecrets:
    """Return what the box holds.

    Parameters
    ----------
    words
        The boot words, as they were read.
    content
        As `close_boot_box` made it.

    Raises
    ------
    BrokenBoxError
        If the words are others, or the file was altered or is no boot box of this version.
    InvalidError
        If two of the secrets in it are equal.
    """
    if not content.startswith(MAGIC) or len(content) <= HEAD_SIZE:
        raise BrokenBoxError("this is no boot box")
    salt = content[len(MAGIC) : len(MAGIC) + SALT_SIZE]
    memory_kib, passes, lanes = COST.unpack_from(content, len(MAGIC) + SALT_SIZE)
    if not (
        MEMORY_KIB <= memory_kib <= MOST_MEMORY_KIB and PASSES <= passes <= MOST_PASSES and lanes == LANES
    ):
        raise BrokenBoxError("the boot box asks for a cost that no box of ours has")
    return _from_json(unlock(_boot_key(words, salt, memory_kib, passes), content[HEAD_SIZE:]))


def _boot_key(words: SecretText, salt: bytes, memory_kib: int, passes: int) -> BootKey:
    return BootKey(stretch(words, salt, memory_kib=memory_kib, passes=passes))


def _to_json(held: ServerSecrets) -> bytes:
    members = {field.name: getattr(held, field.name).reveal().hex() for field in fields(held)} | {
        "v": VERSION
    }
    return json.dumps(members, sort_keys=True, separators=(",", ":")).encode("ascii")


def _from_json(text: bytes) -> ServerSecrets:
    members = json.loads(text)
    if members.get("v") != VERSION or members.keys() != {
        "v",
        *(field.name for field in fields(ServerSecrets)),
    }:
        raise BrokenBoxError("the boot box is of another version, or lacks a secret")
    return ServerSecrets(
        pepper=Pepper.from_hex(members["pepper"]),
        salt=SaltKey.from_hex(members["salt"]),
        vouch=Key.from_hex(members["vouch"]),
        pow=PuzzleKey.from_hex(members["pow"]),
        head=Key.from_hex(members["head"]),
        ring=LockKey.from_hex(members["ring"]),
        django=Key.from_hex(members["django"]),
    )

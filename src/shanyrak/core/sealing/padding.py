"""Blocks of one length, so that a seal shows neither how much was written nor whether anything was."""

from shanyrak.core.sealing.boxes import LOCK_OVERHEAD, SEAL_OVERHEAD, open_sealed, seal
from shanyrak.core.sealing.errors import BlockError, TextTooLongError
from shanyrak.core.sealing.keys import BoxPublicKey, BoxSecretKey

BLOCK = 1024
LENGTH = 2  # bytes that say how long the text is
LONGEST_TEXT = BLOCK - LENGTH
SEALED_BLOCK = BLOCK + SEAL_OVERHEAD
LOCKED_BLOCK = SEALED_BLOCK + LOCK_OVERHEAD


def pad(content: bytes) -> bytes:
    """Return 1,024 bytes that hold the content: its length in two bytes, itself, zero bytes.

    Parameters
    ----------
    content
        At most 1,022 bytes; count bytes, not letters.

    Raises
    ------
    TextTooLongError
        If there are more.
    """
    if len(content) > LONGEST_TEXT:
        raise TextTooLongError(f"at most {LONGEST_TEXT} bytes fit, there are {len(content)}")
    return (len(content).to_bytes(LENGTH) + content).ljust(BLOCK, b"\0")


def unpad(block: bytes) -> bytes:
    """Return the content of a block.

    Parameters
    ----------
    block
        As `pad` made it.

    Raises
    ------
    BlockError
        If it has another length, says so of its content, or has anything but zero bytes after it.
    """
    length = int.from_bytes(block[:LENGTH])
    if len(block) != BLOCK or length > LONGEST_TEXT:
        raise BlockError("bad_length")
    if any(block[LENGTH + length :]):
        raise BlockError("bad_padding")
    return block[LENGTH : LENGTH + length]


def seal_block(key: BoxPublicKey, content: bytes) -> bytes:
    """Pad and seal; the result has 1,072 bytes whatever the content, and 1,112 once locked.

    Parameters
    ----------
    key
        Of the one who shall open it.
    content
        At most 1,022 bytes.

    Raises
    ------
    TextTooLongError
        If there are more.
    WeakKeyError
        If the key is none.
    """
    return seal(key, pad(content))


def open_block(key: BoxSecretKey, box: bytes) -> bytes:
    """Open what `seal_block` made.

    Parameters
    ----------
    key
        The secret key.
    box
        1,072 bytes.

    Raises
    ------
    BrokenBoxError
        If the box was altered or cut, or is for another key.
    BlockError
        If somebody sealed what is no block.
    """
    return unpad(open_sealed(key, box))

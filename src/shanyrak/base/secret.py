"""Values that show nothing of themselves: phrases, keys, tokens. What they are for is core's business."""

import hmac
import re
from typing import ClassVar, Generic, NoReturn, Self, TypeVar

from shanyrak.base.errors import InvalidError

T = TypeVar("T", bound=str | bytes)
HIDDEN = "<secret>"
LOWER_HEX = re.compile(r"(?:[0-9a-f]{2})+", re.ASCII)


class Secret(Generic[T]):
    """A value whose `repr`, `str` and pickles do not give it away; `reveal` is the only way to it.

    Equality takes the same time wherever two values differ, and holds only within one class. There is no
    hash, so that no secret becomes the key of a cache. Python cannot wipe memory: keep a secret in the
    shortest scope.
    """

    __slots__ = ("_value",)

    def __init__(self, value: T) -> None:
        self._value = value

    def reveal(self) -> T:
        """Return the value itself; never for a log, an error, a row or an argument of a task."""
        return self._value

    def __repr__(self) -> str:
        return HIDDEN

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return hmac.compare_digest(_to_bytes(self._value), _to_bytes(other._value))

    def __hash__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is a secret: it is no key of a dictionary or a cache")

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is a secret: it is neither pickled nor copied")


class SecretText(Secret[str]):
    """Text that is never shown."""

    __slots__ = ()


class SecretBytes(Secret[bytes]):
    """Bytes that are never shown; a subclass with a `SIZE` takes exactly that many.

    Raises
    ------
    InvalidError
        If there are more or fewer bytes.
    """

    __slots__ = ()
    SIZE: ClassVar[int | None] = None

    def __init__(self, value: bytes) -> None:
        if self.SIZE is not None and len(value) != self.SIZE:
            raise InvalidError(f"{type(self).__name__} has {self.SIZE} bytes, not {len(value)}")
        super().__init__(value)

    @classmethod
    def from_hex(cls, text: str) -> Self:
        """Read lower-case hex, as forms and files carry it.

        Raises
        ------
        InvalidError
            If the text is anything else, or has the wrong size.
        """
        if not LOWER_HEX.fullmatch(text):
            raise InvalidError(f"{cls.__name__} is written in lower-case hexadecimal digits")
        return cls(bytes.fromhex(text))


def _to_bytes(value: str | bytes) -> bytes:
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value

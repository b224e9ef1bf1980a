"""Why a leaf or a head is refused.

::

    InvalidError
    ├── LeafError             its content is no plain code
    ├── HeadFormError         the text is no head
    └── HeadSignatureError    the head was altered, or another key signed it
"""

from shanyrak.base.errors import InvalidError


class LeafError(InvalidError):
    """What a leaf shall say is no plain ASCII: two programs might write it in two ways."""


class HeadFormError(InvalidError):
    """The text is not what a head looks like."""


class HeadSignatureError(InvalidError):
    """The head was altered, or is signed by another key."""

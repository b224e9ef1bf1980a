"""What time it is. Only interfaces may ask (contract `told-the-time`); below them time is an argument."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(tz=UTC)

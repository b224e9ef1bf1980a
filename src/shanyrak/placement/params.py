"""Settings of each part of the engine, checked when they are made."""

from dataclasses import dataclass

from shanyrak.base.errors import InvalidError

KM_CAP = (
    100.0  # farther than this is another region; a kilometre more makes no difference to a plan of nights
)
EARTH_KM = 6371.0  # mean radius, as the problem states it


@dataclass(frozen=True, slots=True)
class Worth:
    """What is subtracted from a person-night, in person-nights: a move, a kilometre a night, all wants missing a night."""

    move: float = 0.5
    km: float = 0.002
    want: float = 0.1

    def __post_init__(self) -> None:
        """Refuse what the certificate could not bound.

        Raises
        ------
        InvalidError
            If a value is negative or not a number.
        """
        for name in ("move", "km", "want"):
            if not 0 <= getattr(self, name) < float("inf"):
                raise InvalidError(f"--{name} must be a number of person-nights, 0 or more")

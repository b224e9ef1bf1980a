"""When a day turns and by when an answer is due, by the clock of a city. Moments come in as arguments."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shanyrak.apps.accounts import queries as accounts
from shanyrak.base.ids import TeamId
from shanyrak.base.nights import is_still_night, night_before, tonight

# docs/explanation/life-of-a-stay.md says why.
HOST_ANSWERS_LATE = timedelta(minutes=20)
HOST_ANSWERS_TONIGHT = timedelta(minutes=45)
HOST_ANSWERS_LATER = timedelta(hours=4)
LATE = time(20)
PARTY_ANSWERS = timedelta(hours=1)
MEMBER_THINKS = timedelta(minutes=30)
UNVOUCHED_AT_MOST = timedelta(hours=2)
STEP = timedelta(minutes=5)
HOUR = timedelta(hours=1)
FIRST_SAFE_CHECK, NEXT_SAFE_CHECK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class CityTime:
    """A moment as the clock of a city tells it."""

    now: datetime
    zone: ZoneInfo

    @property
    def local(self) -> datetime:
        """The moment on that clock."""
        return self.now.astimezone(self.zone)

    @property
    def today(self) -> date:
        """The day on that clock's calendar."""
        return self.local.date()

    @property
    def tonight(self) -> date:
        """The night that "tonight" means."""
        return tonight(self.local)

    @property
    def earliest(self) -> date:
        """The first night that can still be slept: until noon the one that is ending."""
        return night_before(self.local) if is_still_night(self.local) else self.tonight

    def host_by(self, first_night: date) -> datetime:
        """Return by when a host is asked to answer for a stay that begins on this night."""
        if first_night > self.tonight:
            return rounded_up(self.now + HOST_ANSWERS_LATER)
        is_late = self.local.time() >= LATE or self.local.date() > self.tonight
        return rounded_up(self.now + (HOST_ANSWERS_LATE if is_late else HOST_ANSWERS_TONIGHT))

    def held_until(self, host_by: datetime, *, is_vouched: bool) -> datetime:
        """Return until when beds are kept while both sides are asked; whoever is not vouched for has less.

        A bed for somebody whom nobody has seen is kept to a full hour within two, but the host is always let
        finish; only an act in person keeps it longer.
        """
        until = host_by + PARTY_ANSWERS
        if is_vouched:
            return until
        full_hour = (self.now + UNVOUCHED_AT_MOST).replace(minute=0, second=0, microsecond=0)
        return min(until, max(full_hour, host_by))


def rounded_up(moment: datetime) -> datetime:
    """Return the next full five minutes: a deadline need not tell when its row was written."""
    past = timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
    return moment if not past else moment + STEP - past


def city_time(now: datetime, team: TeamId) -> CityTime:
    """Return a moment as the clock of a team's city tells it.

    Raises
    ------
    LookupError
        If there is no such team.
    """
    view = accounts.find_team_of_id(team=team)
    if view is None:
        raise LookupError(f"no team {team}")
    return CityTime(now, ZoneInfo(view.time_zone))

"""The plain ways to tell a wait, always reckoned beside ours: what does not beat them is not worth it."""

from dataclasses import dataclass

SERVICE_PACE, SKIP_PACE = 0.04, 0.02  # what one more service, one more call, moves a running mean
FIRST_SKIP_SHARE = 0.05


def office_formula(n_ahead: float, mean_min: float, n_counters: int, *, is_one_free: bool = False) -> float:
    """Return the wait by the formula of the ZMS of Berlin and Munich: a place in line times a fixed mean.

    Parameters
    ----------
    n_ahead
        Tickets ahead.
    mean_min
        Minutes of a service, as somebody set them.
    n_counters
        Counters that are open; none counts as one.
    is_one_free
        Whether a counter has nobody to serve.

    References
    ----------
    .. [1] it-at-m/eappointment, zmsentities, Collection/QueueList.php.
    """
    return 0.0 if is_one_free else (n_ahead + 1) * mean_min / max(n_counters, 1)


@dataclass(slots=True)
class Baselines:
    """What the plain ways learn from calls and services as they happen.

    Attributes
    ----------
    mean_min
        Running mean of minutes of service.
    skip_share
        Running share of calls that nobody answers.
    latest_wait
        Minutes that the ticket waited that was called last.
    """

    mean_min: float
    skip_share: float = FIRST_SKIP_SHARE
    latest_wait: float = 0.0

    def learn_service(self, minutes: float) -> None:
        """Learn from a service that has ended.

        Parameters
        ----------
        minutes
            How long it took.
        """
        self.mean_min += SERVICE_PACE * (minutes - self.mean_min)

    def learn_call(self, waited_min: float, *, came: bool) -> None:
        """Learn from a call.

        Parameters
        ----------
        waited_min
            Minutes from the issue of the ticket.
        came
            Whether somebody answered.
        """
        self.skip_share += SKIP_PACE * ((not came) - self.skip_share)
        self.latest_wait = waited_min

    def queue_length(self, n_ahead: int, n_counters: int, *, is_one_free: bool = False) -> float:
        """Return the wait by the length of the line, less those who will not answer.

        Parameters
        ----------
        n_ahead, n_counters, is_one_free
            As in `office_formula`.
        """
        left = n_ahead * (1 - self.skip_share)
        return office_formula(left, self.mean_min, n_counters, is_one_free=is_one_free)

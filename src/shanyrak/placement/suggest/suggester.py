"""The door: a plan held in memory that answers at once where one more party could sleep, or why it cannot."""

from shanyrak.base.errors import InvalidError, NotFoundError
from shanyrak.placement.model import Case, Certificate, Party, Plan, Stay
from shanyrak.placement.params import Worth
from shanyrak.placement.problem import Problem
from shanyrak.placement.suggest.answers import Answer, Suggestion
from shanyrak.placement.suggest.asking import Names
from shanyrak.placement.suggest.holding import Holding
from shanyrak.placement.suggest.seeker import MOST_NIGHTS, Aim, Seeker
from shanyrak.placement.suggest.whynot import why_not

SCALE = 0.5  # part of the prices that counts in the order; the page on placement says why


class Suggester:
    """Answers for one new or changed party at a time; nobody else is moved.

    Parameters
    ----------
    case
        A case, or what `Problem.of` made of it.
    plan
        A plan of the case; what it leaves is on offer.
    certificate
        The certificate of the plan. Its prices tell what a bed is worth to others; without it, nothing.
    worth
        What a move, a kilometre and a missing want take away, where `case` is a case; else the problem knows.

    Raises
    ------
    InvalidError
        If the plan is not one of this case, needs more beds than there are, or the certificate is of another
        case.
    NotFoundError
        If the plan names a party or space that the case has not.

    Notes
    -----
    Memory is 13 bytes a space and night, beside the problem. Not for use by several threads at once.
    """

    def __init__(
        self,
        case: Case | Problem,
        plan: Plan,
        certificate: Certificate | None = None,
        *,
        worth: Worth | None = None,
    ) -> None:
        problem = case if isinstance(case, Problem) else Problem.of(case, worth=worth)
        self._holding = Holding(problem, plan, certificate, Names(problem))
        self._seeker = Seeker(self._holding)

    @property
    def plan(self) -> Plan:
        """The plan as it stands, with all that was applied and cancelled."""
        return self._holding.plan()

    def party(self, party_id: str) -> Party:
        """Return a party of the case, or one that was added, as it was last applied.

        Raises
        ------
        NotFoundError
            If there is none.
        """
        if party_id not in self._holding.parties:
            raise NotFoundError(f"There is no party {party_id} in this case.")
        return self._holding.parties[party_id]

    def stays(self, party_id: str) -> tuple[Stay, ...]:
        """Return the stays of a party in the plan as it stands, in order of parts and nights."""
        self.party(party_id)
        return self._holding.stays_of(party_id)

    def suggest(self, party: Party | str, *, most: int = 5, scale: float = SCALE) -> Answer:
        """Return the best chains for a party in what the plan leaves, or why not all its nights have a bed.

        Parameters
        ----------
        party
            Whom to house: a party that the plan does not know, one that it knows with other wishes, or the
            id of one. What it has in the plan is on offer, too; what was promised to it is kept.
        most
            How many chains at most, 1 or more.
        scale
            Part of the prices that counts. 0: what is best for this party; 1: what is best for all.

        Returns
        -------
        Answer
            Chains in order of value less `scale` times what they displace. The first is the best there is;
            each other is the best without the main spaces of those before it, where most nights are spent.
            Where fewer than `most` are worth more than they displace, those with the most nights follow,
            whatever they displace; the chain with the most nights is always among them. A party in several
            parts is lodged part by part, which is not always the best.

        Raises
        ------
        InvalidError
            If a number is out of its range, nights lie outside those of the plan, or what was promised to the
            party does not go with what it asks for now.
        NotFoundError
            If an id is unknown.
        """
        if isinstance(party, str):
            party = self.party(party)
        if most < 1 or not 0 <= scale < float("inf"):
            raise InvalidError("The number of suggestions must be 1 or more, the scale of prices 0 or more.")
        with self._holding.without(party.party_id):
            found = self._seeker.best(party, Aim(scale), most)
            longest = found[0] if found and found[0].is_whole else self._longest(party, scale)
            if broken := self._holding.broken_promise(party.party_id, longest.stays if longest else ()):
                raise InvalidError(
                    f"Party {broken.party_id} was promised {broken.space_id} from {broken.first_night} to "
                    f"the morning of {broken.end_night}. That does not go with what it asks for now; change "
                    "the promise first."
                )
            if len(found) < most and longest is not None:
                rest = Aim(scale, MOST_NIGHTS)
                found += self._seeker.best(party, rest, most - len(found), without=found)
            found = [one for one in found if not self._holding.broken_promise(party.party_id, one.stays)]
            why = None
            if longest is None or not longest.is_whole:
                why = why_not(self._seeker, party, longest, scale)
        return Answer(party, _ordered(found, longest, most, scale), why)

    def apply(self, suggestion: Suggestion) -> None:
        """Take a suggestion into the plan, in the place of what the party had; the party becomes known.

        Raises
        ------
        ConflictError
            If there is no room for it any more.
        InvalidError
            If a host has to be asked first, because a stay is shorter than the host takes.
        """
        self._holding.put(suggestion.party, suggestion.stays)

    def cancel(self, party_id: str) -> tuple[Stay, ...]:
        """Take the stays of a party out of the plan, but what was promised to it; return what was taken out.

        Raises
        ------
        NotFoundError
            If there is no such party.
        """
        party = self.party(party_id)
        stays = self._holding.lift(party_id)
        promised = tuple(self._holding.promised.get(party_id, ()))
        self._holding.put_back(party, promised)
        return tuple(stay for stay in stays if stay not in promised)

    def _longest(self, party: Party, scale: float) -> Suggestion | None:
        """Return the best of the chains with the most person-nights."""
        aim = Aim(scale, MOST_NIGHTS)
        found = self._seeker.best(party, aim, 1)
        if party.may_split and not (found and found[0].is_whole):
            parts = self._seeker.in_fewest_parts(party, aim._replace(whole=True))
            found = [parts] if parts else found
        return found[0] if found else None


def _ordered(
    found: list[Suggestion], longest: Suggestion | None, most: int, scale: float
) -> tuple[Suggestion, ...]:
    """Return the suggestions in order, each once, the longest among them."""
    by_stays = {one.stays: one for one in found}
    if longest is not None and longest.stays not in by_stays:
        kept = found[: most - 1] if most > 1 else found[:1]
        by_stays = {one.stays: one for one in [*kept, longest][:most]}
    return tuple(sorted(by_stays.values(), key=lambda one: scale * one.displaced - one.value))

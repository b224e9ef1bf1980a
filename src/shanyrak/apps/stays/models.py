"""Rows of stays: stays, holds, refusals, what is owed to both sides, safe checks and plans of a wave."""

import uuid

from django.db import models
from django.db.models import F, Q

from shanyrak.apps.stays.states import HOLDING, HoldKind, StayState
from shanyrak.base.nights import Span

DIGEST, PSEUDONYM_LENGTH, WORD_LENGTH = 32, 16, 20


class PlanState(models.TextChoices):
    """How far a plan of a wave is."""

    REQUESTED = "requested"
    RUNNING = "running"
    DONE = "done"
    SENDING = "sending"
    SENT = "sent"
    UNDOING = "undoing"
    FAILED = "failed"
    DISCARDED = "discarded"


class PlanRun(models.Model):
    """One plan for all parties of a team: what it was made of, how far it is, what it came to.

    .. no_pii: counts, hashes and prices; the stays that it proposes are rows of their own
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("accounts.Team", models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=PlanState.choices, default=PlanState.REQUESTED)
    requested_at = models.DateTimeField()
    first_night = models.DateField()
    end_night = models.DateField()
    seed = models.PositiveBigIntegerField()
    # Seconds, gap and worth that the search was given.
    parameters = models.JSONField(default=dict)
    # SHA-256 of the frozen tables; the tables themselves are kept only while the search runs.
    input_hash = models.CharField(max_length=64, blank=True)
    frozen = models.BinaryField(default=bytes)
    # Who works on it, so that one who was thought dead cannot write; and when they were last seen.
    worker = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField(null=True)
    progress = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    certificate = models.BinaryField(default=bytes)
    error = models.CharField(max_length=80, blank=True)
    # After this moment messages of a plan that was sent leave; before, it can be undone.
    leaves_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(state__in=[PlanState.REQUESTED, PlanState.RUNNING]),
                name="one_plan_under_work_per_team",
            ),
        ]
        indexes = [models.Index(fields=["team", "requested_at"], name="plans_by_team")]


class Stay(models.Model):
    """Consecutive nights of a party in a space, somewhere between proposed and left.

    .. pii: which party sleeps in which space on which nights, neither with a name; until 7 days after the
        party has gone, at once if it erases itself
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("accounts.Team", models.PROTECT, related_name="+")
    party = models.ForeignKey("intake.Party", models.PROTECT, related_name="+")
    # None is a bed that nobody here gave: "they sleep at a friend's".
    space = models.ForeignKey("hosting.Space", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=StayState.choices)
    # Parts of a party that agreed to be split are counted from 1; who is not split is part 1.
    part = models.PositiveSmallIntegerField(default=1)
    people = models.PositiveSmallIntegerField()
    first_night = models.DateField()
    end_night = models.DateField()
    # What it takes of the ledger on each of its nights.
    units = models.PositiveSmallIntegerField()
    # Among proposals for one need: who is asked first is 0, the reserves follow.
    rank = models.PositiveSmallIntegerField(default=0)
    # The stay that ends when this one begins, if people move in the middle of it.
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    plan = models.ForeignKey(PlanRun, models.SET_NULL, null=True, related_name="stays")
    is_locked = models.BooleanField(default=False)
    # Why a row of a plan could not be sent, as a word.
    misfit = models.CharField(max_length=WORD_LENGTH, blank=True)
    # What both sides say at the door, so that they know each other.
    door_words = models.CharField(max_length=40, blank=True)
    # A host was asked, so that the same question is not put twice.
    was_asked = models.BooleanField(default=False)
    # Of the link by which a host answers.
    ask_hash = models.BinaryField(max_length=DIGEST, null=True, unique=True)
    # Of the code that opens the same question: read aloud, typed where no script runs.
    code_hash = models.BinaryField(max_length=DIGEST, null=True, unique=True)
    changed_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end_night__gt=F("first_night"))
                | Q(state=StayState.OUT, end_night__gte=F("first_night")),
                name="stay_has_a_night_unless_left_at_once",
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="stay_has_people"),
            models.CheckConstraint(condition=Q(space__isnull=True) ^ Q(units__gte=1), name="stay_takes_beds"),
            # A double post, or two who press together, make one stay; who left may come back at once.
            models.UniqueConstraint(
                fields=["party", "space", "part", "first_night"],
                condition=Q(state__in=HOLDING),
                name="one_stay_per_party_space_and_night",
            ),
        ]
        indexes = [
            models.Index(fields=["party", "first_night"], name="stays_by_party"),
            models.Index(fields=["space", "first_night"], name="stays_by_space"),
            models.Index(
                fields=["team", "state", "end_night", "first_night", "party"], name="stays_by_night"
            ),
            models.Index(fields=["plan", "state"], name="stays_by_plan"),
        ]

    @property
    def span(self) -> Span:
        """Its nights."""
        return Span(self.first_night, self.end_night)


class Hold(models.Model):
    """Until when beds are kept for a stay that is not yet told, and until when a host is asked.

    Both moments are set once. The row goes with the answer or the deadline.

    .. no_pii: two moments of the coming hours, rounded to five minutes
    .. time: an answer is waited for by the minute; the row goes within hours
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stay = models.OneToOneField(Stay, models.CASCADE, related_name="hold")
    kind = models.CharField(max_length=7, choices=HoldKind.choices)
    until = models.DateTimeField(db_index=True)
    host_by = models.DateTimeField(null=True)


class Notice(models.Model):
    """What a side is owed to hear of a stay; sent once, by whatever way that side has chosen.

    .. no_pii: that a message of one kind is owed or was sent; until the stay goes
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stay = models.ForeignKey(Stay, models.CASCADE, related_name="notices")
    side = models.CharField(max_length=5)
    kind = models.CharField(max_length=WORD_LENGTH)
    owed_on = models.DateField()
    sent_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stay", "side", "kind"], name="one_notice_per_kind")]
        indexes = [models.Index(fields=["sent_on", "side"], name="notices_owed")]


class Refusal(models.Model):
    """A side said no, with a reason of the list, and what followed from it.

    .. pii: a word for why a stay did not come about; until 30 days later or the stay goes
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stay = models.OneToOneField(Stay, models.CASCADE, related_name="refusal")
    by = models.CharField(max_length=5)
    reason = models.CharField(max_length=WORD_LENGTH)
    effect = models.CharField(max_length=WORD_LENGTH)
    refused_on = models.DateField(db_index=True)


class RefusalCount(models.Model):
    """How often each reason was given in a month; what is left of refusals.

    .. no_pii: a count
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("accounts.Team", models.CASCADE, related_name="+")
    month = models.DateField()
    by = models.CharField(max_length=5)
    reason = models.CharField(max_length=WORD_LENGTH)
    n_times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "month", "by", "reason"], name="one_count_per_month")
        ]


class Bar(models.Model):
    """A party and a host, or a site, that are not brought together again.

    .. pii: that a party is kept from a host or a site, neither with a name; until the party goes
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey("intake.Party", models.CASCADE, related_name="+")
    host = models.ForeignKey("hosting.Host", models.CASCADE, null=True, related_name="+")
    site = models.ForeignKey("hosting.Site", models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(host__isnull=True) ^ Q(site__isnull=True), name="bar_names_host_or_site"
            ),
            models.UniqueConstraint(fields=["party", "host"], name="one_bar_per_party_and_host"),
            models.UniqueConstraint(fields=["party", "site"], name="one_bar_per_party_and_site"),
        ]


class SafeCheck(models.Model):
    """One question to one side whether all is well, and its answer. Neither side reads the other's.

    .. pii: a word for how somebody is in a stay; until the stay goes
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stay = models.ForeignKey(Stay, models.CASCADE, related_name="safe_checks")
    side = models.CharField(max_length=5)
    due_on = models.DateField()
    answer = models.CharField(max_length=WORD_LENGTH, blank=True)
    answered_on = models.DateField(null=True)
    # Set when a member has looked into an answer, or into silence.
    closed_on = models.DateField(null=True)
    closed_by = models.CharField(max_length=PSEUDONYM_LENGTH, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stay", "side", "due_on"], name="one_safe_check_per_day")
        ]
        indexes = [models.Index(fields=["due_on", "closed_on"], name="safe_checks_by_day")]


class PlanGap(models.Model):
    """Nights of a party for which a plan has no bed, and why.

    .. pii: that a party without a name has no bed on some nights; until the plan or the party goes
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(PlanRun, models.CASCADE, related_name="gaps")
    party = models.ForeignKey("intake.Party", models.CASCADE, related_name="+")
    asked_nights = models.PositiveIntegerField()
    unhoused_nights = models.PositiveIntegerField()
    # The same in the plan before; null where it did not know the party.
    before = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=WORD_LENGTH)
    detail = models.CharField(max_length=WORD_LENGTH, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "party"], name="one_gap_per_plan_and_party")]

"""Rows of queueing: service points with counters and hours; tickets, their events, what calls taught."""

import uuid

from django.db import models
from django.db.models import F, Q

DIGEST, WORD_LENGTH, WORDS_LENGTH = 32, 20, 120


class ServicePoint(models.Model):
    """A place with a line, and the rule by which it calls (docs/reference/lines.md).

    .. no_pii: a place and its rules
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("accounts.Team", models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=160, blank=True)
    time_zone = models.CharField(max_length=64)
    is_open = models.BooleanField(default=True)
    patience_min = models.PositiveSmallIntegerField(default=30)
    most_overtakes = models.PositiveSmallIntegerField(default=10)
    walk_in_percent = models.PositiveSmallIntegerField(default=25)
    # Of what the counters can serve on a later day, so much may be promised to appointments.
    appointment_percent = models.PositiveSmallIntegerField(default=50)
    grace_min = models.PositiveSmallIntegerField(default=3)
    most_calls = models.PositiveSmallIntegerField(default=3)
    places_back = models.PositiveSmallIntegerField(default=5)
    # What people without an appointment have due, as the latest call left it.
    credit = models.FloatField(default=0.0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "name"], name="one_point_per_name")]


class Service(models.Model):
    """What people come to a service point for.

    .. no_pii: a name, a letter and minutes
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    point = models.ForeignKey(ServicePoint, models.CASCADE, related_name="services")
    name = models.CharField(max_length=80)
    letter = models.CharField(max_length=1)
    # How long it takes as long as nobody has measured it.
    catalogue_min = models.PositiveSmallIntegerField()
    is_offered = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["point", "letter"], name="one_service_per_letter"),
            models.UniqueConstraint(fields=["point", "name"], name="one_service_per_name"),
            models.CheckConstraint(condition=Q(catalogue_min__gte=1), name="service_takes_a_minute"),
        ]


class Counter(models.Model):
    """Where one ticket at a time is served; without skills it gives every service.

    .. no_pii: a number on a wall
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    point = models.ForeignKey(ServicePoint, models.CASCADE, related_name="counters")
    name = models.CharField(max_length=12)
    # Nobody is there until somebody says otherwise.
    is_paused = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["point", "name"], name="one_counter_per_name")]


class Skill(models.Model):
    """A service that a counter gives, where it does not give all.

    .. no_pii: what a counter is for
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    counter = models.ForeignKey(Counter, models.CASCADE, related_name="skills")
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["counter", "service"], name="one_skill_per_service")]


class OpenSpan(models.Model):
    """Hours of a service point, or of one of its counters: of a day of the week, or of one date.

    Those of a date take the place of those of the week, those of a counter that of its point's. A span that
    ends when it begins says that all is shut.

    .. no_pii: hours of counters
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    point = models.ForeignKey(ServicePoint, models.CASCADE, related_name="spans")
    counter = models.ForeignKey(Counter, models.CASCADE, null=True, related_name="+")
    weekday = models.PositiveSmallIntegerField(null=True)  # 0 is Monday
    day = models.DateField(null=True)
    opens_at = models.TimeField()
    closes_at = models.TimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__isnull=True) ^ Q(day__isnull=True), name="span_is_of_the_week_or_a_date"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gte=F("opens_at")), name="span_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(weekday__isnull=True) | Q(weekday__lte=6), name="week_has_seven_days"
            ),
        ]
        indexes = [models.Index(fields=["point", "day"], name="spans_by_day")]


class TicketState(models.TextChoices):
    """Where a ticket is; the last three are the end of it."""

    WAITING = "waiting"
    AWAY = "away"
    CALLED = "called"
    SERVING = "serving"
    SERVED = "served"
    MISSED = "missed"
    LEFT = "left"


IN_LINE = (TicketState.WAITING, TicketState.AWAY)
AT_COUNTER = (TicketState.CALLED, TicketState.SERVING)
LIVE = (*IN_LINE, *AT_COUNTER)


class Ticket(models.Model):
    """A place in a line, for one or for a family. It has no name; who has its link has the ticket.

    .. pii: how many people a ticket is for and what they need at a counter, without a name; until midnight
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    point = models.ForeignKey(ServicePoint, models.CASCADE, related_name="tickets")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    day = models.DateField()
    code = models.CharField(max_length=4)
    link_hash = models.BinaryField(max_length=DIGEST, unique=True)
    holder_hash = models.BinaryField(max_length=DIGEST, null=True)
    people = models.PositiveSmallIntegerField(default=1)
    needs = models.CharField(max_length=WORDS_LENGTH, blank=True)
    note = models.CharField(max_length=WORD_LENGTH, blank=True)
    urgency = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=7, choices=TicketState.choices, default=TicketState.WAITING)
    issued_at = models.DateTimeField()
    appointment_at = models.DateTimeField(null=True)
    # From when its place in the line counts; who is late stands further back by it.
    since_at = models.DateTimeField()
    overtaken = models.PositiveSmallIntegerField(default=0)
    n_calls = models.PositiveSmallIntegerField(default=0)
    n_missed = models.PositiveSmallIntegerField(default=0)
    counter = models.ForeignKey(Counter, models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField(null=True)
    serving_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # A slot that was given back is free for others only after this moment.
    freed_at = models.DateTimeField(null=True)
    # What the model expected at the issue, before calibration; what became of it teaches the next ranges.
    told_low = models.FloatField(null=True)
    told_likely = models.FloatField(null=True)
    told_high = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["point", "day", "code"], name="one_ticket_per_code"),
            models.UniqueConstraint(
                fields=["holder_hash", "service"],
                condition=Q(state__in=LIVE),
                name="one_live_ticket_per_holder",
            ),
            # Whatever the services do, a counter never has two.
            models.UniqueConstraint(
                fields=["counter"], condition=Q(state__in=AT_COUNTER), name="one_ticket_per_counter"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=AT_COUNTER) | Q(counter__isnull=False, called_at__isnull=False),
                name="called_ticket_has_counter",
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="ticket_has_people"),
        ]
        indexes = [models.Index(fields=["point", "day", "state"], name="tickets_by_day")]


class TicketEvent(models.Model):
    """What happened to a ticket, and when; written once, gone with the ticket.

    .. no_pii: a step of a ticket, which has no name
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=WORD_LENGTH)
    counter = models.ForeignKey(Counter, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ticket", "at"], name="events_of_a_ticket")]


class CallFact(models.Model):
    """What a call taught: how long it was waited for, whether somebody came, how long serving took.

    .. no_pii: minutes of a service in an hour, of no ticket
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    point = models.ForeignKey(ServicePoint, models.CASCADE, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    urgency = models.PositiveSmallIntegerField()
    waited_min = models.FloatField()
    came = models.BooleanField()
    served_min = models.FloatField(null=True)
    told_low = models.FloatField(null=True)
    told_likely = models.FloatField(null=True)
    told_high = models.FloatField(null=True)

    class Meta:
        indexes = [models.Index(fields=["point", "day", "hour"], name="facts_by_hour")]

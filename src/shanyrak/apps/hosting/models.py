"""Rows of hosting: sites, hosts, what was checked of them, their spaces, and the ledger of beds."""

import uuid
from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from shanyrak.apps.hosting.words import FRESH_DAYS, NIGHTS_IN_A_ROW, NIGHTS_OF_REST, VettingLevel
from shanyrak.base.nights import Span

WORDS_LENGTH = 240
PSEUDONYM_LENGTH = 16
KEY = 32
SQUARE_METRES_A_PERSON, PEOPLE_A_TOILET, PEOPLE_A_SHOWER = 3.5, 20, 20


class Site(models.Model):
    """A collective place with many beds, run by the team: a hall, a dormitory.

    .. no_pii: a place and its doors
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("accounts.Team", models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    district = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=160, blank=True)
    # A public place with walk-ins; the others are shown only to people who have a bed there.
    is_listed = models.BooleanField(default=True)
    is_open = models.BooleanField(default=True)
    # Somebody of the team is there all night: without that nobody who is protected sleeps there.
    is_staffed = models.BooleanField(default=True)
    opens_at = models.TimeField(null=True)
    closes_at = models.TimeField(null=True)
    # What the place can bear; whatever is least binds, and null is not measured.
    square_metres = models.PositiveIntegerField(null=True)
    toilets = models.PositiveSmallIntegerField(null=True)
    showers = models.PositiveSmallIntegerField(null=True)
    fire_limit = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "name"], name="one_site_per_name")]

    def limits(self) -> dict[str, int]:
        """Return how many people the place can bear, by what was measured of it."""
        told = {
            "square_metres": self.square_metres and int(self.square_metres / SQUARE_METRES_A_PERSON),
            "toilets": self.toilets and self.toilets * PEOPLE_A_TOILET,
            "showers": self.showers and self.showers * PEOPLE_A_SHOWER,
            "fire_limit": self.fire_limit,
        }
        return {name: limit for name, limit in told.items() if limit is not None}


class HostState(models.TextChoices):
    """Whether a host is with us; for how long they rest is told by their pauses."""

    OPEN = "open"
    GONE = "gone"


class Host(models.Model):
    """Somebody who offers a space, known by what was checked of them and never by a name.

    .. pii: languages, dates and counts of answers of a host without a name; until 30 days after they stop
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("accounts.Team", models.PROTECT, related_name="+")
    state = models.CharField(max_length=4, choices=HostState.choices, default=HostState.OPEN)
    languages = models.CharField(max_length=WORDS_LENGTH, blank=True)
    # What replies are sealed to, of one who has a phrase; the secret half follows from it.
    public_key = models.BinaryField(max_length=KEY, default=bytes)
    # What the checks that are kept add up to.
    level = models.PositiveSmallIntegerField(
        choices=[(level.value, level.name.lower()) for level in VettingLevel], default=VettingLevel.NEW.value
    )
    # Two members, neither of whom is the other, passed this host at the highest level.
    has_two_vetters = models.BooleanField(default=False)
    nights_in_a_row = models.PositiveSmallIntegerField(default=NIGHTS_IN_A_ROW)
    nights_of_rest = models.PositiveSmallIntegerField(default=NIGHTS_OF_REST)
    # When the host last said that the offer holds, and whether somebody is to ask, or has asked.
    fresh_on = models.DateField()
    is_question_owed = models.BooleanField(default=False)
    asked_on = models.DateField(null=True)
    n_asked = models.PositiveIntegerField(default=0)
    n_yes = models.PositiveIntegerField(default=0)
    n_no = models.PositiveIntegerField(default=0)
    n_silent = models.PositiveIntegerField(default=0)
    no_in_a_row = models.PositiveSmallIntegerField(default=0)
    created_on = models.DateField()
    gone_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=HostState.GONE) ^ Q(gone_on__isnull=True), name="gone_host_has_day"
            ),
            models.CheckConstraint(
                condition=Q(has_two_vetters=False) | Q(level=VettingLevel.REFERENCES.value),
                name="two_vetters_are_of_the_highest_level",
            ),
        ]
        indexes = [models.Index(fields=["team", "state", "level"], name="hosts_by_team")]

    @property
    def language_codes(self) -> tuple[str, ...]:
        """The languages of the home."""
        return tuple(filter(None, self.languages.split(";")))

    def is_fresh(self, day: date) -> bool:
        """Return whether the offer was confirmed lately."""
        return day - self.fresh_on <= timedelta(days=FRESH_DAYS)


class PauseKind(models.TextChoices):
    """Who wants nobody to come, or why. The last two end only when a vetter says so."""

    BREAK = "break"
    REST = "rest"
    AWAY = "away"
    TEAM = "team"
    VETTING = "vetting"
    SAFETY = "safety"


class Pause(models.Model):
    """Nights on which nobody new comes to a host; without an end until somebody lifts it.

    .. pii: when a host rests or is looked at, without a name; until 30 days after the host stops
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host = models.ForeignKey(Host, models.CASCADE, related_name="pauses")
    kind = models.CharField(max_length=7, choices=PauseKind.choices)
    first_night = models.DateField()
    end_night = models.DateField(null=True)
    lifted_on = models.DateField(null=True)
    lifted_by = models.CharField(max_length=PSEUDONYM_LENGTH, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end_night__isnull=True) | Q(end_night__gt=F("first_night")),
                name="pause_has_a_night",
            ),
        ]
        indexes = [models.Index(fields=["host", "lifted_on"], name="pauses_by_host")]

    def is_on(self, span: Span) -> bool:
        """Return whether it forbids a stay on these nights."""
        starts_before = self.first_night < span.end
        return (
            self.lifted_on is None and starts_before and (not self.end_night or self.end_night > span.first)
        )


class CheckKind(models.TextChoices):
    """What a vetter did."""

    PHONE = "phone"
    VISIT = "visit"
    REFERENCES = "references"


class Check(models.Model):
    """A check of a host: what, by whom, on which day, and whether it was passed. A failed one is kept.

    .. pii: that a host without a name was checked, and the pseudonym of the vetter; until 30 days after the
        host stops, the count of failed ones for ever
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host = models.ForeignKey(Host, models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=10, choices=CheckKind.choices)
    is_passed = models.BooleanField()
    # A word of a list, for the checks that were not passed.
    reason = models.CharField(max_length=20, blank=True)
    vetter = models.CharField(max_length=PSEUDONYM_LENGTH)
    checked_on = models.DateField()
    # Whether it counts: a later one of its kind takes the place of the vetter's own, a failed one that of
    # all, and one passed after it that of the failed one.
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_passed=False) ^ Q(reason=""), name="failed_check_has_reason"
            ),
            models.UniqueConstraint(
                fields=["host", "kind", "vetter"],
                condition=Q(is_current=True),
                name="one_current_check_per_vetter",
            ),
        ]


class SpaceKind(models.TextChoices):
    """What people find when they open the door."""

    BED = "bed"
    ROOM = "room"
    HOME = "home"
    HALL = "hall"


class SexRule(models.TextChoices):
    """Who may sleep there; `same` is never both on one night."""

    ANY = "any"
    WOMEN = "f"
    MEN = "m"
    SAME = "same"


class Space(models.Model):
    """What is offered: a room or a home of a host, or a room of a site. Its street is not here.

    .. no_pii: beds, rules and the district of a space
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("accounts.Team", models.PROTECT, related_name="+")
    host = models.ForeignKey(Host, models.CASCADE, null=True, related_name="spaces")
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="spaces")
    # Of a room of a site: "Hall 2". A host's space has none.
    label = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=4, choices=SpaceKind.choices)
    beds = models.PositiveSmallIntegerField()
    is_private = models.BooleanField(default=True)
    # Words with ";" between, in the order of the alphabet, as tables of the engine have them.
    features = models.CharField(max_length=WORDS_LENGTH, blank=True)
    house_rules = models.CharField(max_length=WORDS_LENGTH, blank=True)
    min_nights = models.PositiveSmallIntegerField(default=1)
    max_nights = models.PositiveSmallIntegerField(null=True)
    sexes = models.CharField(max_length=4, choices=SexRule.choices, default=SexRule.ANY)
    place = models.CharField(max_length=80)
    district = models.CharField(max_length=40, blank=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(host__isnull=True) ^ Q(site__isnull=True), name="space_has_host_or_site"
            ),
            models.CheckConstraint(condition=Q(beds__gte=1), name="space_has_a_bed"),
            models.CheckConstraint(
                condition=Q(min_nights__gte=1)
                & (Q(max_nights__isnull=True) | Q(max_nights__gte=F("min_nights"))),
                name="most_nights_are_not_fewer_than_least",
            ),
        ]
        indexes = [models.Index(fields=["team", "withdrawn_on"], name="spaces_by_team")]

    @property
    def capacity(self) -> int:
        """What the ledger counts of it on a night: one party if it is private, else its beds."""
        return 1 if self.is_private else self.beds

    @property
    def feature_words(self) -> frozenset[str]:
        """What it offers, and what follows from its other columns."""
        told = set(filter(None, self.features.split(";")))
        return frozenset(
            told
            | ({"private_room"} if self.is_private else set())
            | ({"women_only"} if self.sexes == SexRule.WOMEN else set())
        )

    @property
    def rule_words(self) -> frozenset[str]:
        """What people agree to when they come."""
        return frozenset(filter(None, self.house_rules.split(";")))


class Window(models.Model):
    """A span on which a space is free, as its host says.

    .. no_pii: dates of a space
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, models.CASCADE, related_name="windows")
    first_night = models.DateField()
    end_night = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end_night__gt=F("first_night")), name="window_has_a_night"),
        ]

    @property
    def span(self) -> Span:
        """Its nights."""
        return Span(self.first_night, self.end_night)


class BedNight(models.Model):
    """The ledger of beds: what a space can take on a night, and what has been taken of it.

    .. no_pii: a count of a space on a night
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, models.CASCADE, related_name="bed_nights")
    night = models.DateField()
    # One party in a private space, people in one that is shared.
    capacity = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "night"], name="one_row_per_space_and_night"),
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="no_bed_is_promised_twice"),
        ]
        indexes = [models.Index(fields=["night"], name="bed_nights_by_night")]

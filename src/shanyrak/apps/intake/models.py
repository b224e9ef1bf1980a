"""Rows of intake: parties, where their phrases lead, and who is signed in. Names and numbers are in none."""

import uuid

from django.db import models

from shanyrak.base.nights import Span

DIGEST, KEY, NONCE = 32, 32, 16
MOST_PEOPLE = 60
CODE_LENGTH = 6


class PartyState(models.TextChoices):
    """How far a request is; what becomes of it in a bed is told by its stays."""

    NEW = "new"  # nobody has come back to it yet
    OPEN = "open"
    LEFT = "left"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"  # the row goes within a minute, once its beds are free


OPEN_STATES = (PartyState.NEW, PartyState.OPEN)


class Sex(models.TextChoices):
    """Of all people of a party; matters only where a space has a rule on it."""

    UNSAID = ""
    WOMEN = "f"
    MEN = "m"
    MIXED = "mixed"


class Party(models.Model):
    """People who stay together and ask for a bed, known by what a bed must offer them.

    .. pii: size, nights, coarse needs and city of a request without a name; until 7 days after the last night
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("accounts.Team", models.PROTECT, related_name="+")
    # Drawn, for voice and screens; two letters that Latin and Cyrillic share, four digits.
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    state = models.CharField(max_length=9, choices=PartyState.choices, default=PartyState.NEW)
    people = models.PositiveSmallIntegerField()
    first_night = models.DateField()
    end_night = models.DateField()
    # A district of the team's city; empty is any.
    district = models.CharField(max_length=40, blank=True)
    # Words with ";" between, in the order of the alphabet, as tables of the engine have them.
    needs = models.CharField(max_length=200, blank=True)
    wants = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=5, choices=Sex.choices, blank=True)
    # One flag for children alone and for women alone who ask for it: which of them it is, is not kept.
    is_protected = models.BooleanField(default=False)
    may_split = models.BooleanField(default=False)
    # Somebody of the team has seen these people, or somebody trusted gave them a code.
    is_vouched = models.BooleanField(default=False)
    language = models.CharField(max_length=2)
    # What replies are sealed to; the secret half follows from the phrase.
    public_key = models.BinaryField(max_length=KEY)
    created_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(people__gte=1, people__lte=MOST_PEOPLE), name="party_has_people"
            ),
            models.CheckConstraint(
                condition=models.Q(end_night__gt=models.F("first_night")), name="party_has_a_night"
            ),
        ]
        indexes = [
            # All that the list of tonight asks of 20,000 rows, so that it reads the index alone.
            models.Index(
                fields=["team", "state", "end_night", "first_night", "is_protected", "id"],
                name="parties_tonight",
            ),
            models.Index(fields=["state"], name="parties_by_state"),
        ]

    @property
    def span(self) -> Span:
        """The nights that it asks for."""
        return Span(self.first_night, self.end_night)

    @property
    def nights(self) -> int:
        """How many nights that is."""
        return len(self.span)

    @property
    def need_words(self) -> frozenset[str]:
        """What a space must have."""
        return frozenset(filter(None, self.needs.split(";")))

    @property
    def want_words(self) -> frozenset[str]:
        """What a space had better have."""
        return frozenset(filter(None, self.wants.split(";")))

    @property
    def is_open(self) -> bool:
        """Whether it still asks for something."""
        return self.state in OPEN_STATES


class LocatorKind(models.TextChoices):
    """What a phrase does when it is typed."""

    OWN = "own"
    PANIC = "panic"
    HOST = "host"


class Locator(models.Model):
    """Where a phrase leads: two rows a party, its own and its panic phrase, and one row a host.

    .. pii: a keyed hash of a phrase, worth nothing without the server's pepper; until the party is erased or
        the host has gone
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    locator = models.BinaryField(max_length=DIGEST, unique=True)
    party = models.ForeignKey(Party, models.CASCADE, null=True, related_name="locators")
    # A row of an area that is not known here: no key, but the bare id.
    host = models.UUIDField(null=True, unique=True)
    kind = models.CharField(max_length=5, choices=LocatorKind.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=LocatorKind.HOST, party__isnull=True, host__isnull=False)
                | (~models.Q(kind=LocatorKind.HOST) & models.Q(party__isnull=False, host__isnull=True)),
                name="locator_leads_to_party_or_host",
            ),
        ]


class SignIn(models.Model):
    """Somebody who typed a phrase. Where it was nobody's, the row names no party and is good for nothing.

    .. pii: that somebody of a party, or a host, is signed in; until a full hour, at most two hours later
    .. time: the end is a full hour, so it does not tell when the sign-in began; the row goes then
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Party, models.CASCADE, null=True, related_name="sign_ins")
    host = models.UUIDField(null=True)
    token_hash = models.BinaryField(max_length=DIGEST, unique=True)
    expires_at = models.DateTimeField(db_index=True)


class SpentProof(models.Model):
    """A solved puzzle or a turn that was used, so that it is used once; the row goes within two hours.

    .. no_pii: random bytes that a page carried
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nonce = models.BinaryField(max_length=NONCE, unique=True)
    expires_at = models.DateTimeField(db_index=True)

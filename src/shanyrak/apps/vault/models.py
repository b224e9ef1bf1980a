"""Rows of the vault: keys of members and teams, and what was sealed to them. No row opens another."""

import uuid

from django.db import models

KEY, MEMBER_WRAP, SEED_WRAP, LOCKED = 32, 72, 80, 1112


class MemberKey(models.Model):
    """A key pair of a member, the secret half under a lock that follows from their passphrase.

    .. no_pii: keys, drawn in the member's browser
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.OneToOneField("accounts.Member", models.CASCADE, related_name="+")
    public = models.BinaryField(max_length=KEY)
    wrap = models.BinaryField(max_length=MEMBER_WRAP)


class EpochState(models.TextChoices):
    """Whether people still seal to a team's keys."""

    CURRENT = "current"
    PAST = "past"  # what is sealed to it is being sealed anew


class TeamEpoch(models.Model):
    """The public keys of a team from one change of its members to the next.

    .. no_pii: public keys, made in a member's browser
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("accounts.Team", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    box_public = models.BinaryField(max_length=KEY)
    sign_public = models.BinaryField(max_length=KEY)
    state = models.CharField(max_length=7, choices=EpochState.choices, default=EpochState.CURRENT)
    # Who made it, and who else approved that what was sealed before is sealed anew to it: pseudonyms.
    made_by = models.CharField(max_length=16)
    approved_by = models.CharField(max_length=16, blank=True)
    # Somebody had its secret who is no longer to have it: the team needs other keys.
    is_exposed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "number"], name="one_epoch_per_number"),
            models.UniqueConstraint(
                fields=["team"],
                condition=models.Q(state=EpochState.CURRENT),
                name="one_current_epoch_per_team",
            ),
        ]


class TeamWrap(models.Model):
    """The secret of an epoch, sealed to one member; or to a key on paper, where no member is named.

    .. no_pii: a sealed key
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    epoch = models.ForeignKey(TeamEpoch, models.CASCADE, related_name="wraps")
    member = models.ForeignKey("accounts.Member", models.CASCADE, null=True, related_name="+")
    wrap = models.BinaryField(max_length=SEED_WRAP)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["epoch", "member"], name="one_wrap_per_member")]


class SealedContact(models.Model):
    """How somebody can be reached, or nothing, in as many bytes: sealed to the team, locked by the keyring.

    The id is that of a party or a host; which of them is not known here.

    .. pii: name, phone and street that only members can open; until its key is deleted: 7 days after
        the last night, or 30 days after a host stops
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    epoch = models.ForeignKey(TeamEpoch, models.PROTECT, related_name="contacts")
    kver = models.PositiveIntegerField()
    blob = models.BinaryField(max_length=LOCKED)


class SealedWay(models.Model):
    """The way to a home, sealed by a member's browser to the party that goes there, locked by the keyring.

    The id is that of a stay, the owner that of a party; neither is known here.

    .. pii: a street that only this party can read; until the stay is over, or the party is erased
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.UUIDField()
    kver = models.PositiveIntegerField()
    blob = models.BinaryField(max_length=LOCKED)


class Opening(models.Model):
    """That a member opened some contact, for the count of an hour and a day; the row goes after a day.

    .. no_pii: a time at which a member worked; whose contact it was is not here
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey("accounts.Member", models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["member", "opened_at"], name="openings_by_member")]


class KeyringMark(models.Model):
    """Which keyring these rows belong to, so that with another one nobody is taken for erased.

    .. no_pii: a digest of a random name
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)

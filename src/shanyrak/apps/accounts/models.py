"""Rows of accounts: teams, members with their roles, and what signing in needs, most of it for minutes."""

import secrets
import uuid

from django.db import models

from shanyrak.base.powers import ROLES

DIGEST = 32
USERNAME_LENGTH, ALIAS_LENGTH = 30, 40


def draw_pseudonym() -> str:
    """Draw the word under which a member stands in the audit log."""
    return secrets.token_hex(8)


class Team(models.Model):
    """The staff of a city.

    .. no_pii: a city and how it tells the time
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    # The city as tables of the engine write it.
    place = models.CharField(max_length=80)
    time_zone = models.CharField(max_length=64)
    # Of nobody: those who are invented to show that erasing works ask it for a bed.
    is_reserved = models.BooleanField(default=False)


class MemberState(models.TextChoices):
    """How far a member has come."""

    INVITED = "invited"
    ACTIVE = "active"
    REVOKED = "revoked"


class Member(models.Model):
    """Somebody of a team, under a name of their choice; when they last signed in is not kept.

    .. pii: username and alias of a member, both chosen; until 30 days after they were revoked
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, models.PROTECT, related_name="members")
    state = models.CharField(max_length=8, choices=MemberState.choices, default=MemberState.INVITED)
    pseudonym = models.CharField(max_length=16, unique=True, default=draw_pseudonym)
    # The salt of the passphrase is made of it, so it never changes.
    username = models.CharField(max_length=USERNAME_LENGTH, blank=True)
    # What arrivals, hosts and other members read.
    alias = models.CharField(max_length=ALIAS_LENGTH)
    language = models.CharField(max_length=2, default="ru")
    # A slow hash of the key that follows from the passphrase.
    auth_hash = models.CharField(max_length=128, blank=True)
    # The secret of the codes, locked with a key of the site.
    totp_lock = models.BinaryField(max_length=60, default=bytes)
    revoked_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=MemberState.ACTIVE) | ~models.Q(username=""),
                name="active_member_has_username",
            ),
            models.UniqueConstraint(
                fields=["username"], condition=~models.Q(username=""), name="one_member_per_username"
            ),
            models.CheckConstraint(
                condition=models.Q(state=MemberState.REVOKED) ^ models.Q(revoked_on__isnull=True),
                name="revoked_member_has_day",
            ),
        ]


class Grant(models.Model):
    """A role of a member, in the whole team or at one site.

    .. no_pii: what a member may do
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role, role) for role in ROLES])
    # Sites are rows of an area above, so this is an id and no key.
    site = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "role", "site"], name="one_grant_per_role_and_site"),
            models.UniqueConstraint(
                fields=["member", "role"],
                condition=models.Q(site__isnull=True),
                name="one_grant_per_role_in_the_team",
            ),
        ]


class Invitation(models.Model):
    """A link that lets one invited person in, once; the row goes when it is used.

    .. no_pii: the hash of a link
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.OneToOneField(Member, models.CASCADE, related_name="invitation")
    link_hash = models.BinaryField(max_length=DIGEST, unique=True)
    expires_at = models.DateTimeField()


class SignIn(models.Model):
    """A member who is signed in, until a full hour; the row goes then.

    .. no_pii: the hash of a token
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="sign_ins")
    token_hash = models.BinaryField(max_length=DIGEST, unique=True)
    expires_at = models.DateTimeField()


class Passkey(models.Model):
    """A device of a member that can sign in.

    .. no_pii: a public key, and an id that the device drew
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="passkeys")
    credential = models.BinaryField(max_length=1023, unique=True)
    public_key = models.BinaryField(max_length=1023)
    # How often the device says that it signed; a copy of it would lag behind.
    sign_count = models.PositiveBigIntegerField(default=0)
    added_on = models.DateField()


class Challenge(models.Model):
    """What a device is asked to sign, once and within minutes.

    .. no_pii: random bytes
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, models.CASCADE, null=True)
    content = models.BinaryField(max_length=DIGEST)
    expires_at = models.DateTimeField()


class SpentCode(models.Model):
    """A code that was used, so that nobody who saw it can use it again; the row goes within minutes.

    .. no_pii: the number of a half minute
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, models.CASCADE)
    step = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "step"], name="one_use_per_code"),
        ]


class Slowdown(models.Model):
    """How often signing in failed under one name, anybody's or nobody's; the row goes within an hour.

    .. no_pii: a keyed hash of what was typed as a name; no address
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name_hash = models.BinaryField(max_length=DIGEST, unique=True)
    failures = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField()

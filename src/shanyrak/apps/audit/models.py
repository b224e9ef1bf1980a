"""Rows of the audit log, its tree and published heads, the heartbeats of the jobs, the mark of the keys."""

import uuid

from django.db import models

NONCE_SIZE, HASH_SIZE = 16, 32


class Entry(models.Model):
    """One act of a member, a firm or the machine; what arrivals and hosts do is never written.

    .. no_pii: `actor` is a pseudonym, `ref` a keyed hash; the content goes after 180 days, its hash stays
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The hash is there from the first; the place in the tree of hashes from when the entry enters it.
    position = models.PositiveBigIntegerField(null=True, unique=True)
    leaf_hash = models.BinaryField(max_length=HASH_SIZE, null=True)
    version = models.PositiveSmallIntegerField(default=1)
    action = models.CharField(max_length=60)
    actor = models.CharField(max_length=16)
    day = models.DateField(null=True)  # none once the content is gone
    detail = models.CharField(max_length=40, blank=True)
    ref = models.CharField(max_length=64, blank=True)
    nonce = models.BinaryField(max_length=NONCE_SIZE)

    class Meta:
        indexes = [
            models.Index(fields=["ref", "day"], name="audit_by_subject"),
            models.Index(fields=["actor", "day"], name="audit_by_actor"),
        ]


class Growth(models.Model):
    """How far the tree of hashes has grown: one row, locked by whoever lets it grow.

    .. no_pii: a number and hashes
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    log = models.CharField(max_length=8, unique=True, default="audit")
    size = models.PositiveBigIntegerField(default=0)
    peaks = models.BinaryField(default=bytes)


class PublishedHead(models.Model):
    """A signed head of the log, as it was published on a day, and the proof that it follows the one before.

    .. no_pii: a number and hashes
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField(unique=True)
    size = models.PositiveBigIntegerField()
    note = models.CharField(max_length=900)
    proof = models.BinaryField(default=bytes)


class Heartbeat(models.Model):
    """When a job last ran, and whether it went well.

    .. no_pii: names of jobs and of kinds of errors
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.CharField(max_length=80, unique=True)
    period_s = models.PositiveIntegerField()
    ran_at = models.DateTimeField()
    went_well_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=80, blank=True)


class KeysMark(models.Model):
    """Which secrets these data belong to, so that others are noticed before anything is written with them.

    .. no_pii: a digest of the secrets of the site, from which none of them follows
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)

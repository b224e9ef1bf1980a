"""Rows of the audit log, the heartbeats of the jobs, and the mark of the keys."""

import uuid

from django.db import models

NONCE_SIZE, HASH_SIZE = 16, 32


class Entry(models.Model):
    """One act of a member, a firm or the machine; what arrivals and hosts do is never written.

    .. no_pii: `actor` is a pseudonym, `ref` a keyed hash; the content goes after 180 days, its hash stays
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The place in the tree of hashes, and the hash; both are set when the entry enters the tree.
    position = models.PositiveBigIntegerField(null=True, unique=True)
    leaf_hash = models.BinaryField(max_length=HASH_SIZE, null=True)
    version = models.PositiveSmallIntegerField(default=1)
    action = models.CharField(max_length=60)
    actor = models.CharField(max_length=16)
    day = models.DateField()
    detail = models.CharField(max_length=40, blank=True)
    ref = models.CharField(max_length=64, blank=True)
    nonce = models.BinaryField(max_length=NONCE_SIZE)

    class Meta:
        indexes = [
            models.Index(fields=["ref", "day"], name="audit_by_subject"),
            models.Index(fields=["actor", "day"], name="audit_by_actor"),
        ]


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

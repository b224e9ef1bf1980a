"""Entries of the log, and heartbeats of the jobs."""

import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('job', models.CharField(max_length=80, unique=True)),
                ('period_s', models.PositiveIntegerField()),
                ('ran_at', models.DateTimeField()),
                ('went_well_at', models.DateTimeField(null=True)),
                ('error', models.CharField(blank=True, max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveBigIntegerField(null=True, unique=True)),
                ('leaf_hash', models.BinaryField(max_length=32, null=True)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('action', models.CharField(max_length=60)),
                ('actor', models.CharField(max_length=16)),
                ('day', models.DateField()),
                ('detail', models.CharField(blank=True, max_length=40)),
                ('ref', models.CharField(blank=True, max_length=64)),
                ('nonce', models.BinaryField(max_length=16)),
            ],
            options={
                'indexes': [models.Index(fields=['ref', 'day'], name='audit_by_subject'), models.Index(fields=['actor', 'day'], name='audit_by_actor')],
            },
        ),
    ]

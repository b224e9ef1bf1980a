"""Data remember which keys they belong to."""

import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_entries_and_heartbeats"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeysMark",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
        ),
    ]

"""The way to a home, sealed to the party that goes there."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vault', '0003_epochs_whose_secret_got_out'),
    ]

    operations = [
        migrations.CreateModel(
            name='SealedWay',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('owner', models.UUIDField()),
                ('kver', models.PositiveIntegerField()),
                ('blob', models.BinaryField(max_length=1112)),
            ],
        ),
    ]

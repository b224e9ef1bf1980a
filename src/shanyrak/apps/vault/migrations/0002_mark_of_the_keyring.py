"""Which keyring these rows belong to."""

import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vault', '0001_keys_and_sealed_contacts'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeyringMark',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64, unique=True)),
            ],
        ),
    ]

"""A tree of hashes grows over the entries, and its heads are published; old entries lose their content."""

import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_mark_of_the_keys'),
    ]

    operations = [
        migrations.CreateModel(
            name='Growth',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('log', models.CharField(default='audit', max_length=8, unique=True)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('peaks', models.BinaryField(default=bytes)),
            ],
        ),
        migrations.CreateModel(
            name='PublishedHead',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField(unique=True)),
                ('size', models.PositiveBigIntegerField()),
                ('note', models.CharField(max_length=900)),
                ('proof', models.BinaryField(default=bytes)),
            ],
        ),
        migrations.AlterField(
            model_name='entry',
            name='day',
            field=models.DateField(null=True),
        ),
    ]

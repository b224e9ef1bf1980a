"""The tables of shifts: who has taken which request, and how far work on it is."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_teams_members_sign_ins'),
        ('intake', '0001_parties_phrases_sign_ins'),
    ]

    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('until', models.DateTimeField(db_index=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.member')),
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='intake.party')),
            ],
        ),
        migrations.CreateModel(
            name='RowNote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('noted_on', models.DateField()),
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='intake.party')),
            ],
        ),
    ]

"""Parties, where their phrases lead, who is signed in, and proofs that were used."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_teams_members_sign_ins'),
    ]

    operations = [
        migrations.CreateModel(
            name='SpentProof',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('nonce', models.BinaryField(max_length=16, unique=True)),
                ('expires_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=6, unique=True)),
                ('state', models.CharField(choices=[('new', 'New'), ('open', 'Open'), ('left', 'Left'), ('withdrawn', 'Withdrawn'), ('erased', 'Erased')], default='new', max_length=9)),
                ('people', models.PositiveSmallIntegerField()),
                ('first_night', models.DateField()),
                ('end_night', models.DateField()),
                ('district', models.CharField(blank=True, max_length=40)),
                ('needs', models.CharField(blank=True, max_length=200)),
                ('wants', models.CharField(blank=True, max_length=200)),
                ('sex', models.CharField(blank=True, choices=[('', 'Unsaid'), ('f', 'Women'), ('m', 'Men'), ('mixed', 'Mixed')], max_length=5)),
                ('is_protected', models.BooleanField(default=False)),
                ('may_split', models.BooleanField(default=False)),
                ('is_vouched', models.BooleanField(default=False)),
                ('language', models.CharField(max_length=2)),
                ('public_key', models.BinaryField(max_length=32)),
                ('created_on', models.DateField()),
                ('closed_on', models.DateField(null=True)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='Locator',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('locator', models.BinaryField(max_length=32, unique=True)),
                ('kind', models.CharField(choices=[('own', 'Own'), ('panic', 'Panic')], max_length=5)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='locators', to='intake.party')),
            ],
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('token_hash', models.BinaryField(max_length=32, unique=True)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to='intake.party')),
            ],
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['team', 'state', 'end_night'], name='parties_by_team'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['state'], name='parties_by_state'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.CheckConstraint(condition=models.Q(('people__gte', 1), ('people__lte', 60)), name='party_has_people'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.CheckConstraint(condition=models.Q(('end_night__gt', models.F('first_night'))), name='party_has_a_night'),
        ),
    ]

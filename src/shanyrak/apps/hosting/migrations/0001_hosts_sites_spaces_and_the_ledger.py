"""Hosts, sites, spaces, what was checked, and the ledger of beds."""

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
            name='Host',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('open', 'Open'), ('gone', 'Gone')], default='open', max_length=4)),
                ('languages', models.CharField(blank=True, max_length=240)),
                ('level', models.PositiveSmallIntegerField(choices=[(0, 'new'), (1, 'phone'), (2, 'visit'), (3, 'references')], default=0)),
                ('has_two_vetters', models.BooleanField(default=False)),
                ('nights_in_a_row', models.PositiveSmallIntegerField(default=7)),
                ('nights_of_rest', models.PositiveSmallIntegerField(default=2)),
                ('fresh_on', models.DateField()),
                ('is_question_owed', models.BooleanField(default=False)),
                ('asked_on', models.DateField(null=True)),
                ('n_asked', models.PositiveIntegerField(default=0)),
                ('n_yes', models.PositiveIntegerField(default=0)),
                ('n_no', models.PositiveIntegerField(default=0)),
                ('n_silent', models.PositiveIntegerField(default=0)),
                ('no_in_a_row', models.PositiveSmallIntegerField(default=0)),
                ('created_on', models.DateField()),
                ('gone_on', models.DateField(null=True)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('phone', 'Phone'), ('visit', 'Visit'), ('references', 'References')], max_length=10)),
                ('is_passed', models.BooleanField()),
                ('reason', models.CharField(blank=True, max_length=20)),
                ('vetter', models.CharField(max_length=16)),
                ('checked_on', models.DateField()),
                ('is_current', models.BooleanField(default=True)),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='hosting.host')),
            ],
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('break', 'Break'), ('rest', 'Rest'), ('away', 'Away'), ('team', 'Team'), ('vetting', 'Vetting'), ('safety', 'Safety')], max_length=7)),
                ('first_night', models.DateField()),
                ('end_night', models.DateField(null=True)),
                ('lifted_on', models.DateField(null=True)),
                ('lifted_by', models.CharField(blank=True, max_length=16)),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='hosting.host')),
            ],
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('district', models.CharField(blank=True, max_length=40)),
                ('address', models.CharField(blank=True, max_length=160)),
                ('is_listed', models.BooleanField(default=True)),
                ('is_open', models.BooleanField(default=True)),
                ('is_staffed', models.BooleanField(default=True)),
                ('opens_at', models.TimeField(null=True)),
                ('closes_at', models.TimeField(null=True)),
                ('square_metres', models.PositiveIntegerField(null=True)),
                ('toilets', models.PositiveSmallIntegerField(null=True)),
                ('showers', models.PositiveSmallIntegerField(null=True)),
                ('fire_limit', models.PositiveIntegerField(null=True)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='Space',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('label', models.CharField(blank=True, max_length=40)),
                ('kind', models.CharField(choices=[('bed', 'Bed'), ('room', 'Room'), ('home', 'Home'), ('hall', 'Hall')], max_length=4)),
                ('beds', models.PositiveSmallIntegerField()),
                ('is_private', models.BooleanField(default=True)),
                ('features', models.CharField(blank=True, max_length=240)),
                ('house_rules', models.CharField(blank=True, max_length=240)),
                ('min_nights', models.PositiveSmallIntegerField(default=1)),
                ('max_nights', models.PositiveSmallIntegerField(null=True)),
                ('sexes', models.CharField(choices=[('any', 'Any'), ('f', 'Women'), ('m', 'Men'), ('same', 'Same')], default='any', max_length=4)),
                ('place', models.CharField(max_length=80)),
                ('district', models.CharField(blank=True, max_length=40)),
                ('withdrawn_on', models.DateField(null=True)),
                ('host', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='spaces', to='hosting.host')),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='spaces', to='hosting.site')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='BedNight',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('night', models.DateField()),
                ('capacity', models.PositiveSmallIntegerField()),
                ('taken', models.PositiveSmallIntegerField(default=0)),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bed_nights', to='hosting.space')),
            ],
        ),
        migrations.CreateModel(
            name='Window',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('first_night', models.DateField()),
                ('end_night', models.DateField()),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='windows', to='hosting.space')),
            ],
        ),
        migrations.AddIndex(
            model_name='host',
            index=models.Index(fields=['team', 'state', 'level'], name='hosts_by_team'),
        ),
        migrations.AddConstraint(
            model_name='host',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'gone'), ('gone_on__isnull', True), _connector='XOR'), name='gone_host_has_day'),
        ),
        migrations.AddConstraint(
            model_name='host',
            constraint=models.CheckConstraint(condition=models.Q(('has_two_vetters', False), ('level', 3), _connector='OR'), name='two_vetters_are_of_the_highest_level'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(('is_passed', False), ('reason', ''), _connector='XOR'), name='failed_check_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('host', 'kind', 'vetter'), name='one_current_check_per_vetter'),
        ),
        migrations.AddIndex(
            model_name='pause',
            index=models.Index(fields=['host', 'lifted_on'], name='pauses_by_host'),
        ),
        migrations.AddConstraint(
            model_name='pause',
            constraint=models.CheckConstraint(condition=models.Q(('end_night__isnull', True), ('end_night__gt', models.F('first_night')), _connector='OR'), name='pause_has_a_night'),
        ),
        migrations.AddConstraint(
            model_name='site',
            constraint=models.UniqueConstraint(fields=('team', 'name'), name='one_site_per_name'),
        ),
        migrations.AddIndex(
            model_name='space',
            index=models.Index(fields=['team', 'withdrawn_on'], name='spaces_by_team'),
        ),
        migrations.AddConstraint(
            model_name='space',
            constraint=models.CheckConstraint(condition=models.Q(('host__isnull', True), ('site__isnull', True), _connector='XOR'), name='space_has_host_or_site'),
        ),
        migrations.AddConstraint(
            model_name='space',
            constraint=models.CheckConstraint(condition=models.Q(('beds__gte', 1)), name='space_has_a_bed'),
        ),
        migrations.AddConstraint(
            model_name='space',
            constraint=models.CheckConstraint(condition=models.Q(('min_nights__gte', 1), models.Q(('max_nights__isnull', True), ('max_nights__gte', models.F('min_nights')), _connector='OR')), name='most_nights_are_not_fewer_than_least'),
        ),
        migrations.AddIndex(
            model_name='bednight',
            index=models.Index(fields=['night'], name='bed_nights_by_night'),
        ),
        migrations.AddConstraint(
            model_name='bednight',
            constraint=models.UniqueConstraint(fields=('space', 'night'), name='one_row_per_space_and_night'),
        ),
        migrations.AddConstraint(
            model_name='bednight',
            constraint=models.CheckConstraint(condition=models.Q(('taken__lte', models.F('capacity'))), name='no_bed_is_promised_twice'),
        ),
        migrations.AddConstraint(
            model_name='window',
            constraint=models.CheckConstraint(condition=models.Q(('end_night__gt', models.F('first_night'))), name='window_has_a_night'),
        ),
    ]

"""Stays, holds, refusals, what is owed, safe checks and plans of a wave."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_teams_members_sign_ins'),
        ('hosting', '0001_hosts_sites_spaces_and_the_ledger'),
        ('intake', '0001_parties_phrases_sign_ins'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanRun',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('requested', 'Requested'), ('running', 'Running'), ('done', 'Done'), ('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed'), ('discarded', 'Discarded')], default='requested', max_length=9)),
                ('requested_at', models.DateTimeField()),
                ('first_night', models.DateField()),
                ('end_night', models.DateField()),
                ('seed', models.PositiveBigIntegerField()),
                ('parameters', models.JSONField(default=dict)),
                ('input_hash', models.CharField(blank=True, max_length=64)),
                ('frozen', models.BinaryField(default=bytes)),
                ('worker', models.UUIDField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('seen_at', models.DateTimeField(null=True)),
                ('progress', models.JSONField(default=dict)),
                ('figures', models.JSONField(default=dict)),
                ('certificate', models.BinaryField(default=bytes)),
                ('error', models.CharField(blank=True, max_length=80)),
                ('leaves_at', models.DateTimeField(null=True)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='PlanGap',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked_nights', models.PositiveIntegerField()),
                ('unhoused_nights', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('detail', models.CharField(blank=True, max_length=20)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='intake.party')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gaps', to='stays.planrun')),
            ],
        ),
        migrations.CreateModel(
            name='RefusalCount',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('month', models.DateField()),
                ('by', models.CharField(max_length=5)),
                ('reason', models.CharField(max_length=20)),
                ('n_times', models.PositiveIntegerField(default=0)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('held', 'Held'), ('host_yes', 'Host Yes'), ('party_yes', 'Party Yes'), ('told', 'Told'), ('in', 'In'), ('out', 'Out'), ('refused', 'Refused'), ('expired', 'Expired'), ('cancelled', 'Cancelled'), ('no_show', 'No Show')], max_length=9)),
                ('part', models.PositiveSmallIntegerField(default=1)),
                ('people', models.PositiveSmallIntegerField()),
                ('first_night', models.DateField()),
                ('end_night', models.DateField()),
                ('units', models.PositiveSmallIntegerField()),
                ('rank', models.PositiveSmallIntegerField(default=0)),
                ('is_locked', models.BooleanField(default=False)),
                ('misfit', models.CharField(blank=True, max_length=20)),
                ('door_words', models.CharField(blank=True, max_length=40)),
                ('was_asked', models.BooleanField(default=False)),
                ('ask_hash', models.BinaryField(max_length=32, null=True, unique=True)),
                ('changed_on', models.DateField()),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.party')),
                ('plan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stays', to='stays.planrun')),
                ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='stays.stay')),
                ('space', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hosting.space')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='SafeCheck',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('side', models.CharField(max_length=5)),
                ('due_on', models.DateField()),
                ('answer', models.CharField(blank=True, max_length=20)),
                ('answered_on', models.DateField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('closed_by', models.CharField(blank=True, max_length=16)),
                ('stay', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='safe_checks', to='stays.stay')),
            ],
        ),
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('by', models.CharField(max_length=5)),
                ('reason', models.CharField(max_length=20)),
                ('effect', models.CharField(max_length=20)),
                ('refused_on', models.DateField(db_index=True)),
                ('stay', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='refusal', to='stays.stay')),
            ],
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('side', models.CharField(max_length=5)),
                ('kind', models.CharField(max_length=20)),
                ('owed_on', models.DateField()),
                ('sent_on', models.DateField(null=True)),
                ('stay', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='stays.stay')),
            ],
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('think', 'Think'), ('answer', 'Answer')], max_length=7)),
                ('until', models.DateTimeField(db_index=True)),
                ('host_by', models.DateTimeField(null=True)),
                ('stay', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='hold', to='stays.stay')),
            ],
        ),
        migrations.CreateModel(
            name='Bar',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('host', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hosting.host')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='intake.party')),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hosting.site')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('host__isnull', True), ('site__isnull', True), _connector='XOR'), name='bar_names_host_or_site'), models.UniqueConstraint(fields=('party', 'host'), name='one_bar_per_party_and_host'), models.UniqueConstraint(fields=('party', 'site'), name='one_bar_per_party_and_site')],
            },
        ),
        migrations.AddIndex(
            model_name='planrun',
            index=models.Index(fields=['team', 'requested_at'], name='plans_by_team'),
        ),
        migrations.AddConstraint(
            model_name='planrun',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['requested', 'running'])), fields=('team',), name='one_plan_under_work_per_team'),
        ),
        migrations.AddConstraint(
            model_name='plangap',
            constraint=models.UniqueConstraint(fields=('plan', 'party'), name='one_gap_per_plan_and_party'),
        ),
        migrations.AddConstraint(
            model_name='refusalcount',
            constraint=models.UniqueConstraint(fields=('team', 'month', 'by', 'reason'), name='one_count_per_month'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['party', 'first_night'], name='stays_by_party'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['space', 'first_night'], name='stays_by_space'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['team', 'state', 'end_night'], name='stays_by_team'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['plan', 'state'], name='stays_by_plan'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(('end_night__gt', models.F('first_night')), models.Q(('end_night__gte', models.F('first_night')), ('state', 'out')), _connector='OR'), name='stay_has_a_night_unless_left_at_once'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='stay_has_people'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(('space__isnull', True), ('units__gte', 1), _connector='XOR'), name='stay_takes_beds'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('held', 'host_yes', 'party_yes', 'told', 'in', 'out'))), fields=('party', 'space', 'part', 'first_night'), name='one_stay_per_party_space_and_night'),
        ),
        migrations.AddIndex(
            model_name='safecheck',
            index=models.Index(fields=['due_on', 'closed_on'], name='safe_checks_by_day'),
        ),
        migrations.AddConstraint(
            model_name='safecheck',
            constraint=models.UniqueConstraint(fields=('stay', 'side', 'due_on'), name='one_safe_check_per_day'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['sent_on', 'side'], name='notices_owed'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('stay', 'side', 'kind'), name='one_notice_per_kind'),
        ),
    ]

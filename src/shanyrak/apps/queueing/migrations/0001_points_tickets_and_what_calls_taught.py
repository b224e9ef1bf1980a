"""Service points, their counters and hours, tickets with their events, and what calls taught."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0002_teams_that_nobody_can_ask'),
    ]

    operations = [
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=12)),
                ('is_paused', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='ServicePoint',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('address', models.CharField(blank=True, max_length=160)),
                ('time_zone', models.CharField(max_length=64)),
                ('is_open', models.BooleanField(default=True)),
                ('patience_min', models.PositiveSmallIntegerField(default=30)),
                ('most_overtakes', models.PositiveSmallIntegerField(default=10)),
                ('walk_in_percent', models.PositiveSmallIntegerField(default=25)),
                ('appointment_percent', models.PositiveSmallIntegerField(default=50)),
                ('grace_min', models.PositiveSmallIntegerField(default=3)),
                ('most_calls', models.PositiveSmallIntegerField(default=3)),
                ('places_back', models.PositiveSmallIntegerField(default=5)),
                ('credit', models.FloatField(default=0.0)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('letter', models.CharField(max_length=1)),
                ('catalogue_min', models.PositiveSmallIntegerField()),
                ('is_offered', models.BooleanField(default=True)),
                ('point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='services', to='queueing.servicepoint')),
            ],
        ),
        migrations.CreateModel(
            name='OpenSpan',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('weekday', models.PositiveSmallIntegerField(null=True)),
                ('day', models.DateField(null=True)),
                ('opens_at', models.TimeField()),
                ('closes_at', models.TimeField()),
                ('counter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='queueing.counter')),
                ('point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spans', to='queueing.servicepoint')),
            ],
        ),
        migrations.AddField(
            model_name='counter',
            name='point',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counters', to='queueing.servicepoint'),
        ),
        migrations.CreateModel(
            name='CallFact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('hour', models.PositiveSmallIntegerField()),
                ('urgency', models.PositiveSmallIntegerField()),
                ('waited_min', models.FloatField()),
                ('came', models.BooleanField()),
                ('served_min', models.FloatField(null=True)),
                ('told_low', models.FloatField(null=True)),
                ('told_likely', models.FloatField(null=True)),
                ('told_high', models.FloatField(null=True)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='queueing.service')),
                ('point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='queueing.servicepoint')),
            ],
        ),
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('counter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skills', to='queueing.counter')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='queueing.service')),
            ],
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('code', models.CharField(max_length=4)),
                ('link_hash', models.BinaryField(max_length=32, unique=True)),
                ('holder_hash', models.BinaryField(max_length=32, null=True)),
                ('people', models.PositiveSmallIntegerField(default=1)),
                ('needs', models.CharField(blank=True, max_length=120)),
                ('note', models.CharField(blank=True, max_length=20)),
                ('urgency', models.PositiveSmallIntegerField(default=0)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('away', 'Away'), ('called', 'Called'), ('serving', 'Serving'), ('served', 'Served'), ('missed', 'Missed'), ('left', 'Left')], default='waiting', max_length=7)),
                ('issued_at', models.DateTimeField()),
                ('appointment_at', models.DateTimeField(null=True)),
                ('since_at', models.DateTimeField()),
                ('overtaken', models.PositiveSmallIntegerField(default=0)),
                ('n_calls', models.PositiveSmallIntegerField(default=0)),
                ('n_missed', models.PositiveSmallIntegerField(default=0)),
                ('called_at', models.DateTimeField(null=True)),
                ('serving_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('freed_at', models.DateTimeField(null=True)),
                ('told_low', models.FloatField(null=True)),
                ('told_likely', models.FloatField(null=True)),
                ('told_high', models.FloatField(null=True)),
                ('counter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='queueing.counter')),
                ('point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tickets', to='queueing.servicepoint')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='queueing.service')),
            ],
        ),
        migrations.CreateModel(
            name='TicketEvent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
                ('counter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='queueing.counter')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='queueing.ticket')),
            ],
        ),
        migrations.AddConstraint(
            model_name='servicepoint',
            constraint=models.UniqueConstraint(fields=('team', 'name'), name='one_point_per_name'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.UniqueConstraint(fields=('point', 'letter'), name='one_service_per_letter'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.UniqueConstraint(fields=('point', 'name'), name='one_service_per_name'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('catalogue_min__gte', 1)), name='service_takes_a_minute'),
        ),
        migrations.AddIndex(
            model_name='openspan',
            index=models.Index(fields=['point', 'day'], name='spans_by_day'),
        ),
        migrations.AddConstraint(
            model_name='openspan',
            constraint=models.CheckConstraint(condition=models.Q(('weekday__isnull', True), ('day__isnull', True), _connector='XOR'), name='span_is_of_the_week_or_a_date'),
        ),
        migrations.AddConstraint(
            model_name='openspan',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__gte', models.F('opens_at'))), name='span_closes_after_opening'),
        ),
        migrations.AddConstraint(
            model_name='openspan',
            constraint=models.CheckConstraint(condition=models.Q(('weekday__isnull', True), ('weekday__lte', 6), _connector='OR'), name='week_has_seven_days'),
        ),
        migrations.AddConstraint(
            model_name='counter',
            constraint=models.UniqueConstraint(fields=('point', 'name'), name='one_counter_per_name'),
        ),
        migrations.AddIndex(
            model_name='callfact',
            index=models.Index(fields=['point', 'day', 'hour'], name='facts_by_hour'),
        ),
        migrations.AddConstraint(
            model_name='skill',
            constraint=models.UniqueConstraint(fields=('counter', 'service'), name='one_skill_per_service'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['point', 'day', 'state'], name='tickets_by_day'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(fields=('point', 'day', 'code'), name='one_ticket_per_code'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'away', 'called', 'serving'))), fields=('holder_hash', 'service'), name='one_live_ticket_per_holder'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('called', 'serving'))), fields=('counter',), name='one_ticket_per_counter'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('called', 'serving')), _negated=True), models.Q(('called_at__isnull', False), ('counter__isnull', False)), _connector='OR'), name='called_ticket_has_counter'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='ticket_has_people'),
        ),
        migrations.AddIndex(
            model_name='ticketevent',
            index=models.Index(fields=['ticket', 'at'], name='events_of_a_ticket'),
        ),
    ]

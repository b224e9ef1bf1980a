"""Teams, members, their roles, and what signing in needs."""

import django.db.models.deletion
import shanyrak.apps.accounts.models
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('invited', 'Invited'), ('active', 'Active'), ('revoked', 'Revoked')], default='invited', max_length=8)),
                ('pseudonym', models.CharField(default=shanyrak.apps.accounts.models.draw_pseudonym, max_length=16, unique=True)),
                ('username', models.CharField(blank=True, max_length=30)),
                ('alias', models.CharField(max_length=40)),
                ('language', models.CharField(default='ru', max_length=2)),
                ('auth_hash', models.CharField(blank=True, max_length=128)),
                ('totp_lock', models.BinaryField(default=bytes, max_length=60)),
                ('revoked_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Slowdown',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name_hash', models.BinaryField(max_length=32, unique=True)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('not_before', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80, unique=True)),
                ('place', models.CharField(max_length=80)),
                ('time_zone', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('link_hash', models.BinaryField(max_length=32, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='invitation', to='accounts.member')),
            ],
        ),
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('content', models.BinaryField(max_length=32)),
                ('expires_at', models.DateTimeField()),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='accounts.member')),
            ],
        ),
        migrations.CreateModel(
            name='Passkey',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('credential', models.BinaryField(max_length=1023, unique=True)),
                ('public_key', models.BinaryField(max_length=1023)),
                ('sign_count', models.PositiveBigIntegerField(default=0)),
                ('added_on', models.DateField()),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passkeys', to='accounts.member')),
            ],
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('token_hash', models.BinaryField(max_length=32, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to='accounts.member')),
            ],
        ),
        migrations.AddField(
            model_name='member',
            name='team',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='accounts.team'),
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('coordinator', 'coordinator'), ('vetter', 'vetter'), ('hall_manager', 'hall_manager'), ('clerk', 'clerk'), ('analyst', 'analyst'), ('operator', 'operator')], max_length=20)),
                ('site', models.UUIDField(null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='accounts.member')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('member', 'role', 'site'), name='one_grant_per_role_and_site'), models.UniqueConstraint(condition=models.Q(('site__isnull', True)), fields=('member', 'role'), name='one_grant_per_role_in_the_team')],
            },
        ),
        migrations.CreateModel(
            name='SpentCode',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('step', models.BigIntegerField()),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='accounts.member')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('member', 'step'), name='one_use_per_code')],
            },
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'active'), _negated=True), models.Q(('username', ''), _negated=True), _connector='OR'), name='active_member_has_username'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(condition=models.Q(('username', ''), _negated=True), fields=('username',), name='one_member_per_username'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'revoked'), ('revoked_on__isnull', True), _connector='XOR'), name='revoked_member_has_day'),
        ),
    ]

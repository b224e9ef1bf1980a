"""Keys of members and teams, and what is sealed to them."""

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
            name='MemberKey',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('public', models.BinaryField(max_length=32)),
                ('wrap', models.BinaryField(max_length=72)),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.member')),
            ],
        ),
        migrations.CreateModel(
            name='TeamEpoch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('box_public', models.BinaryField(max_length=32)),
                ('sign_public', models.BinaryField(max_length=32)),
                ('state', models.CharField(choices=[('current', 'Current'), ('past', 'Past')], default='current', max_length=7)),
                ('made_by', models.CharField(max_length=16)),
                ('approved_by', models.CharField(blank=True, max_length=16)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='SealedContact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kver', models.PositiveIntegerField()),
                ('blob', models.BinaryField(max_length=1112)),
                ('epoch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='vault.teamepoch')),
            ],
        ),
        migrations.CreateModel(
            name='TeamWrap',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('wrap', models.BinaryField(max_length=80)),
                ('epoch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wraps', to='vault.teamepoch')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.member')),
            ],
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('opened_at', models.DateTimeField()),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.member')),
            ],
            options={
                'indexes': [models.Index(fields=['member', 'opened_at'], name='openings_by_member')],
            },
        ),
        migrations.AddConstraint(
            model_name='teamepoch',
            constraint=models.UniqueConstraint(fields=('team', 'number'), name='one_epoch_per_number'),
        ),
        migrations.AddConstraint(
            model_name='teamepoch',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'current')), fields=('team',), name='one_current_epoch_per_team'),
        ),
        migrations.AddConstraint(
            model_name='teamwrap',
            constraint=models.UniqueConstraint(fields=('epoch', 'member'), name='one_wrap_per_member'),
        ),
    ]

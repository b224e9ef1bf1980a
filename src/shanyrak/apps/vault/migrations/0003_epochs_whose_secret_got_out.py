"""Epochs whose secret somebody had who is no longer to have it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vault', '0002_mark_of_the_keyring'),
    ]

    operations = [
        migrations.AddField(
            model_name='teamepoch',
            name='is_exposed',
            field=models.BooleanField(default=False),
        ),
    ]

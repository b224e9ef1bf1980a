"""A team that is shown nowhere, for those who are invented to show that erasing works."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_teams_members_sign_ins'),
    ]

    operations = [
        migrations.AddField(
            model_name='team',
            name='is_reserved',
            field=models.BooleanField(default=False),
        ),
    ]

"""The list of tonight reads an index alone, however many rows there are."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_teams_members_sign_ins'),
        ('intake', '0001_parties_phrases_sign_ins'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='party',
            name='parties_by_team',
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['team', 'state', 'end_night', 'first_night', 'is_protected', 'id'], name='parties_tonight'),
        ),
    ]

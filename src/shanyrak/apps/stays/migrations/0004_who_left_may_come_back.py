"""Who was checked out on the evening of the arrival may come back to the same bed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_teams_members_sign_ins'),
        ('hosting', '0002_public_key_of_a_host'),
        ('intake', '0003_phrases_of_hosts'),
        ('stays', '0003_codes_of_questions'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='stay',
            name='one_stay_per_party_space_and_night',
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('held', 'host_yes', 'party_yes', 'told', 'in'))), fields=('party', 'space', 'part', 'first_night'), name='one_stay_per_party_space_and_night'),
        ),
    ]

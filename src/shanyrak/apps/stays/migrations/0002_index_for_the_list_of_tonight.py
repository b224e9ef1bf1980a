"""The list of tonight reads an index alone, however many rows there are."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_teams_members_sign_ins'),
        ('hosting', '0001_hosts_sites_spaces_and_the_ledger'),
        ('intake', '0002_index_for_the_list_of_tonight'),
        ('stays', '0001_stays_holds_refusals_and_plans'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='stay',
            name='stays_by_team',
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['team', 'state', 'end_night', 'first_night', 'party'], name='stays_by_night'),
        ),
    ]

"""A host who has a phrase has a public key, too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('hosting', '0001_hosts_sites_spaces_and_the_ledger'),
    ]

    operations = [
        migrations.AddField(
            model_name='host',
            name='public_key',
            field=models.BinaryField(default=bytes, max_length=32),
        ),
    ]

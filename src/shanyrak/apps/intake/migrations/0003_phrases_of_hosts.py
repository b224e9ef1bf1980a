"""A phrase may lead to a host."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0002_index_for_the_list_of_tonight'),
    ]

    operations = [
        migrations.AddField(
            model_name='locator',
            name='host',
            field=models.UUIDField(null=True, unique=True),
        ),
        migrations.AddField(
            model_name='signin',
            name='host',
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name='locator',
            name='kind',
            field=models.CharField(choices=[('own', 'Own'), ('panic', 'Panic'), ('host', 'Host')], max_length=5),
        ),
        migrations.AlterField(
            model_name='locator',
            name='party',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='locators', to='intake.party'),
        ),
        migrations.AddConstraint(
            model_name='locator',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('host__isnull', False), ('kind', 'host'), ('party__isnull', True)), models.Q(models.Q(('kind', 'host'), _negated=True), ('host__isnull', True), ('party__isnull', False)), _connector='OR'), name='locator_leads_to_party_or_host'),
        ),
    ]

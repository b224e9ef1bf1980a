"""A gap of a plan says what the plan before had left."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stays', '0002_index_for_the_list_of_tonight'),
    ]

    operations = [
        migrations.AddField(
            model_name='plangap',
            name='before',
            field=models.PositiveIntegerField(null=True),
        ),
    ]

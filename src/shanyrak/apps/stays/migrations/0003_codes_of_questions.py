"""A question to a host may be answered by a code that is read aloud."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stays', '0003_nights_that_the_plan_before_left'),
    ]

    operations = [
        migrations.AddField(
            model_name='stay',
            name='code_hash',
            field=models.BinaryField(max_length=32, null=True, unique=True),
        ),
    ]

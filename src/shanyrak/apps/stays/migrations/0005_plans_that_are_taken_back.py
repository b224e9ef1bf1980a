"""A plan may be on its way back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stays", "0004_who_left_may_come_back"),
    ]

    operations = [
        migrations.AlterField(
            model_name="planrun",
            name="state",
            field=models.CharField(
                choices=[
                    ("requested", "Requested"),
                    ("running", "Running"),
                    ("done", "Done"),
                    ("sending", "Sending"),
                    ("sent", "Sent"),
                    ("undoing", "Undoing"),
                    ("failed", "Failed"),
                    ("discarded", "Discarded"),
                ],
                default="requested",
                max_length=9,
            ),
        ),
    ]

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("geodata", "0023_heat_blocks"),
    ]

    operations = [
        # Counts are made anew from the events when the functions are installed.
        migrations.RunSQL("TRUNCATE geodata_heatcount", migrations.RunSQL.noop),
        migrations.RunSQL("TRUNCATE geodata_heatdue", migrations.RunSQL.noop),
        migrations.RemoveField("heatcount", "cells"),
        migrations.RemoveField("heatcount", "events"),
        migrations.RemoveField("heatcount", "repeats"),
        migrations.AddField(
            "heatcount",
            "marks",
            django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
        ),
    ]

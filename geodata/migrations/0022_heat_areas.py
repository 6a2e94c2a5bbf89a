import django.contrib.postgres.fields
from django.db import migrations, models


def _list_of(field):
    return django.contrib.postgres.fields.ArrayField(base_field=field, size=None)


class Migration(migrations.Migration):
    dependencies = [
        ("geodata", "0021_heat_days"),
    ]

    operations = [
        # Counts are made anew from the events when the functions are installed.
        migrations.RunSQL("TRUNCATE geodata_heatcount", migrations.RunSQL.noop),
        migrations.RunSQL("TRUNCATE geodata_heatdue", migrations.RunSQL.noop),
        migrations.AddField("heatcount", "areas", _list_of(models.BigIntegerField())),
        migrations.AddField("heatcount", "area_events", _list_of(models.IntegerField())),
        migrations.AddField("heatcount", "area_repeats", _list_of(models.IntegerField())),
    ]

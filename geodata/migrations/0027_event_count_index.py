from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("geodata", "0026_heat_sums"),
    ]

    operations = [
        migrations.RemoveIndex("eventcount", "eventcount_day_cell"),
        migrations.AddIndex(
            "eventcount", models.Index(fields=["day", "x", "y"], include=["n"], name="eventcount_day_cell")
        ),
    ]

import django.contrib.postgres.fields
from django.db import migrations, models


def _key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("geodata", "0022_heat_areas"),
    ]

    operations = [
        migrations.CreateModel(
            name="HeatKind",
            fields=[
                ("id", _key()),
                ("category_id", models.BigIntegerField()),
                ("priority", models.CharField(max_length=16)),
                ("source", models.CharField(max_length=8)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("category_id", "priority", "source"), name="heatkind_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeatBlock",
            fields=[
                ("id", _key()),
                ("day", models.DateField()),
                ("x", models.IntegerField()),
                ("y", models.IntegerField()),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["x", "y", "day"], name="heatblock_place_day"),
                    models.Index(fields=["day"], name="heatblock_day"),
                ],
            },
        ),
        # Counts are made anew from the events when the functions are installed.
        migrations.RunSQL("TRUNCATE geodata_heatcount", migrations.RunSQL.noop),
        migrations.RunSQL("TRUNCATE geodata_heatdue", migrations.RunSQL.noop),
    ]

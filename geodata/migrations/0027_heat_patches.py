import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("geodata", "0026_heat_sums"),
    ]

    operations = [
        migrations.CreateModel(
            name="HeatPatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("x", models.IntegerField()),
                ("y", models.IntegerField()),
                ("source", models.CharField(blank=True, max_length=8)),
                ("priority", models.CharField(blank=True, max_length=16)),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["x", "y", "source", "priority", "day"], name="heatpatch_place_kind_day"
                    ),
                    models.Index(fields=["day"], name="heatpatch_day"),
                ],
            },
        ),
    ]

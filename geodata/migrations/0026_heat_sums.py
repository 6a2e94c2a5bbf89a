import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("geodata", "0025_plan_block_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="HeatSum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("source", models.CharField(blank=True, max_length=8)),
                ("priority", models.CharField(blank=True, max_length=16)),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["source", "priority", "day"], name="heatsum_kind_day"),
                    models.Index(fields=["day"], name="heatsum_day"),
                ],
            },
        ),
    ]

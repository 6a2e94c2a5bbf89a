import django.contrib.postgres.fields
from django.db import migrations, models


def _key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _marks_by_kind():
    marks = django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)
    return [
        ("source", models.CharField(blank=True, max_length=8)),
        ("priority", models.CharField(blank=True, max_length=16)),
        ("marks", marks),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("geodata", "0025_plan_block_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="HeatSum",
            fields=[
                ("id", _key()),
                ("day", models.DateField()),
                *_marks_by_kind(),
            ],
            options={
                "indexes": [
                    models.Index(fields=["source", "priority", "day"], name="heatsum_kind_day"),
                    models.Index(fields=["day"], name="heatsum_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeatPatch",
            fields=[
                ("id", _key()),
                ("day", models.DateField()),
                ("x", models.IntegerField()),
                ("y", models.IntegerField()),
                *_marks_by_kind(),
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

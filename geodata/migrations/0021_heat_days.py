import django.contrib.postgres.fields
from django.db import migrations, models

INCLUDED = ("category_id", "priority", "source", "n", "again")


def _list_of(field):
    return django.contrib.postgres.fields.ArrayField(base_field=field, size=None)


def _key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("geodata", "0020_scenarios_by_hand"),
    ]

    operations = [
        # Counts are made anew from the events when the functions are installed.
        migrations.DeleteModel(name="HeatCount"),
        migrations.CreateModel(
            name="HeatCount",
            fields=[
                ("id", _key()),
                ("day", models.DateField()),
                ("category_id", models.BigIntegerField()),
                ("priority", models.CharField(max_length=16)),
                ("source", models.CharField(max_length=8)),
                ("n", models.IntegerField()),
                ("again", models.IntegerField()),
                ("cells", _list_of(models.BigIntegerField())),
                ("events", _list_of(models.IntegerField())),
                ("repeats", _list_of(models.IntegerField())),
                ("hours", _list_of(models.IntegerField())),
            ],
            options={
                "indexes": [
                    models.Index(fields=["day"], include=INCLUDED, name="heatcount_day_kinds"),
                    models.Index(fields=["category_id", "day"], name="heatcount_category_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeatDue",
            fields=[("id", _key()), ("day", models.DateField())],
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("geodata", "0016_plan_origin"),
    ]

    operations = [
        migrations.CreateModel(
            name="HeatCount",
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
                ("category_id", models.BigIntegerField()),
                ("priority", models.CharField(max_length=16)),
                ("source", models.CharField(max_length=8)),
                ("whole_month", models.BooleanField(db_default=False, default=False)),
                ("n", models.IntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["day", "x", "y"], name="heatcount_day_cell"),
                    models.Index(
                        condition=models.Q(("whole_month", True)), fields=["day"], name="heatcount_months"
                    ),
                ],
            },
        ),
    ]

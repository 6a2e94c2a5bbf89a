from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("geodata", "0011_simple_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="RepeatsDue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("known", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="Repeat",
            fields=[
                ("event_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("first_id", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["first_id"], name="repeat_first")],
            },
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("geodata", "0024_heat_marks"),
    ]

    operations = [
        # A community is looked at, never the plan alone: planners of the database took the wider index while a plan was new.
        migrations.AlterField(
            "planblock",
            "plan",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="blocks",
                to="geodata.boundaryplan",
            ),
        ),
        migrations.AddIndex(
            "planblock", models.Index(fields=["plan", "community"], name="planblock_of_community")
        ),
    ]

"""Rows that wait for a place are known by kind and key: two kinds may number their rows alike."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The key of an unlocated row is unique within its kind."""

    dependencies = [("geodata", "0004_imports")]

    operations = [
        migrations.AlterField(
            "unlocatedrow", "external_key", models.CharField(max_length=120, editable=False)
        ),
        migrations.AddConstraint(
            "unlocatedrow",
            models.UniqueConstraint(fields=["external_key", "kind"], name="unlocatedrow_key_once"),
        ),
    ]

"""Residents report what is wrong about a service point."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("geodata", "0012_repeats"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PointReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("point", models.UUIDField(db_index=True)),
                ("point_name", models.CharField(max_length=120)),
                ("wrong", models.CharField(max_length=20)),
                ("note", models.CharField(blank=True, default="", max_length=200)),
                ("reported_at", models.DateTimeField()),
                ("outcome", models.CharField(blank=True, default="", max_length=20)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["settled_at", "-reported_at"], name="pointreport_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wrong__in", ["access", "gone", "hours", "matters", "other", "phone", "place"])
                        ),
                        name="pointreport_wrong_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["", "corrected", "right", "unclear"])),
                        name="pointreport_outcome_known",
                    ),
                ],
            },
        ),
    ]

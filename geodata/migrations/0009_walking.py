"""The walking network and what is kept of it; roads learn the level they run on."""

import uuid

import django.contrib.gis.db.models.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from geodata.crs import MEASURE


class Migration(migrations.Migration):
    dependencies = [
        ("geodata", "0008_heat_findings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WalkAccess",
            fields=[
                ("building_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("edge", models.IntegerField(null=True)),
                ("along_m", models.FloatField(default=0.0)),
                ("off_m", models.FloatField(default=0.0)),
                ("blocked", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="WalkEdge",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("from_node", models.IntegerField()),
                ("to_node", models.IntegerField()),
                ("road_id", models.BigIntegerField(null=True)),
                ("length_m", models.FloatField()),
                ("stairs", models.BooleanField(default=False)),
                ("slope", models.FloatField(default=0.0)),
                ("adult_s", models.FloatField()),
                ("elderly_s", models.FloatField()),
                ("geom", django.contrib.gis.db.models.fields.LineStringField(srid=MEASURE)),
            ],
        ),
        migrations.CreateModel(
            name="WalkMade",
            fields=[
                ("part", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("made_from", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("figures", models.JSONField(default=dict)),
            ],
        ),
        migrations.AddField(
            model_name="road",
            name="level",
            field=models.SmallIntegerField(db_default=0, default=0),
        ),
        migrations.CreateModel(
            name="WalkNearest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=24)),
                ("building_id", models.BigIntegerField()),
                ("point_id", models.BigIntegerField()),
                ("metres", models.FloatField()),
                ("seconds", models.FloatField()),
                ("elderly_point_id", models.BigIntegerField()),
                ("elderly_metres", models.FloatField()),
                ("elderly_seconds", models.FloatField()),
            ],
            options={
                "indexes": [models.Index(fields=["building_id"], name="walknearest_building")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "building_id"), name="walknearest_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="WalkScenario",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=24)),
                ("method", models.CharField(max_length=12)),
                ("asked", models.JSONField(default=dict)),
                ("state", models.CharField(default="waiting", max_length=12)),
                ("step", models.CharField(blank=True, default="", max_length=24)),
                ("share_done", models.FloatField(default=0.0)),
                ("result", models.JSONField(default=dict)),
                ("refusal", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="walkscenario",
            index=models.Index(fields=["-created_at"], name="walkscenario_latest"),
        ),
        migrations.AddConstraint(
            model_name="walkscenario",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["done", "refused", "stopped", "waiting", "working"])),
                name="walkscenario_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="walkscenario",
            constraint=models.CheckConstraint(
                condition=models.Q(("method__in", ["mclp", "p_median"])), name="walkscenario_method_known"
            ),
        ),
    ]

import uuid

import django.contrib.gis.db.models.fields
import django.contrib.gis.db.models.functions
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from geodata.crs import MEASURE, WEB


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="DataVersion",
            fields=[
                ("kind", models.CharField(max_length=24, primary_key=True, serialize=False)),
                ("version", models.BigIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=24, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("name_en", models.CharField(blank=True, default="", max_length=80)),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("level", models.CharField(max_length=12)),
                ("code", models.CharField(max_length=15)),
                ("name", models.CharField(max_length=80)),
                ("name_en", models.CharField(blank=True, default="", max_length=120)),
                ("kind", models.CharField(blank=True, default="", max_length=12)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="geodata.area",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Building",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("use", models.CharField(default="unknown", max_length=12)),
                ("built_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("floors", models.PositiveSmallIntegerField(default=1)),
                ("households", models.PositiveIntegerField(default=0)),
                ("persons_0_14", models.PositiveIntegerField(default=0)),
                ("persons_15_59", models.PositiveIntegerField(default=0)),
                ("persons_60_79", models.PositiveIntegerField(default=0)),
                ("persons_80_plus", models.PositiveIntegerField(default=0)),
                ("floating_persons", models.PositiveIntegerField(default=0)),
                (
                    "persons",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("persons_0_14"), "+", models.F("persons_15_59")
                                ),
                                "+",
                                models.F("persons_60_79"),
                            ),
                            "+",
                            models.F("persons_80_plus"),
                        ),
                        output_field=models.PositiveIntegerField(),
                    ),
                ),
                ("address", models.CharField(blank=True, default="", max_length=120)),
                ("external_key", models.CharField(blank=True, max_length=80, null=True, unique=True)),
                ("geom", django.contrib.gis.db.models.fields.PolygonField(srid=MEASURE)),
                (
                    "web",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.gis.db.models.functions.Transform("geom", WEB),
                        output_field=django.contrib.gis.db.models.fields.PolygonField(
                            spatial_index=False, srid=WEB
                        ),
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="buildings",
                        to="geodata.area",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CareSubject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24), size=None
                    ),
                ),
                ("risk", models.CharField(default="normal", max_length=8)),
                ("active", models.BooleanField(default=True)),
                ("last_visit_at", models.DateTimeField(blank=True, null=True)),
                ("next_due_on", models.DateField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="care_subjects",
                        to="geodata.area",
                    ),
                ),
                (
                    "building",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="care_subjects",
                        to="geodata.building",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EventCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=48, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("name_en", models.CharField(blank=True, default="", max_length=80)),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="geodata.department",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="geodata.eventcategory",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "event categories",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="GridType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("grid_type", models.CharField(max_length=20)),
                ("deciding_share", models.FloatField()),
                ("margin", models.FloatField()),
                ("figures", models.JSONField(default=dict)),
                ("classified_at", models.DateTimeField()),
                (
                    "area",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grid_type",
                        to="geodata.area",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=24)),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("datum", models.CharField(max_length=8)),
                ("srid", models.PositiveIntegerField()),
                ("options", models.JSONField(default=dict)),
                ("report", models.JSONField(default=dict)),
                ("started_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("priority", models.CharField(default="general", max_length=16)),
                ("source", models.CharField(default="resident", max_length=8)),
                ("step", models.CharField(default="reported", max_length=12)),
                ("reported_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("status_known", models.BooleanField(db_default=True, default=True)),
                ("external_key", models.CharField(blank=True, max_length=80, null=True, unique=True)),
                ("geom", django.contrib.gis.db.models.fields.PointField(srid=MEASURE)),
                (
                    "web",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.gis.db.models.functions.Transform("geom", WEB),
                        output_field=django.contrib.gis.db.models.fields.PointField(
                            spatial_index=False, srid=WEB
                        ),
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="geodata.area",
                    ),
                ),
                (
                    "building",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="geodata.building",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="geodata.department",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="geodata.eventcategory"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="geodata.importrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BoundaryVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("status", models.CharField(default="draft", max_length=10)),
                ("geom", django.contrib.gis.db.models.fields.MultiPolygonField(srid=MEASURE)),
                (
                    "web",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.gis.db.models.functions.Transform("geom", WEB),
                        output_field=django.contrib.gis.db.models.fields.MultiPolygonField(
                            spatial_index=False, srid=WEB
                        ),
                    ),
                ),
                ("anchor", django.contrib.gis.db.models.fields.PointField(srid=MEASURE)),
                (
                    "web_anchor",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.gis.db.models.functions.Transform("anchor", WEB),
                        output_field=django.contrib.gis.db.models.fields.PointField(
                            spatial_index=False, srid=WEB
                        ),
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="boundaries",
                        to="geodata.area",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="geodata.importrun",
                    ),
                ),
            ],
        ),
    ]

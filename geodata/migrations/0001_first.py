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

import geodata.models.geometry
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
        migrations.CreateModel(
            name="LandCover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=16)),
                ("name", models.CharField(blank=True, default="", max_length=80)),
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
            ],
            options={
                "verbose_name_plural": "land cover",
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(fields=["web"], name="landcover_web_gist")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "campus",
                                    "commercial",
                                    "estate_modern",
                                    "estate_old",
                                    "field",
                                    "field_strip",
                                    "forest_high",
                                    "forest_low",
                                    "forest_mid",
                                    "garden",
                                    "grass",
                                    "hospital",
                                    "industry",
                                    "mixed",
                                    "old_core",
                                    "park",
                                    "school",
                                    "square",
                                    "track",
                                    "urban_village",
                                    "village",
                                    "yard",
                                ],
                            )
                        ),
                        name="landcover_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=geodata.models.geometry.IsValid("geom"), name="landcover_geom_valid"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("name_en", models.CharField(blank=True, default="", max_length=120)),
                ("kind", models.CharField(max_length=12)),
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
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(fields=["web"], name="placename_web_gist")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "estate",
                                    "hill",
                                    "hospital",
                                    "lake",
                                    "other",
                                    "park",
                                    "river",
                                    "school",
                                    "station",
                                    "village",
                                ],
                            )
                        ),
                        name="placename_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Road",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, default="", max_length=80)),
                ("road_class", models.CharField(max_length=12)),
                ("width_m", models.FloatField(default=6.0)),
                ("stairs", models.BooleanField(default=False)),
                ("walkable", models.BooleanField(default=True)),
                ("external_key", models.CharField(blank=True, max_length=80, null=True, unique=True)),
                ("geom", django.contrib.gis.db.models.fields.LineStringField(srid=MEASURE)),
                (
                    "web",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.gis.db.models.functions.Transform("geom", WEB),
                        output_field=django.contrib.gis.db.models.fields.LineStringField(
                            spatial_index=False, srid=WEB
                        ),
                    ),
                ),
            ],
            options={
                "indexes": [django.contrib.postgres.indexes.GistIndex(fields=["web"], name="road_web_gist")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "road_class__in",
                                ["arterial", "expressway", "lane", "local", "path", "rail", "secondary"],
                            )
                        ),
                        name="road_road_class_known",
                    ),
                    models.CheckConstraint(
                        condition=geodata.models.geometry.IsValid("geom"), name="road_geom_valid"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("width_m__gt", 0)), name="road_width_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServicePoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=24)),
                ("name", models.CharField(max_length=120)),
                ("name_en", models.CharField(blank=True, default="", max_length=160)),
                ("address", models.CharField(blank=True, default="", max_length=200)),
                ("phone", models.CharField(blank=True, default="", max_length=40)),
                ("opening_hours", models.CharField(blank=True, default="", max_length=200)),
                (
                    "accessibility",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24), blank=True, default=list, size=None
                    ),
                ),
                ("closed_until", models.DateField(blank=True, null=True)),
                ("checked_on", models.DateField(blank=True, null=True)),
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
                        related_name="service_points",
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
        migrations.CreateModel(
            name="Staff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("role", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=40)),
                ("full_time", models.BooleanField(default=True)),
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
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="staff",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "staff",
            },
        ),
        migrations.CreateModel(
            name="EventStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                ("note", models.CharField(blank=True, default="", max_length=200)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="geodata.event"
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="geodata.staff"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="StaffArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="geodata.area")),
                ("staff", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="geodata.staff")),
            ],
        ),
        migrations.AddField(
            model_name="staff",
            name="areas",
            field=models.ManyToManyField(
                related_name="staff", through="geodata.StaffArea", to="geodata.area"
            ),
        ),
        migrations.CreateModel(
            name="Water",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("name", models.CharField(blank=True, default="", max_length=80)),
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
            ],
            options={
                "verbose_name_plural": "water",
                "indexes": [django.contrib.postgres.indexes.GistIndex(fields=["web"], name="water_web_gist")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["lake", "pond", "river", "stream"])),
                        name="water_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=geodata.models.geometry.IsValid("geom"), name="water_geom_valid"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.UniqueConstraint(fields=("level", "code"), name="area_level_code"),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code__regex", "^\\d{6}$"), ("level", "district")),
                    models.Q(("code__regex", "^\\d{9}$"), ("level", "subdistrict")),
                    models.Q(("code__regex", "^\\d{12}$"), ("level", "community")),
                    models.Q(("code__regex", "^\\d{15}$"), ("level", "grid")),
                    _connector="OR",
                ),
                name="area_code_shape",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["community", "district", "grid", "subdistrict"])),
                name="area_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "",
                            "base",
                            "community",
                            "dedicated",
                            "micro",
                            "street",
                            "town",
                            "township",
                            "village",
                        ],
                    )
                ),
                name="area_kind_known",
            ),
        ),
        migrations.AddIndex(
            model_name="building",
            index=django.contrib.postgres.indexes.GistIndex(fields=["web"], name="building_web_gist"),
        ),
        migrations.AddConstraint(
            model_name="building",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "use__in",
                        [
                            "agricultural",
                            "commercial",
                            "hospital",
                            "industry",
                            "mixed",
                            "office",
                            "public",
                            "residential",
                            "school",
                            "unknown",
                        ],
                    )
                ),
                name="building_use_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="building",
            constraint=models.CheckConstraint(
                condition=geodata.models.geometry.IsValid("geom"), name="building_geom_valid"
            ),
        ),
        migrations.AddConstraint(
            model_name="building",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "floating_persons__lte",
                        django.db.models.expressions.CombinedExpression(
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
                    )
                ),
                name="building_floating_within_persons",
            ),
        ),
        migrations.AddIndex(
            model_name="caresubject",
            index=models.Index(fields=["area", "next_due_on"], name="caresubject_area_due"),
        ),
        migrations.AddConstraint(
            model_name="caresubject",
            constraint=models.CheckConstraint(
                condition=models.Q(("risk__in", ["alarmed", "high", "normal"])), name="caresubject_risk_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="caresubject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "categories__contained_by",
                        ["child_in_difficulty", "disabled", "living_alone_elderly", "low_income"],
                    ),
                    ("categories__len__gt", 0),
                ),
                name="caresubject_categories_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="gridtype",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "grid_type__in",
                        ["agricultural", "commercial_dense", "old_residential", "urban_general"],
                    )
                ),
                name="gridtype_grid_type_known",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=django.contrib.postgres.indexes.GistIndex(fields=["web"], name="event_web_gist"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["reported_at"], name="event_reported_at"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True), ("status_known", True)),
                fields=["due_at"],
                name="event_open_due_at",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", False)), fields=["closed_at"], name="event_closed_at"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("priority__in", ["cross_department", "general", "urgent"])),
                name="event_priority_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["device", "resident", "visit", "worker"])),
                name="event_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("step__in", ["collected", "dispatched", "evaluated", "feedback", "handling", "reported"])
                ),
                name="event_step_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_at__gte", models.F("reported_at"))), name="event_due_after_report"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True), ("closed_at__gte", models.F("reported_at")), _connector="OR"
                ),
                name="event_closed_after_report",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_at__isnull", True), ("step", "evaluated"), _connector="XOR"),
                name="event_evaluated_is_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_at__isnull", True), ("status_known", True), _connector="OR"),
                name="event_closed_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="boundaryversion",
            index=django.contrib.postgres.indexes.GistIndex(fields=["web"], name="boundary_web_gist"),
        ),
        migrations.AddIndex(
            model_name="boundaryversion",
            index=django.contrib.postgres.indexes.GistIndex(
                fields=["web_anchor"], name="boundary_web_anchor_gist"
            ),
        ),
        migrations.AddConstraint(
            model_name="boundaryversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "published"])), name="boundary_status_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="boundaryversion",
            constraint=models.CheckConstraint(
                condition=geodata.models.geometry.IsValid("geom"), name="boundary_geom_valid"
            ),
        ),
        migrations.AddConstraint(
            model_name="boundaryversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid__startswith__isnull", False), ("valid__isempty", False)),
                name="boundary_has_first_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="boundaryversion",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("status", "published")),
                expressions=[("area", "="), ("valid", "&&")],
                name="boundary_one_in_force",
            ),
        ),
        migrations.AddIndex(
            model_name="servicepoint",
            index=django.contrib.postgres.indexes.GistIndex(fields=["web"], name="servicepoint_web_gist"),
        ),
        migrations.AddConstraint(
            model_name="servicepoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "canteen",
                            "clinic",
                            "hospital",
                            "mobile_unit",
                            "other",
                            "party_service_centre",
                            "post",
                            "room",
                            "station",
                        ],
                    )
                ),
                name="servicepoint_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="eventstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("step__in", ["collected", "dispatched", "evaluated", "feedback", "handling", "reported"])
                ),
                name="eventstep_step_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffarea",
            constraint=models.UniqueConstraint(fields=("staff", "area"), name="staff_area_once"),
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "auditor",
                            "community_head",
                            "district_admin",
                            "grid_worker",
                            "handler",
                            "operator",
                            "planner",
                            "subdistrict_head",
                        ],
                    )
                ),
                name="staff_role_known",
            ),
        ),
    ]

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
from django.db import migrations, models

import geodata.models.geometry
from geodata.crs import MEASURE, WEB


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("geodata", "0001_first_tables"),
    ]

    operations = [
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
    ]

import django.contrib.gis.db.models.fields
import django.contrib.gis.db.models.functions
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import geodata.models.geometry


class Migration(migrations.Migration):
    dependencies = [
        ("geodata", "0002_further_tables"),
    ]

    operations = [
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

"""The whole site on one page; each line ends with its audience."""

from django.contrib import admin
from django.urls import include, path

from .api import (
    alarms,
    coverage,
    coverage_files,
    coverage_map,
    coverage_nearest,
    events,
    find,
    heat_figures,
    heat_files,
    heat_findings,
    inside,
    measure,
    nearby,
    plan_life,
    plan_suggestions,
    plan_workers,
    plans,
    scenarios,
    siting,
    standards,
)
from .basemaps import views as basemaps
from .pages import (
    care,
    command,
    embed,
    exports,
    freshness,
    grid_history,
    health,
    heat,
    home,
    import_job,
    import_undo,
    imports,
    map_page,
    my_area,
    offline,
    open_data,
    plan_pages,
    planner,
    point_reports,
    points,
    sign_in,
    unlocated,
    wrong_info,
)
from .pages import coverage as coverage_page

handler404 = "webmap.errors.page_not_found"

urlpatterns = [
    path("", home.index, name="home"),  # everyone
    path("points/<uuid:uuid>/", points.detail, name="point"),  # everyone
    path("points/<uuid:uuid>/wrong/", wrong_info.wrong_info, name="point_wrong"),  # everyone
    path("offline/", offline.page, name="offline"),  # everyone
    path("service-worker.js", offline.worker, name="service_worker"),  # everyone
    path("open-data/", open_data.index, name="open_data"),  # everyone
    path("open-data/<slug:name>.<slug:ending>", open_data.download, name="open_file"),  # everyone
    path("api/openapi.json", open_data.openapi, name="openapi"),  # everyone
    path("embed/", embed.embed, name="embed"),  # everyone, in frames of other sites too
    path("my-area/", my_area.my_area, name="my_area"),  # everyone
    path("point-reports/", point_reports.index, name="point_reports"),  # operator, district_admin
    path(
        "point-reports/<uuid:uuid>/", point_reports.settle, name="point_report_settle"
    ),  # operator, district_admin
    path("command/", command.index, name="command"),  # operator, district_admin
    path("command/figures.json", command.figures_json, name="command_figures"),  # operator, district_admin
    path("command/alarms.json", command.alarms_json, name="command_alarms"),  # operator, district_admin
    path("command/area.json", command.area_json, name="command_area"),  # operator, district_admin
    path("heat/", heat.index, name="heat"),  # operator, district_admin
    path("coverage/", coverage_page.index, name="coverage"),  # operator, planner, district_admin
    path("map/", map_page.index, name="map"),  # everyone, each the layers of their role
    path("map/print/", map_page.print_page, name="map_print"),  # everyone, each the layers of their role
    path("planner/", planner.index, name="planner"),  # planner, district_admin, those who sign, auditor
    path("planner/<uuid:uuid>/", planner.workbench, name="plan"),  # as planner/
    path("planner/<uuid:uuid>/sign/", planner.sign, name="plan_sign"),  # as planner/
    path("planner/<uuid:uuid>/compare/", plan_pages.compare, name="plan_compare"),  # as planner/
    path("planner/<uuid:uuid>/sheet/", plan_pages.sheet, name="plan_sheet"),  # as planner/
    path("planner/<uuid:uuid>/sheet.json", plan_pages.sheet_json, name="plan_sheet_json"),  # as planner/
    path("planner/<uuid:uuid>/files/<str:name>", plan_pages.file, name="plan_file"),  # as planner/
    path("grids/as-of/", grid_history.as_of, name="grid_as_of"),  # all staff
    path("grids/lineage/", grid_history.lineage, name="grid_lineage"),  # all staff
    path("care/", care.index, name="care"),  # roles of the care matrix
    path("care/figures.json", care.figures, name="care_figures"),  # roles of the care matrix
    path("import/", imports.index, name="import"),  # district_admin, planner
    path("import/<uuid:uuid>/", import_job.page, name="import_job"),  # district_admin, planner
    path(
        "import/<uuid:uuid>/state.json", import_job.state_json, name="import_state"
    ),  # district_admin, planner
    path("import/<uuid:uuid>/map.json", import_job.map_json, name="import_map"),  # district_admin, planner
    path(
        "import/<uuid:uuid>/report.json", import_job.report_json, name="import_report"
    ),  # district_admin, planner
    path(
        "import/<uuid:uuid>/report.csv", import_job.report_csv, name="import_table"
    ),  # district_admin, planner
    path("import/runs/<uuid:uuid>/undo/", import_undo.page, name="import_undo"),  # district_admin, planner
    path("import/freshness/", freshness.index, name="freshness"),  # district_admin, planner
    path("import/export/", exports.index, name="export"),  # district_admin, planner
    path("import/unlocated/", unlocated.index, name="unlocated"),  # district_admin
    path("import/unlocated/<uuid:uuid>/", unlocated.decide, name="unlocated_decide"),  # district_admin
    path("sign-in/", sign_in.sign_in, name="sign_in"),  # everyone
    path("sign-out/", sign_in.sign_out, name="sign_out"),  # everyone
    path("api/events/", events.report, name="api_events"),  # operator, district_admin
    path("api/alarms/", alarms.raised, name="api_alarms"),  # operator, district_admin
    path(
        "api/alarms/<uuid:uuid>/acknowledge/", alarms.acknowledge, name="api_alarm_acknowledge"
    ),  # operator, district_admin
    path("api/alarms/<uuid:uuid>/close/", alarms.close, name="api_alarm_close"),  # operator, district_admin
    path(
        "api/heat/summary.json", heat_figures.summary_json, name="api_heat_summary"
    ),  # operator, district_admin
    path("api/heat/areas.json", heat_figures.areas_json, name="api_heat_areas"),  # operator, district_admin
    path(
        "api/heat/frames.json", heat_figures.frames_json, name="api_heat_frames"
    ),  # operator, district_admin
    path(
        "api/heat/compare.json", heat_figures.compare_json, name="api_heat_compare"
    ),  # operator, district_admin
    path(
        "api/heat/events.json", heat_figures.events_json, name="api_heat_events"
    ),  # operator, district_admin
    path("api/heat/table.csv", heat_files.table_csv, name="api_heat_table_csv"),  # operator, district_admin
    path(
        "api/heat/table.xlsx", heat_files.table_xlsx, name="api_heat_table_xlsx"
    ),  # operator, district_admin
    path(
        "api/heat/briefing.html", heat_files.briefing_html, name="api_heat_briefing"
    ),  # operator, district_admin
    path(
        "api/heat/hotspots.json", heat_findings.hotspots_json, name="api_heat_hotspots"
    ),  # operator, district_admin
    path(
        "api/heat/warnings.json", heat_findings.warnings_json, name="api_heat_warnings"
    ),  # operator, district_admin
    path(
        "api/heat/ranking.json", heat_findings.ranking_json, name="api_heat_ranking"
    ),  # operator, district_admin
    path(
        "api/heat/warnings/<uuid:uuid>/acknowledge/",
        heat_findings.acknowledge,
        name="api_warning_acknowledge",
    ),  # operator, district_admin
    path(
        "api/heat/warnings/<uuid:uuid>/mute/", heat_findings.mute, name="api_warning_mute"
    ),  # operator, district_admin
    path("api/plans/", plans.index, name="api_plans"),  # planner, district_admin, those who sign, auditor
    path("api/plans/<uuid:uuid>/", plans.detail, name="api_plan"),  # as api/plans/
    path(
        "api/plans/<uuid:uuid>/communities/<str:code>/", plans.community, name="api_plan_community"
    ),  # as api/plans/
    path(
        "api/plans/<uuid:uuid>/operations/", plans.operations, name="api_plan_operations"
    ),  # as api/plans/; changes by planner, district_admin
    path("api/plans/<uuid:uuid>/difference/", plans.difference, name="api_plan_difference"),  # as api/plans/
    path("api/plans/<uuid:uuid>/check/", plans.check, name="api_plan_check"),  # planner, district_admin
    path("api/plans/<uuid:uuid>/submit/", plans.submit, name="api_plan_submit"),  # planner, district_admin
    path("api/plans/<uuid:uuid>/return/", plans.send_back, name="api_plan_return"),  # those who sign or draw
    path("api/plans/<uuid:uuid>/sign/", plans.sign, name="api_plan_sign"),  # those who sign
    path("api/plans/<uuid:uuid>/schedule/", plans.schedule, name="api_plan_schedule"),  # district_admin
    path("api/plans/<uuid:uuid>/compare/", plan_life.compare, name="api_plan_compare"),  # as api/plans/
    path(
        "api/plans/<uuid:uuid>/compare/<str:code>/",
        plan_life.compare_community,
        name="api_plan_compare_community",
    ),  # as api/plans/
    path("api/plans/<uuid:uuid>/presence/", plan_life.presence, name="api_plan_presence"),  # as api/plans/
    path("api/grids/as-of/", plan_life.grid_as_of, name="api_grid_as_of"),  # all staff
    path("api/plans/<uuid:uuid>/undo/", plans.undo, name="api_plan_undo"),  # planner, district_admin
    path("api/plans/<uuid:uuid>/redo/", plans.redo, name="api_plan_redo"),  # planner, district_admin
    path(
        "api/plans/<uuid:uuid>/suggestions/", plan_suggestions.searches, name="api_plan_suggestions"
    ),  # as api/plans/; asked for by planner, district_admin
    path(
        "api/plans/<uuid:uuid>/suggestions/<uuid:suggestion_uuid>/",
        plan_suggestions.search,
        name="api_plan_suggestion",
    ),  # as api/plans/; stopped by planner, district_admin
    path(
        "api/plans/<uuid:uuid>/suggestions/<uuid:suggestion_uuid>/<slug:name>.geojson",
        plan_suggestions.preview,
        name="api_plan_preview",
    ),  # as api/plans/
    path(
        "api/plans/<uuid:uuid>/suggestions/<uuid:suggestion_uuid>/<slug:name>/take/",
        plan_suggestions.take,
        name="api_plan_take",
    ),  # planner, district_admin
    path("api/plans/<uuid:uuid>/totals/", plan_workers.totals, name="api_plan_totals"),  # as api/plans/
    path(
        "api/plans/<uuid:uuid>/workers/", plan_workers.workers, name="api_plan_workers"
    ),  # as api/plans/; changed by planner, district_admin
    path("api/measure/", measure.measure, name="api_measure"),  # everyone
    path("api/inside/", inside.inside, name="api_inside"),  # everyone, each layer's own audience
    path("api/inside.csv", inside.inside_csv, name="api_inside_csv"),  # everyone, each layer's own audience
    path("api/nearby", nearby.nearby, name="api_nearby"),  # everyone
    path("api/nearby/", nearby.nearby),  # everyone
    path("api/nearby/openapi.json", nearby.nearby_openapi, name="api_nearby_openapi"),  # everyone
    path("api/reach", nearby.reach, name="api_reach"),  # everyone
    path("api/coverage/", coverage.shares, name="api_coverage"),  # operator, planner, district_admin
    path("api/coverage/unserved", coverage.unserved_homes, name="api_unserved"),  # as api/coverage/
    path("api/coverage/access", coverage.access, name="api_access"),  # as api/coverage/
    path("api/coverage/change", coverage.change, name="api_coverage_change"),  # as api/coverage/
    path("api/coverage/homes", coverage_map.homes, name="api_coverage_homes"),  # as api/coverage/
    path("api/coverage/standards", standards.standards, name="api_standards"),  # as api/coverage/
    path("api/coverage/table.csv", coverage_files.table_csv, name="api_coverage_csv"),  # as api/coverage/
    path(
        "api/coverage/areas.geojson", coverage_files.areas_geojson, name="api_coverage_areas"
    ),  # as api/coverage/
    path("api/coverage/nearest", coverage_nearest.nearest, name="api_coverage_nearest"),  # as api/coverage/
    path("api/coverage/scenarios/", scenarios.kept, name="api_scenarios"),  # as api/coverage/
    path("api/coverage/scenarios/<uuid:uuid>/", scenarios.one, name="api_scenario"),  # as api/coverage/
    path("api/coverage/siting/", siting.searches, name="api_siting"),  # as api/coverage/
    path("api/coverage/siting/<uuid:uuid>/", siting.search, name="api_siting_one"),  # as api/coverage/
    path("api/find/", find.find, name="api_find"),  # everyone; doors for staff only
    # /live/ is answered before Django, in asgi.py: everyone, each as far as the layers allow
    path("layers/", include("layers.urls")),  # each layer's own audience
    path("ogc/", include("layers.ogc.urls")),  # each layer's own audience
    path("basemaps/<slug:name>/<tile:z>/<tile:x>/<tile:y>", basemaps.tile, name="basemap"),  # everyone
    path("i18n/", include("django.conf.urls.i18n")),  # everyone
    path("health/", health.live, name="health_live"),  # everyone
    path("health/ready/", health.ready, name="health_ready"),  # everyone
    path("admin/", admin.site.urls),  # superusers and staff accounts
]

"""Every address of the site with the roles it answers; an address missing here fails."""

from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from geodata.actions.make_plan import make_plan
from geodata.actions.refresh_walking import refresh_walking
from geodata.importers.report import Report
from geodata.models import (
    BoundaryPlan,
    ImportJob,
    ImportRun,
    PlanAlternative,
    PlanSuggestion,
    ServicePoint,
    WalkScenario,
)
from geodata.queries.walking_coverage import COVERAGE_ROLES
from geodata.rules.care_access import PRECISION
from geodata.rules.import_kinds import IMPORTERS
from geodata.rules.plan_flow import PLAN_READERS
from geodata.rules.viewer import COMMAND, EVERYONE, STAFF, Role, Viewer
from tests import factories
from tests.plan_field import NOW, make_blocks

CARE = frozenset(PRECISION)
UUID = "7b0a3c1e-0000-4000-8000-000000000001"

# route → (an address of it, the roles that get an answer other than a refusal)
PAGES = {
    "": ("/", EVERYONE),
    "points/<uuid:uuid>/": (f"/points/{UUID}/", EVERYONE),
    "points/<uuid:uuid>/wrong/": (f"/points/{UUID}/wrong/", EVERYONE),
    "offline/": ("/offline/", EVERYONE),
    "service-worker.js": ("/service-worker.js", EVERYONE),
    "open-data/": ("/open-data/", EVERYONE),
    "open-data/<slug:name>.<slug:ending>": ("/open-data/service_points.csv", EVERYONE),
    "api/openapi.json": ("/api/openapi.json", EVERYONE),
    "embed/": ("/embed/", EVERYONE),
    "my-area/": ("/my-area/", EVERYONE),
    "point-reports/": ("/point-reports/", COMMAND),
    "command/": ("/command/", COMMAND),
    "command/figures.json": ("/command/figures.json", COMMAND),
    "command/alarms.json": ("/command/alarms.json", COMMAND),
    "command/area.json": ("/command/area.json?code=999901", COMMAND),
    "heat/": ("/heat/", COMMAND),
    "coverage/": ("/coverage/", COVERAGE_ROLES),
    "map/": ("/map/", EVERYONE),
    "map/print/": ("/map/print/", EVERYONE),
    "planner/": ("/planner/", PLAN_READERS),
    "planner/<uuid:uuid>/": (f"/planner/{UUID}/", PLAN_READERS),
    "planner/<uuid:uuid>/sign/": (f"/planner/{UUID}/sign/", PLAN_READERS),
    "planner/<uuid:uuid>/compare/": (f"/planner/{UUID}/compare/", PLAN_READERS),
    "planner/<uuid:uuid>/sheet/": (f"/planner/{UUID}/sheet/", PLAN_READERS),
    "planner/<uuid:uuid>/sheet.json": (f"/planner/{UUID}/sheet.json", PLAN_READERS),
    "planner/<uuid:uuid>/files/<str:name>": (f"/planner/{UUID}/files/assignment.csv", PLAN_READERS),
    "grids/as-of/": ("/grids/as-of/", STAFF),
    "grids/lineage/": ("/grids/lineage/", STAFF),
    "care/": ("/care/", CARE),
    "care/figures.json": ("/care/figures.json", CARE),
    "import/": ("/import/", IMPORTERS),
    "import/<uuid:uuid>/": (f"/import/{UUID}/", IMPORTERS),
    "import/<uuid:uuid>/state.json": (f"/import/{UUID}/state.json", IMPORTERS),
    "import/<uuid:uuid>/map.json": (f"/import/{UUID}/map.json", IMPORTERS),
    "import/<uuid:uuid>/report.json": (f"/import/{UUID}/report.json", IMPORTERS),
    "import/<uuid:uuid>/report.csv": (f"/import/{UUID}/report.csv", IMPORTERS),
    "import/runs/<uuid:uuid>/undo/": (f"/import/runs/{UUID}/undo/", IMPORTERS),
    "import/freshness/": ("/import/freshness/", IMPORTERS),
    "import/export/": ("/import/export/", IMPORTERS),
    "import/unlocated/": ("/import/unlocated/", frozenset({Role.DISTRICT_ADMIN})),
    "sign-in/": ("/sign-in/", EVERYONE),
    "layers/": ("/layers/", EVERYONE),
    "layers/events_heat/surface.geojson": ("/layers/events_heat/surface.geojson", COMMAND | {Role.PLANNER}),
    "layers/<slug:name>.json": ("/layers/grids.json", EVERYONE),
    "layers/<slug:name>.geojson": ("/layers/grids.geojson", EVERYONE),
    "layers/<names:names>.json": ("/layers/grids,roads.json", EVERYONE),
    "layers/<names:names>/<tile:z>/<tile:x>/<tile:y>.mvt": (
        "/layers/grids,roads/14/12847/6999.mvt",
        EVERYONE,
    ),
    "ogc/": ("/ogc/", EVERYONE),
    "ogc/api": ("/ogc/api", EVERYONE),
    "ogc/conformance": ("/ogc/conformance", EVERYONE),
    "ogc/collections": ("/ogc/collections", EVERYONE),
    "ogc/collections/<slug:name>": ("/ogc/collections/grids", EVERYONE),
    "ogc/collections/<slug:name>/queryables": ("/ogc/collections/grids/queryables", EVERYONE),
    "ogc/collections/<slug:name>/items": ("/ogc/collections/grids/items", EVERYONE),
    "ogc/collections/<slug:name>/items/<str:feature>": (
        f"/ogc/collections/service_points/items/{UUID}",
        EVERYONE,
    ),
    "api/heat/summary.json": ("/api/heat/summary.json", COMMAND),
    "api/heat/areas.json": ("/api/heat/areas.json?level=community", COMMAND),
    "api/heat/frames.json": ("/api/heat/frames.json?step=hour", COMMAND),
    "api/heat/compare.json": ("/api/heat/compare.json", COMMAND),
    "api/heat/events.json": ("/api/heat/events.json?cell=17/102777/55991", COMMAND),
    "api/heat/table.csv": ("/api/heat/table.csv", COMMAND),
    "api/heat/table.xlsx": ("/api/heat/table.xlsx?level=community", COMMAND),
    "api/heat/briefing.html": ("/api/heat/briefing.html", COMMAND),
    "api/heat/hotspots.json": ("/api/heat/hotspots.json", COMMAND),
    "api/heat/warnings.json": ("/api/heat/warnings.json", COMMAND),
    "api/heat/ranking.json": ("/api/heat/ranking.json?weeks=4&by=grid", COMMAND),
    "api/plans/": ("/api/plans/", PLAN_READERS),
    "api/plans/<uuid:uuid>/": (f"/api/plans/{UUID}/", PLAN_READERS),
    "api/plans/<uuid:uuid>/communities/<str:code>/": (
        f"/api/plans/{UUID}/communities/999901001001/",
        PLAN_READERS,
    ),
    "api/plans/<uuid:uuid>/operations/": (f"/api/plans/{UUID}/operations/", PLAN_READERS),
    "api/plans/<uuid:uuid>/difference/": (f"/api/plans/{UUID}/difference/", PLAN_READERS),
    "api/plans/<uuid:uuid>/compare/": (f"/api/plans/{UUID}/compare/", PLAN_READERS),
    "api/plans/<uuid:uuid>/compare/<str:code>/": (
        f"/api/plans/{UUID}/compare/999901001001/",
        PLAN_READERS,
    ),
    "api/plans/<uuid:uuid>/suggestions/": (f"/api/plans/{UUID}/suggestions/", PLAN_READERS),
    "api/plans/<uuid:uuid>/suggestions/<uuid:suggestion_uuid>/": (
        f"/api/plans/{UUID}/suggestions/{UUID}/",
        PLAN_READERS,
    ),
    "api/plans/<uuid:uuid>/suggestions/<uuid:suggestion_uuid>/<slug:name>.geojson": (
        f"/api/plans/{UUID}/suggestions/{UUID}/even.geojson",
        PLAN_READERS,
    ),
    "api/plans/<uuid:uuid>/totals/": (f"/api/plans/{UUID}/totals/", PLAN_READERS),
    "api/plans/<uuid:uuid>/workers/": (f"/api/plans/{UUID}/workers/", PLAN_READERS),
    "api/measure/": ("/api/measure/?line=102.3,25.35,102.31,25.35", EVERYONE),
    "api/inside/": ("/api/inside/?circle=102.3,25.35,500", EVERYONE),
    "api/inside.csv": ("/api/inside.csv?circle=102.3,25.35,500&layer=service_points", EVERYONE),
    "api/find/": ("/api/find/?q=方正", EVERYONE),
    "api/nearby": ("/api/nearby?lon=102.3&lat=25.35", EVERYONE),
    "api/nearby/": ("/api/nearby/?place=999901001001", EVERYONE),
    "api/nearby/openapi.json": ("/api/nearby/openapi.json", EVERYONE),
    "api/reach": ("/api/reach?lon=102.3&lat=25.35", EVERYONE),
    "api/coverage/": ("/api/coverage/", COVERAGE_ROLES),
    "api/coverage/unserved": ("/api/coverage/unserved?category=station", COVERAGE_ROLES),
    "api/coverage/access": ("/api/coverage/access?category=station", COVERAGE_ROLES),
    "api/coverage/homes": ("/api/coverage/homes?category=station", COVERAGE_ROLES),
    "api/coverage/standards": ("/api/coverage/standards", COVERAGE_ROLES),
    "api/coverage/areas.geojson": ("/api/coverage/areas.geojson?category=station", COVERAGE_ROLES),
    "api/coverage/nearest": (
        "/api/coverage/nearest?category=station&lon=102.3&lat=25.33&open=102.3,25.33",
        COVERAGE_ROLES,
    ),
    "api/coverage/table.csv": ("/api/coverage/table.csv?category=station", COVERAGE_ROLES),
    "api/coverage/scenarios/": ("/api/coverage/scenarios/?category=station", COVERAGE_ROLES),
    "api/coverage/scenarios/<uuid:uuid>/": (f"/api/coverage/scenarios/{UUID}/", COVERAGE_ROLES),
    "api/coverage/siting/": ("/api/coverage/siting/", COVERAGE_ROLES),
    "api/coverage/siting/<uuid:uuid>/": (f"/api/coverage/siting/{UUID}/", COVERAGE_ROLES),
    "api/coverage/change": ("/api/coverage/change?category=station&open=102.3,25.33", COVERAGE_ROLES),
    "health/": ("/health/", EVERYONE),
    "health/ready/": ("/health/ready/", EVERYONE),
}
# Read by POST too, so that the place of who asks need not stand in an address; these change nothing.
READ_BY_POST = {
    "grids/as-of/",
    "", "points/<uuid:uuid>/",
    "api/nearby", "api/nearby/", "api/reach", "api/coverage/", "api/coverage/unserved", "api/coverage/access",
    "api/coverage/change", "api/coverage/nearest", "api/coverage/homes", "api/coverage/standards",
}  # fmt: skip
# Addresses of a configured basemap, which has tests of its own.
CONFIGURED = {"basemaps/<slug:name>/<tile:z>/<tile:x>/<tile:y>"}
# Addresses that only take POST, and the plain records, which have tests of their own.
POST_ONLY = {
    "point-reports/<uuid:uuid>/": f"/point-reports/{UUID}/",
    "api/events/": "/api/events/",
    "api/alarms/": "/api/alarms/",
    "api/alarms/<uuid:uuid>/acknowledge/": f"/api/alarms/{UUID}/acknowledge/",
    "api/alarms/<uuid:uuid>/close/": f"/api/alarms/{UUID}/close/",
    "api/heat/warnings/<uuid:uuid>/acknowledge/": f"/api/heat/warnings/{UUID}/acknowledge/",
    "api/heat/warnings/<uuid:uuid>/mute/": f"/api/heat/warnings/{UUID}/mute/",
    **{
        f"api/plans/<uuid:uuid>/{step}/": f"/api/plans/{UUID}/{step}/"
        for step in ("check", "submit", "return", "sign", "schedule")
    },
    "api/plans/<uuid:uuid>/presence/": f"/api/plans/{UUID}/presence/",
    "api/grids/as-of/": "/api/grids/as-of/",
    "api/plans/<uuid:uuid>/undo/": f"/api/plans/{UUID}/undo/",
    "api/plans/<uuid:uuid>/redo/": f"/api/plans/{UUID}/redo/",
    "api/plans/<uuid:uuid>/suggestions/<uuid:suggestion_uuid>/<slug:name>/take/": (
        f"/api/plans/{UUID}/suggestions/{UUID}/even/take/"
    ),
    "sign-out/": "/sign-out/",
    "i18n/setlang/": "/i18n/setlang/",
    "import/unlocated/<uuid:uuid>/": f"/import/unlocated/{UUID}/",
}
# Pages that take their own form.
WITH_FORM = {
    "api/coverage/scenarios/",
    "api/coverage/scenarios/<uuid:uuid>/",
    "api/coverage/siting/",
    "api/coverage/siting/<uuid:uuid>/",
    "sign-in/",
    "my-area/",
    "points/<uuid:uuid>/wrong/",
}
DATA = ("layers/", "ogc/", "health/")


def routes(resolver: URLResolver, prefix: str = "") -> list[str]:
    """Every route of the site below a resolver, the admin's own left out."""
    found: list[str] = []
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if route.startswith("admin/"):
            continue
        found += [route] if isinstance(pattern, URLPattern) else routes(pattern, route)
    return found


@pytest.fixture
def place(db: None) -> factories.SquareDistrict:
    """The square district with a service point, an upload, an import and a plan of a known uuid."""
    district = factories.make_square_district()
    ServicePoint.objects.create(uuid=UUID, name="西站", kind="station", geom=factories.point(100, 100))
    factories.make_road((0, 0), (1000, 0))
    refresh_walking(NOW)
    WalkScenario.objects.create(uuid=UUID, kind="station", method="mclp", created_at=NOW, changed_at=NOW)
    _make_import()
    make_blocks(district)
    plan = make_plan("试划", Viewer(Role.PLANNER), user_id=0, now=NOW)
    BoundaryPlan.objects.filter(pk=plan.pk).update(uuid=UUID)
    suggestion = PlanSuggestion.objects.create(
        uuid=UUID, plan=plan, scope="999901", revision=0, created_at=NOW, changed_at=NOW
    )
    PlanAlternative.objects.create(suggestion=suggestion, name="even", keys=[])
    return district


def _make_import() -> None:
    now = timezone.now()
    report = Report("areas").as_dict()
    run = ImportRun.objects.create(
        uuid=UUID,
        kind="areas",
        file_name="a.zip",
        sha256="",
        datum="wgs84",
        srid=4326,
        started_at=now,
        finished_at=now,
    )
    ImportJob.objects.create(
        uuid=UUID, kind="areas", file_name="a.zip", size=1, created_at=now, changed_at=now, state="done", report=report,
        run=run, options={"level": "grid"},
    )  # fmt: skip


def test_every_address_stands_in_the_table() -> None:
    assert set(routes(get_resolver())) == set(PAGES) | set(POST_ONLY) | CONFIGURED


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_the_addresses_of_the_table_and_no_other(
    client: Any, place: factories.SquareDistrict, role: Role
) -> None:
    if role is not Role.PUBLIC:
        client.force_login(factories.make_login(role, *place.areas.values()))
    for route, (address, allowed) in PAGES.items():
        response = client.get(address)
        if role in allowed:
            assert response.status_code in {200, 302}, f"{role} {address}: {response.status_code}"
            assert "sign-in" not in response.headers.get("Location", "")
        elif role is Role.PUBLIC and not route.startswith(DATA):
            assert response.status_code == 302, address
            assert response["Location"].startswith("/sign-in/?next=")
        else:
            assert response.status_code == 404, f"{role} {address}: {response.status_code}"


@pytest.mark.parametrize("address", POST_ONLY.values())
def test_a_verb_that_changes_something_is_not_a_get(client: Any, db: None, address: str) -> None:
    assert client.get(address).status_code in {302, 405}


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_take_no_other_verb(client: Any, place: factories.SquareDistrict, method: str) -> None:
    client.force_login(factories.make_login(Role.OPERATOR))
    for route, (address, allowed) in PAGES.items():
        if Role.OPERATOR in allowed and route not in WITH_FORM | (
            READ_BY_POST if method == "post" else set()
        ):
            assert getattr(client, method)(address).status_code == 405, f"{method} {address}"


@pytest.mark.parametrize("code", ["", "1", "999902", "' OR 1=1", "999901\x00"])
def test_a_foreign_or_malformed_area_is_refused(
    client: Any, place: factories.SquareDistrict, code: str
) -> None:
    client.force_login(factories.make_login(Role.OPERATOR))
    assert client.get("/command/area.json", {"code": code}).status_code in {400, 404}


@pytest.mark.parametrize("query", [{}, {"lon": "x", "lat": "1", "level": "grid"}, {"lon": "1", "lat": "1", "level": "x"},
                                   {"lon": "nan", "lat": "1", "level": "grid"}])  # fmt: skip
def test_a_nonsense_place_is_refused_with_the_form(
    client: Any, place: factories.SquareDistrict, query: dict[str, str]
) -> None:
    client.force_login(factories.make_login(Role.OPERATOR))
    response = client.get("/command/area.json", query)
    assert response.status_code == 400
    assert "level=grid" in response.content.decode()


def test_a_foreign_point_is_not_found(client: Any, place: factories.SquareDistrict) -> None:
    assert client.get("/points/7b0a3c1e-0000-4000-8000-00000000dead/").status_code == 404

"""Whatever a file holds, a report whose counts add up comes out or a refusal, and undoing it leaves no trace."""

import math
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from geodata.actions.place_unlocated import Spot
from geodata.actions.undo_import import undo_import
from geodata.crs import MEASURE
from geodata.errors import ImportRefused
from geodata.importers.catalogue.areas import FIELDS as AREA_FIELDS
from geodata.importers.catalogue.osm import PARTS
from geodata.importers.files.batch import Batch
from geodata.importers.files.contents import Contents
from geodata.importers.files.stored_batches import store_batch
from geodata.importers.files.stored_contents import publish, store_contents
from geodata.importers.kind import Shape
from geodata.importers.kinds import KINDS, import_file
from geodata.importers.locate import CONTEXT, PLACE_FIELDS
from geodata.importers.options import ImportOptions
from geodata.importers.place_row import place_row
from geodata.importers.report import Report
from geodata.models import Building, Department, Dwelling, ImportRun, UnlocatedRow
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.state import TABLES, state_of

from .conftest import lonlat

pytestmark = pytest.mark.django_db

ADMIN = Viewer(Role.DISTRICT_ADMIN)
NOW = datetime(2026, 5, 13, 4, tzinfo=UTC)
MOST_ROWS = 5
# Each example imports a file four times; a failing one is not made smaller, which would take many minutes.
EXAMPLES = settings().max_examples // 5
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
READ_KINDS = sorted(set(KindName) - {KindName.CARE})

STRANGE = [
    "", " ", "\0", "a\0b", "\ud800", "\\N", "\\.", "a\tb\nc\rd", "x" * 5_000, "'; DROP TABLE geodata_area; --", "%s{}",
    "\u202e\u200b", "=1+1", "nan", "inf", "-inf", "1e400", "1_000", "12,5", "1,204", "-3", "2147483648",
    "9223372036854775808", "0000-00-00", "0001-01-01", "9999-12-31", "9999-12-31 23:59:59", "2026-02-30",
    "2026-05-01 08:00:00.123456789012", "2026-05-01T08:00:00+99:99", "1900-01-01 00:00", "2199-12-31 23:59", "24:00",
    '{"a": [1, 2]}', "是", "否", "公园", "住宅", "网格员", "周一至周五 9:00-17:00", "南路1号", "西社区001网格", "城管",
    "999901001001001", "999901001", "120%", "30%", "1", "B1", "B1#2", "#2", "uuid:1",
]  # fmt: skip
cells = st.one_of(
    st.sampled_from(STRANGE),
    st.text(max_size=8),
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.sampled_from([2**31 - 1, 2**31, 2**63, -(2**63), 10**30, 2_000_000_000, 1_000_000]),
    st.floats(),
)
near = st.tuples(st.integers(-200, 1200), st.integers(-200, 1200)).map(lambda pair: lonlat(*map(float, pair)))
far = st.sampled_from(
    [(0.0, 0.0), (math.nan, 25.0), (math.inf, 25.0), (1e300, -1e300), (25.35, 102.3), (181.0, 91.0)]
)
corners = st.one_of(near, near, near, far)


def ring(x: float, y: float, size: float) -> shapely.Polygon:
    """A square in lon, lat, drawn in metres."""
    return shapely.Polygon(
        [lonlat(x, y), lonlat(x + size, y), lonlat(x + size, y + size), lonlat(x, y + size)]
    )


def _unclosed(told: tuple[tuple[float, float], ...]) -> shapely.Polygon:
    """A triangle with a corner that is out of this world."""
    return shapely.set_coordinates(shapely.Polygon(((0, 0), (1, 0), (0, 1))), np.array([*told, told[0]]))


squares = st.tuples(
    st.sampled_from([0, 40, 100, 480, 900]),
    st.sampled_from([0, 40, 100, 480]),
    st.sampled_from([0.001, 5, 60, 700]),
).map(lambda told: ring(*map(float, told)))
lines = st.lists(corners, min_size=2, max_size=5).map(shapely.LineString)
bowties = st.lists(near, min_size=3, max_size=6).map(shapely.Polygon)
faraway = st.tuples(near, far, near).map(_unclosed)
points = corners.map(shapely.Point)
singles = st.one_of(squares, squares, lines, points, bowties, faraway)
shapes = st.one_of(
    singles,
    singles,
    st.none(),
    st.sampled_from(
        [shapely.from_wkt(f"{kind} EMPTY") for kind in ("POINT", "POLYGON", "LINESTRING", "MULTIPOLYGON")]
    ),
    st.lists(st.one_of(squares, bowties), max_size=4).map(shapely.MultiPolygon),
    st.lists(lines, max_size=3).map(shapely.MultiLineString),
    st.lists(points, max_size=3).map(shapely.MultiPoint),
    st.lists(singles, max_size=3).map(shapely.GeometryCollection),
)


def roles_of(kind: KindName) -> list[str]:
    """Columns a file of a kind may have, by a usual name each."""
    if kind is KindName.AREAS:
        return [one.usual[0] for one in AREA_FIELDS]
    if kind is KindName.OSM:
        return sorted({column for _, _, roles in PARTS for column in roles.values()})
    own = [one.usual[0] if one.usual else "category" for one in KINDS[kind].fields]
    places = [] if KINDS[kind].shape is Shape.NONE else [one.usual[0] for one in (*PLACE_FIELDS, CONTEXT)]
    return list(dict.fromkeys([*own, *places]))


def usual_cells(column: str) -> st.SearchStrategy[Any]:
    """Cells that make sense in a column, so that not every row is rejected."""
    sense: dict[str, st.SearchStrategy[Any]] = {
        "lon": near.map(lambda one: one[0]),
        "lat": near.map(lambda one: one[1]),
        "坐标": near.map(lambda one: f"{one[0]},{one[1]}"),
        "time": st.sampled_from(["2026-05-01 08:00", "2026-05-02 09:30"]),
        "state_at": st.sampled_from(["2026-05-01 08:00"]),
        "address": st.sampled_from(["南路1号", "北路9号", ""]),
        "door": st.sampled_from(["101", "102", "1单元301"]),
        "role": st.sampled_from(["网格员", "operator"]),
        "areas": st.sampled_from(["999901001001001", "西社区002网格", ""]),
        "department": st.sampled_from(["城管", ""]),
        "code": st.sampled_from(["999901001001003", "999901001001001", ""]),
        "osm_id": st.sampled_from(["way/1", "node/2", "node/3", "relation/4"]),
    }
    return sense.get(column, st.sampled_from(["", "1", "2", "公园", "甲", 3, None]))


@st.composite
def files(draw: st.DrawFn, kind: KindName) -> tuple[dict[str, list[Any]], list[Any] | None]:
    """Columns of cells of equal length, some of them strange, and perhaps geometry."""
    count = draw(st.integers(0, MOST_ROWS))
    known = roles_of(kind)
    names = draw(st.lists(st.sampled_from(known), unique=True, min_size=min(2, len(known))))
    if draw(st.booleans()):
        names = known
    strange = draw(st.booleans())
    values = {}
    for name in names:
        cell = st.one_of(usual_cells(name), usual_cells(name), cells) if strange else usual_cells(name)
        values[name] = draw(st.lists(cell, min_size=count, max_size=count))
    if kind is KindName.OSM and draw(st.integers(0, 9)):
        kinds = st.sampled_from([name for name, _, _ in PARTS])
        values["osm_kind"] = draw(st.lists(kinds, min_size=count, max_size=count))
    wants = kind in (KindName.AREAS, KindName.OSM) or KINDS[kind].shape in (Shape.POLYGON, Shape.LINE)
    with_shapes = draw(st.integers(0, 9)) > 0 if wants else draw(st.integers(0, 3)) == 0
    fitting = lines if kind is KindName.ROADS else squares
    one = st.one_of(fitting, fitting, shapes) if wants else st.one_of(points, shapes)
    return values, draw(st.lists(one, min_size=count, max_size=count)) if with_shapes else None


def read_into(folder: Path, values: dict[str, list[Any]], geometry: list[Any] | None) -> None:
    """Leave in the folder what a reading process leaves there for such a file."""
    count = len(geometry) if geometry is not None else len(next(iter(values.values()), []))
    found = None
    if geometry is not None:
        found = np.empty(count, dtype=object)
        found[:] = geometry
    store_batch(Batch(np.arange(1, count + 1), values, found, [], count), folder, 0)
    types = Counter(one.geom_type for one in geometry or [] if one is not None)
    columns = tuple(values)
    store_contents(
        Contents(
            "random.csv",
            "",
            0,
            "csv",
            (),
            "",
            columns,
            None,
            None,
            count,
            False,
            dict(types),
            None,
            0,
            [],
            folder,
        )
    )
    publish(folder, "random.csv", "0" * 64, 1)


def load(kind: KindName, folder: Path, **given: Any) -> Report | None:
    """The report, its counts checked; None where the file was refused."""
    level = Level.GRID if kind is KindName.AREAS else None
    try:
        with transaction.atomic():
            report = import_file(
                kind, ImportOptions(folder / "random.csv", folder=folder, level=level, **given)
            )
            connection.check_constraints()
    except ImportRefused:
        return None
    told = [one.as_dict() for one in report.problems]
    assert report.read == report.loaded + report.rejected, told
    assert report.created + report.updated + report.unchanged == report.loaded, (report.as_dict(), told)
    assert min(report.created, report.updated, report.unchanged) >= 0
    return report


def assert_geometry_is_sound() -> None:
    """Every stored geometry is valid and in MEASURE."""
    for model in TABLES:
        if any(one.name == "geom" for one in model._meta.concrete_fields):
            for (geom,) in model.objects.exclude(geom=None).values_list("geom"):
                assert (geom.valid, geom.srid) == (True, MEASURE)
                assert all(map(math.isfinite, geom.extent))


def district() -> None:
    """The square district with a building that rows may speak of, known by a key, and a department."""
    grid = factories.make_square_district().grid("W1")
    south = Building.objects.create(
        geom=factories.square(90, 90, 40, 30),
        area=grid,
        address="南路1号",
        use="residential",
        external_key="id:S1",
    )
    Dwelling.objects.create(building=south, door="101", external_key=f"id:{south.pk}:101")
    Department.objects.create(code="cg", name="城管")


def place_by_hand() -> None:
    """Every row that waits for a place gets one."""
    for row in UnlocatedRow.objects.filter(state="open"):
        place_row(str(row.uuid), Spot(*lonlat(321, 123)), ADMIN, user_id=None, now=NOW)
    connection.check_constraints()


@pytest.mark.parametrize("kind", READ_KINDS, ids=str)
@settings(suppress_health_check=list(HealthCheck), phases=PHASES, max_examples=EXAMPLES)
@given(data=st.data())
def test_a_random_file_is_told_truly_repeated_without_change_and_taken_back(
    kind: KindName, data: st.DataObject
) -> None:
    values, geometry = data.draw(files(kind))
    given_ = {"repair": data.draw(st.booleans()), "strict": data.draw(st.integers(0, 4)) == 0}
    with transaction.atomic(), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        district()
        read_into(folder, values, geometry)
        before = state_of()
        load(kind, folder, **given_)
        assert state_of() == before, "a dry run wrote"
        first = load(kind, folder, commit=True, **given_)
        after = state_of()
        if first is None or not first.committed:
            assert after == before
            assert not ImportRun.objects.exists()
        else:
            assert_geometry_is_sound()
            if data.draw(st.booleans()):
                place_by_hand()
                after = state_of()
            again = load(kind, folder, commit=True, **given_)
            assert again is not None
            assert again.unchanged == again.loaded, again.as_dict()
            assert state_of() == after
            read_into(folder, *data.draw(files(kind)))
            other = load(kind, folder, commit=True, **given_)
            if other is not None and other.committed:
                assert_geometry_is_sound()
                undo_import(other.run or "", ADMIN, None, NOW)
            assert state_of() == after
            undo_import(first.run or "", ADMIN, None, NOW)
            assert state_of() == before
        transaction.set_rollback(True)

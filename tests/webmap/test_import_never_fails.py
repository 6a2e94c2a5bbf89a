"""Whatever is sent to the data pages, in whatever order: an answer in the page's language, nothing half-written."""

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from geodata.importers.job_folder import folder_of
from geodata.models import Event, ImportJob, ImportRun, ServicePoint
from geodata.rules.import_flow import WORKING
from geodata.rules.import_kinds import KindName
from geodata.rules.viewer import Role
from tests import factories
from tests.geodata.queries.test_unlocated import make_row, make_run

from .conftest import work
from .import_files import event_table, gbk_shapefile

pytestmark = pytest.mark.django_db
sampled = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
# What has no meaning anywhere, or too much of it.
NASTY = (
    "", " ", "..", "../../x", "/etc/hosts", "a/b\\c", "\0", "a\0b", "\u202egnp.exe", "=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1",
    "\r=1", "😀", "长" * 300, "w" * 5_000, "9" * 5_000, "nan", "inf", "1e400", "1e308", "-1", "0", "1", "999999", "4326",
    "4543", "4543@nan,nan", "4543@inf,0", "4543@1e308,1e308", "4326@1,1", "2026-02-30", "9999-12-31", "0001-01-01",
    "20260101", "' OR 1=1 --", "<script>alert(1)</script>", "{{7}}", "%s%d", "utf-7", "gb18030", "big5", "wgs84", "gcj02",
    "bd09", "other", "rows", "small", "gap:1", "Asia/Shanghai", "Mars/Base", "名称", "经度", "类别", "上报时间", "events",
    "areas", "grid", "open", "yes", "own", "102.3,25.34", "nan,nan", "1e308,1e308", "000,000",
)  # fmt: skip
words = st.sampled_from(NASTY) | st.text(max_size=20)
names = words.map(lambda word: word.replace("\r", "").replace("\n", "")[:300] or "x")
CELLS = (
    "站",
    "警务站",
    "102.3",
    "25.34",
    "2026-05-01 10:00",
    "=1+1",
    "",
    "东街 1 号",
    "\0",
    "nan",
    "999901001001",
    *NASTY[:12],
)
HEADS = ("名称", "类别", "经度", "纬度", "地址", "上报时间", "", "名称", "=1", "a\0b", "长" * 300)
_WRITES = re.compile(r"^\s*(insert|update|delete|truncate|copy)\b", re.IGNORECASE)


@pytest.fixture(autouse=True)
def admin(client: Client, no_workers: None) -> None:
    """The administrator of the square district."""
    factories.make_square_district()
    client.force_login(factories.make_login(Role.DISTRICT_ADMIN))


@contextmanager
def taken_back() -> Iterator[None]:
    """What one example does is gone for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """A CSV with odd heads and cells in some encoding."""
    heads = draw(st.lists(st.sampled_from(HEADS) | words, min_size=1, max_size=6))
    rows = draw(st.lists(st.lists(st.sampled_from(CELLS) | words, max_size=7), max_size=5))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([heads, *rows])
    return text.getvalue().encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])))


def shapes() -> st.SearchStrategy[bytes]:
    """GeoJSON with every type of geometry, nested and empty ones too."""
    pair = st.tuples(st.floats(102.29, 102.31), st.floats(25.33, 25.35)).map(list)
    ring = pair.map(lambda p: [p, [p[0] + 0.001, p[1]], [p[0], p[1] + 0.001], p])
    plain = (
        st.builds(lambda one: {"type": "Point", "coordinates": one}, pair)
        | st.builds(lambda one: {"type": "MultiPoint", "coordinates": one}, st.lists(pair, max_size=2))
        | st.builds(lambda one: {"type": "LineString", "coordinates": one}, st.lists(pair, max_size=3))
        | st.builds(lambda one: {"type": "Polygon", "coordinates": [one]}, ring)
        | st.builds(lambda one: {"type": "MultiPolygon", "coordinates": [[one]]}, ring)
    )
    nested = st.recursive(
        plain,
        lambda one: st.builds(
            lambda ones: {"type": "GeometryCollection", "geometries": ones}, st.lists(one, max_size=3)
        ),
    )
    feature = st.builds(
        lambda shape, code: {
            "type": "Feature",
            "properties": {"代码": code, "名称": "甲"},
            "geometry": shape,
        },
        nested,
        words,
    )
    return st.lists(feature, max_size=3).map(
        lambda ones: json.dumps({"type": "FeatureCollection", "features": ones}).encode()
    )


def good_points() -> bytes:
    """Three service points, one with a broken number and one with a formula for its name."""
    return "名称,类别,经度,纬度\n站0,警务站,102.3001,25.3401\n=站1,警务站,102.3002,25.3402\n站2,亭,abc,25.3403\n".encode()


def answered(response: Any) -> Any:
    """The response, which is never the server's failure."""
    assert response.status_code < 500, response.content[:2_000]
    return response


def send(client: Client, name: str, content: bytes, **fields: str) -> ImportJob | None:
    """The job of an upload after its reading; None where it was refused."""
    file = io.BytesIO(content)
    file.name = name  # as a client that does not clean names sends it
    response = answered(client.post("/import/", {**fields, "file": file}))
    if response.status_code != 302:
        assert 400 <= response.status_code < 500
        return None
    return settled(ImportJob.objects.get(uuid=response["Location"].split("/")[-2]))


def settled(job: ImportJob) -> ImportJob:
    """The job once nobody has to work on it."""
    job.refresh_from_db()
    return work(job) if job.state in WORKING else job


def looked_at(client: Client, job: ImportJob) -> None:
    """Every page of a job answers, and the program was never at fault."""
    assert "程序出错" not in str(job.refusal), folder_of(job.uuid).log
    for address in ("", "?step=preview", "?code=%00", "?code=code_shape", "state.json", "map.json"):
        status = answered(client.get(f"/import/{job.uuid}/{address}")).status_code
        assert status == (400 if "%00" in address else 200), address
    for address in ("report.json", "report.csv"):
        assert client.get(f"/import/{job.uuid}/{address}").status_code == (200 if job.report else 404)


@sampled
@given(
    name=names,
    content=st.binary(max_size=200) | tables() | shapes() | st.just(good_points()),
    ending=st.sampled_from(
        ["", ".csv", ".zip", ".geojson", ".xlsx", ".kml", ".gpkg", ".shp", ".dxf", ".osm.pbf"]
    ),
    kind=st.sampled_from([*KindName, "", "x"]) | words,
    level=st.sampled_from(["community", "grid", ""]) | words,
    department=words,
)
@example(
    name="长" * 300, content=good_points(), ending=".csv", kind="service_points", level="", department="\0"
)
@example(name="a\0b", content=good_points(), ending=".csv", kind="service_points", level="", department="")
@example(
    name="\u202evsc",
    content=b"a\0b,c\n1\0,2\n",
    ending=".csv",
    kind="events",
    level="",
    department="9" * 5_000,
)
@example(name="..", content=good_points(), ending="", kind="areas", level="community", department="")
def test_any_upload_is_read_or_refused(  # noqa: PLR0917 - what a form may hold
    client: Client, name: str, content: bytes, ending: str, kind: str, level: str, department: str
) -> None:
    with taken_back():
        job = send(client, name + ending, content, kind=kind, level=level, department=department)
        if job is not None:
            assert job.state in {"read", "refused"}
            looked_at(client, job)
        assert "/" not in (job.file_name if job else "")
        answered(client.get("/import/"))


FIELDS = (
    "encoding", "datum", "layer", "tz", "valid_from", "srid", "srid_number", "srid_other", "col-name", "col-lon", "col-lat",
    "col-time", "col-x", "word:警务站", "word:a\0b", "word:" + "w" * 3_000, "word:", "confirm-srid", "confirm-datum",
    "confirm-encoding", "was-srid", "was-encoding", "was-datum", "consent", "strict",
)  # fmt: skip
answers = st.dictionaries(st.sampled_from(FIELDS), words, max_size=5)
ACTIONS = ("again", "check", "recheck", "write", "restart", "stop", "drop", "", "x")
steps = st.lists(st.tuples(st.sampled_from(ACTIONS), answers, st.booleans()), min_size=1, max_size=6)


@settings(sampled, max_examples=settings().max_examples // 4)  # each takes up to six steps
@given(kind=st.sampled_from(["service_points", "events", "areas"]), taken=steps)
@example(kind="service_points", taken=[("again", {"srid": "4543@nan,nan"}, True)])
@example(kind="service_points", taken=[("again", {"word:a\0b": "x"}, True)])
@example(kind="service_points", taken=[("again", {"word:a": "\0"}, True)])
@example(kind="events", taken=[("again", {"tz": "a\0b"}, True)])
@example(kind="events", taken=[("check", {"tz": "../../etc/passwd"}, True)])
@example(kind="areas", taken=[("again", {"valid_from": "9999-12-31"}, True)])
@example(kind="areas", taken=[("again", {"valid_from": "0001-01-01"}, True)])
@example(kind="service_points", taken=[("check", {}, True), ("write", {}, False), ("write", {}, True)])
def test_any_answers_in_any_order_leave_nothing_half_written(
    client: Client, tmp_path: Path, kind: str, taken: list[tuple[str, dict[str, str], bool]]
) -> None:
    content, name = {
        "service_points": (good_points(), "点.csv"),
        "events": (event_table(tmp_path, 3).read_bytes(), "事件.csv"),
        "areas": (gbk_shapefile(tmp_path).read_bytes(), "社区.zip"),
    }[kind]
    with taken_back():
        job = send(client, name, content, kind=kind, level="community")
        assert job is not None
        for action, fields, usual in taken:
            told = usual_answers(job) | fields if usual else fields
            answered(client.post(f"/import/{job.uuid}/", {"action": action, **told}))
            job = settled(job)
            looked_at(client, job)
            whole(job)


def usual_answers(job: ImportJob) -> dict[str, str]:
    """What somebody sends who agrees with every guess."""
    asked = job.preview["questions"] if job.preview else []
    return {one["name"]: one["chosen"] for one in asked} | {f"confirm-{one['name']}": "1" for one in asked}


def whole(job: ImportJob) -> None:
    """There is a run and its rows where the job is done, else neither."""
    stored = ServicePoint.objects.count() + Event.objects.count()
    if job.state == "done":
        assert job.run is not None
        assert ImportRun.objects.count() == 1
        assert job.kind == "areas" or stored == job.report["created"]
    else:
        assert (job.run_id, ImportRun.objects.count(), stored) == (None, 0, 0)


ADDRESSES = ("/import/", "/import/export/", "/import/freshness/", "/import/unlocated/")
ASKED = (
    "page", "kind", "state", "file", "row", "address", "format", "datum", "crs", "other", "area", "level", "as_of", "first",
    "last", "wkt", "code", "x",
)  # fmt: skip
queries = st.dictionaries(st.sampled_from(ASKED), words, max_size=5)
whole_exports = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([*KindName]),
        "format": st.sampled_from(["gpkg", "csv", "xlsx", "geojson", "shapefile"]),
        "datum": st.sampled_from(["wgs84", "gcj02", "bd09"]),
        "crs": st.sampled_from(["4326", "4490", "4543", "3857", "0", "999999"]),
    }
)


@sampled
@given(address=st.sampled_from(ADDRESSES), query=queries, export=whole_exports | st.just({}))
@example(address="/import/", query={"page": "9" * 5_000}, export={})
@example(
    address="/import/export/",
    query={"as_of": "9999-12-31", "kind": "areas", "level": "grid"},
    export={"format": "gpkg", "datum": "wgs84", "crs": "4326"},
)
@example(
    address="/import/export/",
    query={"last": "9999-12-31", "kind": "events"},
    export={"format": "gpkg", "datum": "wgs84", "crs": "4326"},
)
@example(
    address="/import/export/",
    query={"first": "0001-01-01", "kind": "events"},
    export={"format": "gpkg", "datum": "wgs84", "crs": "4326"},
)
def test_any_question_of_a_page_is_answered_and_changes_nothing(
    client: Client, address: str, query: dict[str, str], export: dict[str, str]
) -> None:
    with taken_back(), CaptureQueriesContext(connection) as asked:
        told = export | query if address.endswith("export/") else query
        for language in ("zh-hans", "en"):
            response = answered(
                client.get(f"{address}?{urlencode(told)}", headers={"Accept-Language": language})
            )
            assert response.status_code in {200, 400, 404, 422}
    assert [one["sql"][:80] for one in asked if _WRITES.match(one["sql"])] == []


@sampled
@given(query=queries, export=whole_exports)
@example(query={"area": "\0"}, export={"kind": "events", "format": "csv", "datum": "wgs84", "crs": "4326"})
@example(
    query={"kind": "events", "last": "9999-12-31"}, export={"format": "csv", "datum": "wgs84", "crs": "4326"}
)
def test_any_export_is_a_file_or_a_refusal(
    client: Client, query: dict[str, str], export: dict[str, str]
) -> None:
    with taken_back():
        response = answered(client.post("/import/export/", export | query))
        assert response.status_code in {200, 400, 404, 422}
        if response.status_code == 200:
            assert b"".join(response.streaming_content)


@sampled
@given(
    form=st.dictionaries(
        st.sampled_from(
            [
                "verb",
                "spot",
                "lon",
                "lat",
                "outside",
                "alias",
                "reason",
                "next",
                "state",
                "kind",
                "file",
                "address",
                "page",
            ]
        ),
        words,
        max_size=6,
    ),
    verb=st.sampled_from(["place", "dismiss", "reopen", "search", ""]),
)
@example(form={"lon": "1e308", "lat": "1e308", "outside": "yes"}, verb="place")
@example(form={"lon": "102.3", "lat": "95", "outside": "yes"}, verb="place")
@example(form={"address": "a\0b"}, verb="place")
@example(form={"spot": "102.3,25.34", "alias": "102.3,25.34|a\0b|c", "outside": "yes"}, verb="place")
@example(form={"spot": "102.3,25.34", "next": "\0"}, verb="place")
def test_any_decision_about_a_row_is_taken_or_refused(
    client: Client, form: dict[str, str], verb: str
) -> None:
    with taken_back():
        values = {"name": "站", "kind": "station", "address": "青连路 8 号"}
        row = make_row(make_run(), 1, address="青连路 8 号", values=values)
        response = answered(client.post(f"/import/unlocated/{row.uuid}/", {"verb": verb} | form))
        row.refresh_from_db()
        assert ServicePoint.objects.count() == (row.state == "placed")
        assert response.status_code in {200, 302, 400, 404, 422}

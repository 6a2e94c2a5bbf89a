"""The export page: who may take out what, the count before the file, refusals in the page, the log, no leftovers."""

import io
import json
import logging
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from python_calamine import CalamineWorkbook

from geodata.rules.export_kinds import ENDINGS, EXPORTED, Format
from geodata.rules.import_kinds import IMPORTERS, KindName
from geodata.rules.viewer import STAFF, Role
from tests import factories
from tests.geodata.exporters.full_district import make_full_district
from webmap.pages.exports import MOST_AT_ONCE, ROOM

pytestmark = pytest.mark.django_db
ASKED = {"format": "geojson", "datum": "wgs84", "crs": "4326"}


def sign_in(client: Any, role: Role = Role.DISTRICT_ADMIN) -> Any:
    user = factories.make_login(role)
    client.force_login(user)
    return user


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("role", "kinds"), [(Role.DISTRICT_ADMIN, set(EXPORTED)), (Role.PLANNER, {KindName.AREAS})]
)
def test_a_role_is_offered_its_kinds(client: Any, role: Role, kinds: set[KindName]) -> None:
    sign_in(client, role)
    text = client.get("/import/export/").content.decode()
    assert {kind for kind in KindName if f'name="kind" value="{kind}"' in text} == kinds


@pytest.mark.parametrize("role", sorted(STAFF - IMPORTERS))
def test_nobody_else_gets_a_file(client: Any, role: Role) -> None:
    sign_in(client, role)
    assert client.post("/import/export/", ASKED | {"kind": "areas", "level": "grid"}).status_code == 404


@pytest.mark.parametrize("kind", [kind for kind in KindName if kind is not KindName.AREAS])
def test_a_planner_gets_nothing_but_areas(client: Any, kind: KindName) -> None:
    make_full_district()
    sign_in(client, Role.PLANNER)
    for response in (
        client.get("/import/export/", ASKED | {"kind": kind}),
        client.post("/import/export/", ASKED | {"kind": kind}),
    ):
        assert response.status_code == 400
        assert f"数据种类不能是“{kind}”" in response.content.decode()


@pytest.mark.parametrize("kind", ["care", "osm", "x", ""])
def test_care_and_what_does_not_exist_is_never_exported(client: Any, kind: str) -> None:
    sign_in(client)
    assert client.post("/import/export/", ASKED | {"kind": kind}).status_code == 400


def test_the_count_stands_before_the_file(client: Any) -> None:
    make_full_district()
    sign_in(client)
    text = client.get("/import/export/", ASKED | {"kind": "events", "first": "2026-05-01"}).content.decode()
    assert "共 3 行" in text
    assert '<input type="hidden" name="first" value="2026-05-01">' in text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text))
    response = client.post("/import/export/", hidden)
    assert response["Content-Disposition"].startswith('attachment; filename="events_2026-05-01_')
    assert response["Cache-Control"].count("no-store")
    assert len(json.loads(body(response))["features"]) == 3


def test_nothing_to_export_is_said_and_has_no_button(client: Any) -> None:
    sign_in(client)
    text = client.get("/import/export/", ASKED | {"kind": "devices"}).content.decode()
    assert "没有符合条件的数据" in text
    assert "下载</button>" not in text


@pytest.mark.parametrize("form", list(Format))
def test_every_format_arrives_whole(client: Any, form: Format) -> None:
    make_full_district()
    sign_in(client)
    before = set(Path(tempfile.gettempdir()).glob("export-*"))
    response = client.post(
        "/import/export/", ASKED | {"kind": "businesses", "format": form, "datum": "gcj02"}
    )
    assert response.status_code == 200
    assert response["Content-Disposition"].endswith(f'_gcj02{ENDINGS[form]}"')
    content = body(response)
    assert len(content) == int(response["Content-Length"])
    if form is Format.XLSX:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        assert rows[0][:3] == ["编号", "名称", "类别"]
        assert len(rows) == 5
    if form is Format.SHAPEFILE:
        assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert set(Path(tempfile.gettempdir()).glob("export-*")) <= before


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ({"kind": "roads", "format": "csv"}, 422, "表格放不下图形"),
        ({"kind": "staff", "format": "shapefile"}, 422, "没有图形"),
        ({"kind": "areas"}, 422, "层级"),
        ({"kind": "roads", "crs": "4543"}, 422, "RFC 7946"),
        ({"kind": "roads", "format": "gpkg", "other": "2381"}, 422, "西安80"),
        ({"kind": "roads", "other": "EPSG:4326"}, 400, "应为整数"),
        ({"kind": "roads", "format": "dwg"}, 400, "格式不能是“dwg”"),
        ({"kind": "roads", "datum": "pz90"}, 400, "对方用的地图不能是“pz90”"),
        ({"kind": "events", "first": "5月1日"}, 400, "2026-05-01"),
        ({"kind": "events", "first": "2026-05-02", "last": "2026-05-01"}, 422, "晚于截止日"),
        ({"kind": "buildings", "area": "999902"}, 404, "没有代码为 999902"),
        ({"kind": "buildings", "area": "' OR 1=1"}, 404, "没有代码为"),
        ({"kind": "areas", "level": "planet"}, 400, "层级不能是“planet”"),
    ],
)  # fmt: skip
def test_a_refusal_stands_in_the_page_with_what_was_filled_in(
    client: Any, asked: dict[str, str], status: int, words: str
) -> None:
    factories.make_square_district()
    sign_in(client)
    for response in (
        client.get("/import/export/", ASKED | asked),
        client.post("/import/export/", ASKED | asked),
    ):
        text = response.content.decode()
        assert response.status_code == status
        assert words in re.search(r'role="alert">(.*?)</p>', text, re.DOTALL)[1]  # type: ignore[index]
        assert f'value="{asked["kind"]}" required checked' in text
        assert "下载</button>" not in text


def test_a_download_is_logged_with_who_and_no_name(client: Any, caplog: pytest.LogCaptureFixture) -> None:
    make_full_district()
    user = sign_in(client)
    with caplog.at_level(logging.INFO, logger="geodata.export"):
        client.get("/import/export/", ASKED | {"kind": "staff"})
        client.post("/import/export/", ASKED | {"kind": "staff"})
    (line,) = [record.getMessage() for record in caplog.records if record.name == "geodata.export"]
    assert f"by=user:{user.pk} role=district_admin kind=staff format=geojson" in line
    assert "张三" not in line


def test_the_log_is_on_in_the_running_product() -> None:
    assert settings.LOGGING["loggers"]["geodata.export"]["level"] == "INFO"


def test_a_file_needs_the_token_of_the_form() -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client)
    assert client.post("/import/export/", ASKED | {"kind": "roads"}).status_code == 403


def test_only_so_many_exports_run_at_once(client: Any) -> None:
    sign_in(client)
    for _ in range(MOST_AT_ONCE):
        assert ROOM.acquire(blocking=False)
    try:
        response = client.post("/import/export/", ASKED | {"kind": "roads"})
        assert response.status_code == 422
        assert "正在为别人导出" in response.content.decode()
    finally:
        ROOM.release(MOST_AT_ONCE)
    assert client.post("/import/export/", ASKED | {"kind": "roads"}).status_code == 200


def test_the_page_is_english_when_asked(client: Any) -> None:
    make_full_district()
    sign_in(client)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    text = client.get("/import/export/", ASKED | {"kind": "events", "datum": "bd09"}).content.decode()
    assert "3 rows in all" in text
    assert "import them as bd09" in text
    main = text[text.index("<main") :]
    chinese = set(re.findall(r"[\u4e00-\u9fff]+", re.sub(r"<option.*?</option>", "", main)))  # names of areas
    assert chinese == set()

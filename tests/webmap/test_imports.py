"""The import page: who may bring what, what an upload is refused for, where its files lie, the history."""

import stat
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from geodata.importers.job_folder import folder_of
from geodata.models import ImportJob
from geodata.rules.import_kinds import IMPORTERS, KindName
from geodata.rules.viewer import STAFF, Role
from tests import factories
from webmap.importing import arrival
from webmap.importing.uploaders import may_upload

from .conftest import work
from .import_files import gbk_shapefile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(no_workers: None) -> None:
    """Uploads stay in the test's folder and nobody works on them."""


def sign_in(client: Any, role: Role = Role.DISTRICT_ADMIN) -> Any:
    user = factories.make_login(role)
    client.force_login(user)
    return user


def send(client: Any, *files: tuple[str, bytes], **fields: str) -> Any:
    told = {"kind": "areas", "level": "community"} | fields
    return client.post("/import/", {**told, "file": [SimpleUploadedFile(*one) for one in files]})


def test_the_administrator_may_bring_every_kind(client: Any) -> None:
    sign_in(client)
    text = client.get("/import/").content.decode()
    assert [kind for kind in KindName if f'value="{kind}"' not in text] == []


def test_the_planner_may_bring_areas_only(client: Any) -> None:
    sign_in(client, Role.PLANNER)
    text = client.get("/import/").content.decode()
    assert 'value="areas" required checked' in text
    assert 'value="events"' not in text
    refused = send(client, ("a.csv", b"a,b\n1,2\n"), kind="events")
    assert refused.status_code == 422
    assert ImportJob.objects.count() == 0


@pytest.mark.parametrize("role", sorted(STAFF - IMPORTERS))
def test_nobody_else_may_upload(client: Any, role: Role, import_dir: Path) -> None:
    sign_in(client, role)
    assert send(client, ("a.zip", b"PK")).status_code == 404
    assert not import_dir.exists()


@pytest.mark.parametrize("role", sorted(STAFF))
def test_a_large_file_is_taken_from_who_may_import_only(
    client: Any, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webmap.live.audience.close_old_connections", lambda: None)  # the test's own
    sign_in(client, role)
    cookie = f"other=1; sessionid={client.cookies['sessionid'].value}"
    assert may_upload(cookie) == (role in IMPORTERS)


@pytest.mark.parametrize("cookie", ["", "sessionid=", "sessionid=made-up", "\x00;=;;"])
def test_a_large_file_is_not_taken_from_strangers(cookie: str) -> None:
    assert not may_upload(cookie)


def test_strangers_leave_nothing_on_the_disk(client: Any, import_dir: Path) -> None:
    response = send(client, ("a.zip", b"PK"))
    assert response["Location"].startswith("/sign-in/")
    assert not import_dir.exists()


def test_an_upload_without_token_is_refused_and_nothing_is_kept(import_dir: Path) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client)
    assert send(client, ("a.zip", b"PK")).status_code == 403
    assert ImportJob.objects.count() == 0
    assert list(import_dir.glob("*")) == []


def test_an_upload_of_too_many_files_is_refused_and_leaves_nothing(
    client: Any, import_dir: Path, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    sign_in(client)
    response = send(client, ("a.shp", b"1"), ("a.dbf", b"2"))
    assert response.status_code == 422
    assert "一次选了太多文件" in response.content.decode()
    assert ImportJob.objects.count() == 0
    assert list(import_dir.glob("*")) == []


def test_the_file_lies_under_a_plain_name_only_the_server_reads(client: Any, tmp_path: Path) -> None:
    user = sign_in(client)
    response = send(client, ("../../社区 <b>.zip", gbk_shapefile(tmp_path).read_bytes()))
    job = ImportJob.objects.get()
    assert response["Location"] == f"/import/{job.uuid}/"
    assert (job.state, job.by_id, job.kind, job.options) == (
        "reading",
        user.pk,
        "areas",
        {"level": "community"},
    )
    assert job.file_name == "社区 <b>.zip"
    source = folder_of(job.uuid).source()
    assert source is not None
    assert source.name == "source.zip"
    assert stat.S_IMODE(folder_of(job.uuid).path.stat().st_mode) == 0o700
    assert stat.S_IMODE(source.stat().st_mode) == 0o600
    assert "<b>" not in client.get(f"/import/{job.uuid}/").content.decode().replace("<b data-step>", "")


def test_the_parts_of_a_shapefile_may_come_together(client: Any) -> None:
    sign_in(client)
    send(client, ("网格.dbf", b"d"), ("网格.shp", b"s"), ("网格.shx", b"x"))
    job = ImportJob.objects.get()
    assert (job.file_name, job.size) == ("网格.shp", 3)
    source = folder_of(job.uuid).source()
    assert source is not None
    assert source.suffix == ".shp"
    assert sorted(one.suffix for one in source.parent.iterdir()) == [".dbf", ".shp", ".shx"]


def test_what_software_lays_beside_a_shapefile_may_come_too(
    client: Any, upload: Callable[..., ImportJob], tmp_path: Path
) -> None:
    factories.make_square_district()
    sign_in(client)
    with zipfile.ZipFile(gbk_shapefile(tmp_path)) as archive:
        parts = [(f"界.{name.rpartition('.')[2]}", archive.read(name)) for name in archive.namelist()]
    send(client, *parts, ("界.qpj", b"x"), ("界.sbn", b"x"), ("界.sbx", b"x"), ("界.shp.xml", b"<x/>"))
    job = work(ImportJob.objects.get())
    assert (job.state, job.preview["file"]["format"]) == ("read", "shapefile")


@pytest.mark.parametrize(
    ("files", "fields", "said"),
    [
        ((), {}, "还没有选文件"),
        ((("a.zip", b""),), {}, "空的"),
        ((("a.csv", b"1"), ("b.xlsx", b"2")), {}, "一次只传一个文件"),
        ((("a.csv", b"1"), ("b.csv", b"2")), {}, "一次只传一个文件"),
        ((("a.dbf", b"1"), ("a.shx", b"2")), {}, "包括 .shp"),
        ((("a.zip", b"PK"),), {"kind": ""}, "请先选数据种类"),
        ((("a.zip", b"PK"),), {"kind": "x"}, "请先选数据种类"),
        ((("a.zip", b"PK"),), {"level": ""}, "请选区划的层级"),
    ],
    ids=["none", "empty", "two", "two of a kind", "no shp", "no kind", "foreign kind", "no level"],
)
def test_an_upload_that_cannot_be_used_says_why_and_is_gone(
    client: Any, import_dir: Path, files: Any, fields: dict[str, str], said: str
) -> None:
    sign_in(client)
    response = send(client, *files, **fields)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert ImportJob.objects.count() == 0
    assert list(import_dir.glob("*")) == []


def test_a_file_over_the_limit_is_refused_with_both_sizes(
    client: Any, import_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrival, "MOST_BYTES", 3 * 1024**2)
    sign_in(client)
    text = send(client, ("a.csv", b"1" * 5 * 1024**2)).content.decode()
    assert "5 MiB" in text
    assert "3 MiB 的上限" in text
    assert list(import_dir.glob("*")) == []


def test_a_full_disk_is_told_before_anything_is_written(
    client: Any, import_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrival, "LEFT_FREE_BYTES", 10**18)
    sign_in(client)
    assert "磁盘剩余" in send(client, ("a.csv", b"1")).content.decode()
    assert list(import_dir.glob("*")) == []


def test_old_uploads_lose_their_files_and_keep_their_line(client: Any, settings: Any) -> None:
    sign_in(client)
    send(client, ("a.csv", b"1"))
    old = ImportJob.objects.get()
    ImportJob.objects.update(
        changed_at=timezone.now() - timedelta(days=settings.IMPORT_KEEP_DAYS + 1), state="cancelled"
    )
    send(client, ("b.csv", b"1"))
    assert not folder_of(old.uuid).path.exists()
    assert "a.csv" in client.get("/import/").content.decode()


@pytest.mark.parametrize(
    ("state", "words"), [("refused", "没有写入"), ("cancelled", "没有写入"), ("read", "还没有检查")]
)
def test_the_history_says_what_became_of_an_upload_without_a_report(
    client: Any, state: str, words: str
) -> None:
    sign_in(client)
    now = timezone.now()
    ImportJob.objects.create(
        kind="roads", file_name="a.zip", size=1, created_at=now, changed_at=now, state=state
    )
    assert f'<td colspan="5" class="muted">{words}</td>' in client.get("/import/").content.decode()


def test_the_history_pages_and_costs_one_statement_more_or_less(
    client: Any, django_assert_max_num_queries: Any
) -> None:
    sign_in(client)
    now = timezone.now()
    ImportJob.objects.bulk_create(
        ImportJob(
            kind="roads",
            file_name=f"道路{i:02}.zip",
            size=1,
            created_at=now + timedelta(seconds=i),
            changed_at=now,
        )
        for i in range(45)
    )
    with django_assert_max_num_queries(8):
        text = client.get("/import/?page=2").content.decode()
    assert "第 2 页，共 3 页" in text
    assert "道路24.zip" in text
    assert "道路25.zip" not in text
    assert client.get("/import/?page=x").status_code == 400
    assert client.get(f"/import/?page={'9' * 5_000}").status_code == 400


def test_a_planner_does_not_see_other_kinds(
    client: Any, upload: Callable[..., ImportJob], tmp_path: Path
) -> None:
    sign_in(client)
    path = tmp_path / "点.csv"
    path.write_text("名称,经度,纬度\n站,102.3,25.34\n", encoding="utf-8")
    job = upload(path, "service_points")
    sign_in(client, Role.PLANNER)
    assert "点.csv" not in client.get("/import/").content.decode()
    for address in ("", "state.json", "map.json", "report.json", "report.csv"):
        assert client.get(f"/import/{job.uuid}/{address}").status_code == 404
    assert client.post(f"/import/{job.uuid}/", {"action": "drop"}).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/import/", "/import/{}/", "/import/runs/{}/undo/", "/import/export/", "/import/unlocated/{}/"],
)
def test_no_form_is_taken_without_its_token(address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client)
    response = client.post(
        address.format("7b0a3c1e-0000-4000-8000-00000000dead"), {"action": "drop", "verb": "place"}
    )
    assert response.status_code == 403
    assert "这个页面放得太久了" in response.content.decode()

"""An upload on its way through the pages: questions, report, consent, writing, the same file again, undoing."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.gis.geos import MultiPolygon
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from geodata.crs import MEASURE
from geodata.importers.job_folder import folder_of
from geodata.models import Area, BoundaryVersion, ImportJob, ImportRun, ServicePoint
from geodata.rules.import_flow import JobState
from geodata.rules.import_steps import Step, may_begin
from geodata.rules.viewer import Role
from tests import factories

from .conftest import work
from .import_files import COMMUNITIES, OVERLAPPING, gbk_shapefile

pytestmark = pytest.mark.django_db
Upload = Callable[..., ImportJob]
ALL_CONFIRMED = {"confirm-encoding": "1", "confirm-srid": "1", "confirm-datum": "1"}


@pytest.fixture(autouse=True)
def signed_in(client: Any, db: None) -> None:
    """The administrator."""
    client.force_login(factories.make_login(Role.DISTRICT_ADMIN))


def district() -> None:
    """The square district and its subdistrict, without communities and grids."""
    parent = None
    for code, level, name, box in factories.LAYOUT[:2]:
        parent = Area.objects.create(code=code, level=level.value, name=name, parent=parent)
        outline = factories.square(*box)
        BoundaryVersion.objects.create(
            area=parent, valid=(factories.FIRST_DAY, None), status="published", geom=MultiPolygon(outline, srid=MEASURE),
            anchor=outline.centroid,
        )  # fmt: skip


def act(client: Any, job: ImportJob, action: str, **fields: Any) -> ImportJob:
    """The job after a button was pressed and its step was taken."""
    response = client.post(f"/import/{job.uuid}/", {"action": action, **fields})
    assert response.status_code == 302, response.content.decode()[:2000]
    return work(job)


def page(client: Any, job: ImportJob, query: str = "") -> str:
    """The page's text with white space squeezed."""
    response = client.get(f"/import/{job.uuid}/{query}")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return re.sub(r"\s+", " ", response.content.decode())


def question(job: ImportJob, name: str) -> dict[str, Any]:
    """A question of the preview."""
    return next(one for one in job.preview["questions"] if one["name"] == name)


def test_a_gbk_shapefile_without_prj_is_recognised_with_reasons(
    client: Any, upload: Upload, tmp_path: Path
) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path))
    assert job.state == "read"
    assert question(job, "encoding")["chosen"] == "gb18030"
    assert question(job, "srid")["chosen"] == "4543"
    text = page(client, job)
    assert "GBK：西社区" in text or "GBK：东社区" in text
    assert "区划代码 → 代码" in text
    assert "无投影文件（.prj）、无编码文件（.cpg）" in text
    assert "没有发现重叠和空隙" in text


def test_unsure_guesses_must_be_confirmed(client: Any, upload: Upload, tmp_path: Path) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path))
    unsure = [one["name"] for one in job.preview["questions"] if not one["sure"]]
    assert unsure
    response = client.post(f"/import/{job.uuid}/", {"action": "check"})
    assert response.status_code == 422
    assert "还有拿不准的识别结果没有确认" in response.content.decode()
    job.refresh_from_db()
    assert job.state == "read"
    assert act(client, job, "check", **ALL_CONFIRMED | values(job)).state == "checked"


def values(job: ImportJob) -> dict[str, str]:
    """The answers as the form shows them."""
    return {one["name"]: one["chosen"] for one in job.preview["questions"]}


def test_an_answer_changed_is_guessed_from_anew_and_the_others_stay(
    client: Any, upload: Upload, tmp_path: Path
) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path))
    job = act(client, job, "again", **values(job) | {"was-encoding": "gb18030", "encoding": "big5"})
    assert (job.state, question(job, "encoding")["chosen"]) == ("read", "big5")
    assert question(job, "srid")["chosen"] == "4543"
    assert "名称" not in job.preview["columns"], "names of columns are texts too"
    job = act(client, job, "again", **values(job) | {"was-encoding": "big5", "encoding": "gb18030"})
    assert job.preview["rows"][0]["cells"][1] == "西社区"


def test_checking_with_another_answer_than_shown_shows_it_first(
    client: Any, upload: Upload, tmp_path: Path
) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path))
    job = act(client, job, "check", **ALL_CONFIRMED | values(job) | {"encoding": "big5"})
    assert job.state == "read"


def test_a_shifted_file_is_drawn_before_and_after_with_its_shift(
    client: Any, upload: Upload, tmp_path: Path
) -> None:
    job = upload(shifted(tmp_path), "service_points")
    job = act(client, job, "again", **values(job) | {"datum": "gcj02"})
    shown = client.get(f"/import/{job.uuid}/map.json").json()
    assert 300 <= shown["shift"]["metres"] <= 700
    assert len(shown["original"]["geometries"]) == len(shown["converted"]["geometries"]) == 3


def shifted(folder: Path) -> Path:
    """Three places as an Amap export writes them."""
    path = folder / "服务点.csv"
    path.write_text(
        "名称,类别,经度,纬度\n" + "".join(f"站{i},警务站,102.30{i},25.34\n" for i in range(3)),
        encoding="utf-8",
    )
    return path


def test_words_of_the_file_are_mapped_to_ours(client: Any, upload: Upload, tmp_path: Path) -> None:
    factories.make_square_district()
    job = upload(shifted(tmp_path), "service_points")
    assert job.preview["words"][0]["words"] == [{"word": "警务站", "count": 3, "code": ""}]
    job = act(client, job, "check", **ALL_CONFIRMED | values(job) | {"word:警务站": "post"})
    job = act(client, job, "write")
    assert job.state == "done"
    assert set(ServicePoint.objects.values_list("kind", flat=True)) == {"post"}


def test_the_first_borders_of_a_level_come_into_force_and_are_undone(
    client: Any, upload: Upload, tmp_path: Path
) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path))
    job = act(client, job, "check", **ALL_CONFIRMED | values(job))
    text = page(client, job)
    assert "写入 2 个社区" in text
    assert "原来没有界线" in text
    assert not Area.objects.filter(level="community").exists()
    job = act(client, job, "write")
    assert (job.state, job.run.report["created"]) == ("done", 2)
    assert set(Area.objects.filter(level="community").values_list("name", flat=True)) == {"西社区", "东社区"}
    assert "已写入 2 个社区" in page(client, job)
    assert not folder_of(job.uuid).reading.exists()
    assert folder_of(job.uuid).source() is not None

    history = re.sub(r"\s+", " ", client.get("/import/").content.decode())
    assert '<td class="number">2</td><td class="number">2</td><td class="number">0</td>' in history
    address = f"/import/runs/{job.run.uuid}/undo/"
    assert address in history
    assert "<b>4</b> 行会删除" in re.sub(r"\s+", " ", client.get(address).content.decode())
    assert Area.objects.filter(level="community").count() == 2
    assert client.post(address).status_code == 302
    assert not Area.objects.filter(level="community").exists()
    assert "撤销" in client.get(address).content.decode()
    assert client.post(address).status_code == 403


def test_the_same_file_again_says_that_nothing_changes(client: Any, upload: Upload, tmp_path: Path) -> None:
    district()
    path = gbk_shapefile(tmp_path)
    job = upload(path)
    act(client, act(client, job, "check", **ALL_CONFIRMED | values(job)), "write")
    again = upload(path)
    again = act(client, again, "check", **ALL_CONFIRMED | values(again))
    assert (again.report["unchanged"], again.report["created"], again.report["updated"]) == (2, 0, 0)
    assert "没有变化" in page(client, again)


def test_nothing_is_mended_without_consent(client: Any, upload: Upload, tmp_path: Path) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path, OVERLAPPING))
    assert [(one["key"], round(one["area_m2"])) for one in job.preview["findings"]] == [
        ("overlap:1-2", 10_000)
    ]
    assert "确认，去处理 1 处问题" in page(client, job)
    job = act(client, job, "check", **ALL_CONFIRMED | values(job))
    assert job.report["repaired"] == 0
    text = page(client, job)
    assert 'name="consent" value="overlap:1-2">' in text
    assert "合计 10,000" in text

    job = act(client, job, "write", consent="overlap:1-2")
    assert (job.state, job.report["repaired"]) == ("checked", 1), (
        "a new consent is checked before it is written"
    )
    job = act(client, job, "write", consent="overlap:1-2")
    assert job.state == "done"
    west = BoundaryVersion.objects.get(area__code="999901001001")
    east = BoundaryVersion.objects.get(area__code="999901001002")
    assert west.geom.intersection(east.geom).area < 0.01


def test_a_consent_for_no_finding_is_refused(client: Any, upload: Upload, tmp_path: Path) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path))
    job = act(client, job, "check", **ALL_CONFIRMED | values(job))
    response = client.post(f"/import/{job.uuid}/", {"action": "recheck", "consent": "gap:9"})
    assert response.status_code == 400


def test_all_or_nothing_writes_nothing_when_a_row_is_rejected(
    client: Any, upload: Upload, tmp_path: Path
) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path, (*COMMUNITIES, ("12", "短社区", (0, 0, 10, 10)))))
    job = act(client, job, "check", **ALL_CONFIRMED | values(job))
    assert job.report["rejected"] == 1
    job = act(client, job, "write", strict="1")
    assert (job.state, ImportRun.objects.count()) == ("refused", 0)
    assert "1 行被拒绝" in page(client, job)


def test_a_file_that_cannot_be_read_says_what_to_do(client: Any, upload: Upload, tmp_path: Path) -> None:
    path = tmp_path / "坏.zip"
    path.write_bytes(b"PK\x03\x04 not really")
    job = upload(path)
    assert job.state == "refused"
    text = page(client, job)
    assert job.refusal["zh"] in text.replace("&quot;", '"')
    assert "没有写入任何数据" in text


def test_people_in_care_are_not_taken_and_nothing_of_them_is_kept(
    client: Any, import_dir: Path, no_workers: None
) -> None:
    file = SimpleUploadedFile("张三等名单.csv", "姓名,地址\n张三,东街 1 号\n".encode())
    response = client.post("/import/", {"kind": "care", "file": file})
    assert response.status_code == 422
    text = response.content.decode()
    assert "关爱对象含敏感个人信息" in text
    assert "张三" not in text
    assert 'value="care" required disabled' in text
    assert ImportJob.objects.count() == 0
    assert list(import_dir.glob("*")) == []


def test_the_report_can_be_taken_home(client: Any, upload: Upload, tmp_path: Path) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path, (*COMMUNITIES, ("12", "=短社区", (0, 0, 10, 10)))))
    job = act(client, job, "check", **ALL_CONFIRMED | values(job))
    table = b"".join(client.get(f"/import/{job.uuid}/report.csv").streaming_content).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(table)))
    assert [(line["row"], line["code"], line["severity"]) for line in lines if line["row"]] == [
        ("3", "code_shape", "rejected")
    ]
    told = client.get(f"/import/{job.uuid}/report.json").json()
    assert told["read"] == told["loaded"] + told["rejected"] == 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'="])
def test_the_report_holds_no_formula(client: Any, upload: Upload, tmp_path: Path, start: str) -> None:
    job = upload(shifted(tmp_path), "service_points")
    text = f"{start}HYPERLINK(1)"
    found = {
        "row": 1,
        "code": text,
        "severity": "notice",
        "zh": text,
        "en": text,
        "measure": -1.5,
        "key": text,
        "place": None,
    }
    ImportJob.objects.update(state="checked", report={"problems": [found]})
    table = b"".join(client.get(f"/import/{job.uuid}/report.csv").streaming_content).decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(table, newline=""))
    assert {line[name] for name in ("code", "zh", "en", "key")} == {f"'{text}"}


@pytest.mark.parametrize("state", ["reading", "checking", "writing"])
def test_a_step_nobody_works_on_is_shown_as_broken_off_and_begins_anew(
    client: Any, upload: Upload, tmp_path: Path, state: str
) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path))
    if state != "reading":
        job = act(client, job, "check", **ALL_CONFIRMED | values(job))
    ImportJob.objects.update(state=state)
    assert "重新开始这一步" in page(client, job)
    assert client.get(f"/import/{job.uuid}/state.json").json()["working"] is False
    after = {"reading": "read", "checking": "checked", "writing": "done"}[state]
    assert act(client, job, "restart").state == after


def test_a_step_that_was_asked_to_stop_goes_back_where_nobody_works_any_more(
    client: Any, upload: Upload, tmp_path: Path
) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path))
    ImportJob.objects.update(state="checking")
    client.post(f"/import/{job.uuid}/", {"action": "stop"})
    page(client, job)
    job.refresh_from_db()
    assert job.state == "read"


def test_an_upload_that_is_worked_on_takes_no_other_step(client: Any, upload: Upload, tmp_path: Path) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path))
    handle = folder_of(job.uuid).hold()
    assert handle is not None
    ImportJob.objects.update(state="checking")
    assert "停止" in page(client, job)
    for action in ("again", "check", "restart", "drop"):
        assert client.post(f"/import/{job.uuid}/", {"action": action}).status_code == 403


def test_a_dropped_upload_stays_dropped(client: Any, upload: Upload, tmp_path: Path) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path))
    assert client.post(f"/import/{job.uuid}/", {"action": "drop"})["Location"] == "/import/"
    assert "已经放弃" in page(client, job)
    for action in ("again", "check", "write", "restart"):
        assert client.post(f"/import/{job.uuid}/", {"action": action}).status_code in {400, 403}


@pytest.mark.parametrize(
    "fields",
    [
        {"encoding": "utf-7"},
        {"datum": "mars"},
        {"srid": "4326; DROP"},
        {"srid": "other", "srid_number": "x"},
        {"col-name": "没有这列"},
        {"layer": "别的"},
        {"valid_from": "昨天"},
        {"srid": "-1"},
        {"srid": "4543@nan,nan"},
        {"srid": "4543@inf,0"},
        {"tz": "a\0b"},
        {"word:a\0b": "x"},
    ],
    ids=repr,
)
def test_answers_nobody_was_offered_are_refused(
    client: Any, upload: Upload, tmp_path: Path, fields: dict[str, str]
) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path))
    assert client.post(f"/import/{job.uuid}/", {"action": "again", **fields}).status_code == 400


def test_an_unusable_system_is_told_beside_the_questions(client: Any, upload: Upload, tmp_path: Path) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path))
    job = act(client, job, "again", srid="other", srid_number="5773")
    assert job.state == "read"
    assert "EPSG:5773 不是可用的" in page(client, job)


def test_cleared_files_are_asked_for_again(client: Any, upload: Upload, tmp_path: Path) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path))
    folder_of(job.uuid).remove()
    assert page(client, job)
    response = client.post(f"/import/{job.uuid}/", {"action": "check", **ALL_CONFIRMED, **values(job)})
    assert response.status_code == 404


@pytest.mark.parametrize("state", list(JobState))
def test_only_what_was_checked_may_be_written(state: JobState) -> None:
    assert may_begin(Step.WRITE, state) == (state in {JobState.CHECKED, JobState.WRITING})


@pytest.mark.parametrize("action", ["", "x", "__class__"])
def test_an_unknown_action_is_refused(client: Any, upload: Upload, tmp_path: Path, action: str) -> None:
    job = upload(gbk_shapefile(tmp_path))
    assert client.post(f"/import/{job.uuid}/", {"action": action}).status_code == 400


def test_pages_cost_few_statements(
    client: Any, upload: Upload, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    district()
    job = upload(gbk_shapefile(tmp_path))
    with django_assert_max_num_queries(16):
        page(client, job)
    with django_assert_max_num_queries(6):
        client.get(f"/import/{job.uuid}/state.json")


def test_later_imports_of_the_same_rows_are_named_before_undoing(
    client: Any, upload: Upload, tmp_path: Path
) -> None:
    district()
    first = upload(gbk_shapefile(tmp_path))
    first = act(client, act(client, first, "check", **ALL_CONFIRMED | values(first)), "write")
    renamed = tuple((code, f"新{name}", box) for code, name, box in COMMUNITIES)
    second = upload(gbk_shapefile(tmp_path, renamed, "改名"))
    second = act(client, act(client, second, "check", **ALL_CONFIRMED | values(second)), "write")
    assert second.report["updated"] == 2
    assert timezone.now() - second.changed_at < timedelta(minutes=1)
    text = client.get(f"/import/runs/{first.run.uuid}/undo/").content.decode()
    assert "改名.zip" in text
    assert f"/import/runs/{second.run.uuid}/undo/" in text

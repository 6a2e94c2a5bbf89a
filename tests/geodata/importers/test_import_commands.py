"""Import commands as people call them: exit codes, JSON, one clear message."""

import gzip
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from geodata.models import Area, ImportRun, ServicePoint
from tests.reference import reference_file

from .conftest import box, lonlat

pytestmark = pytest.mark.django_db


def run(*words: Any) -> tuple[int, str, str]:
    """Exit code and what was printed to the two streams."""
    out, err = StringIO(), StringIO()
    try:
        call_command(*map(str, words), stdout=out, stderr=err)
    except SystemExit as leaving:
        return int(leaving.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_a_dry_run_says_so_and_exits_0(geojson):
    path = geojson(("999902001", "西街道", box(0, 0, 500, 500)), ("1", "坏", None))
    code, out, _ = run("import_areas", path, "--level", "subdistrict")
    assert code == 0
    assert "读取 2 = 载入 1 + 拒绝 1" in out
    assert "read 2 = loaded 1 + rejected 1" in out
    assert "第 2 行 · row 2: 代码“1”不是 9 位数字" in out
    assert "Dry run, nothing was written" in out
    assert Area.objects.count() == 0


def test_commit_writes_and_json_tells_all(geojson):
    path = geojson(("999902001", "西街道", box(0, 0, 500, 500)))
    code, out, _ = run("import_areas", path, "--level", "subdistrict", "--commit", "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["read"], told["loaded"], told["created"], told["committed"]) == (1, 1, 1, True)
    assert {"row", "code", "message", "measure", "severity"} <= set(told["problems"][0])
    assert Area.objects.count() == 1


def test_strict_exits_1_on_a_rejected_row_and_writes_nothing(geojson):
    path = geojson(("999902001", "西街道", box(0, 0, 500, 500)), ("1", "坏", None))
    code, _, _ = run("import_areas", path, "--level", "subdistrict", "--commit", "--strict")
    assert (code, Area.objects.count()) == (1, 0)


def test_a_refusal_is_one_message_in_two_languages_and_exit_1(tmp_path):
    code, out, err = run("import_service_points", tmp_path / "none.csv", "--commit")
    assert (code, out) == (1, "")
    assert err.startswith("没有导入：找不到文件")
    assert "Not imported: there is no file" in err


def test_a_refusal_in_json_is_json(table):
    path = table(("a", "b"), (1, 2))
    code, out, _ = run("import_events", path, "--json")
    assert code == 1
    assert json.loads(out)["refused"]["code"] == "import_refused"


@pytest.mark.parametrize(
    "words",
    [
        ("import_areas", "x.geojson"),
        ("import_areas", "x.geojson", "--level", "planet"),
        ("import_events", "x.csv", "--datum", "mars"),
        ("import_events", "x.csv", "--encoding", "rot13"),
        ("import_events", "x.csv", "--level", "grid"),
        ("import_events", "x.csv", "--column", "closed"),
        ("import_areas", "x.geojson", "--level", "grid", "--valid-from", "tomorrow"),
    ],
    ids=" ".join,
)
def test_nonsense_options_are_a_usage_error(words):
    with pytest.raises(CommandError):
        call_command(*words)


def test_a_crs_outside_the_list_is_refused(table):
    path = table(("name", "lon", "lat"), ("甲", *lonlat(0, 0)))
    code, _, err = run("import_service_points", path, "--crs", "99999", "--commit")
    assert (code, ServicePoint.objects.count()) == (1, 0)
    assert "EPSG:99999" in err


POLYGON_TEXT = '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "99'
BAD_FILES = {
    "empty": b"",
    "cut gzip": gzip.compress(b"name,lon,lat\n" * 999)[:40],
    "cut json": POLYGON_TEXT.encode(),
    "png": b"\x89PNG\r\n\x1a\n" + bytes(60),
    "xlsx": b"PK\x03\x04" + bytes(60),
    "NUL": b"name,lon,lat\n\x00,1,2\n",
    "one column": b"something\n1\n2\n",
    "other columns": "甲,乙,丙\n1,2,3\n".encode("gb18030"),
    "huge cell": b"name,time,lon,lat\n" + b"x" * 300_000 + b",2026-01-01,102.3,25.3\n",
    "a web page": b"<!DOCTYPE html><html><body>404</body></html>",
}
COMMANDS = (("import_areas", "--level", "grid"), ("import_events",), ("import_service_points",))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize("content", BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_is_refused_in_both_languages_and_nothing_is_written(tmp_path, command, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    code, out, err = run(command[0], path, *command[1:], "--commit")
    assert (code, out) == (1, "")
    first, second = err.strip().splitlines()
    assert first.startswith("没有导入：")
    assert second.startswith("Not imported: ")
    assert ImportRun.objects.count() == 0


REFUSED = {
    "formats/truncated.zip": "压缩包不完整或已损坏",
    "formats/hospitals_lonlat_swapped.xlsx": "经度和纬度好像写反了",
    "shapefiles/sz.shp": "没有找到“名称”列，请用 --name 指定一列",
}


@pytest.mark.parametrize(("name", "reason"), REFUSED.items(), ids=REFUSED)
def test_real_files_that_do_not_fit_are_refused_with_the_reason(name, reason):
    code, _, err = run("import_service_points", reference_file(name), "--commit")
    assert code == 1
    assert reason in err


def test_a_file_from_another_zone_is_refused_with_the_command_that_helps():
    path = reference_file("formats/hospitals_gb18030.csv")
    code, out, _ = run("import_service_points", path, "--json")
    assert code == 1
    assert "make db DB_NAME=… LONGITUDE=121" in json.loads(out)["refused"]["zh"]

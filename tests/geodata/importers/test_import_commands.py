"""Import commands as people call them: exit codes, JSON, one clear message."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from geodata.models import Area, ServicePoint

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
    assert "第 2 行 · row 2: 没有几何图形 / it has no geometry" in out
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
        ("import_events", "x.csv", "--repair"),
        ("import_areas", "x.geojson", "--level", "grid", "--valid-from", "tomorrow"),
    ],
    ids=" ".join,
)
def test_nonsense_options_are_a_usage_error(words):
    with pytest.raises(CommandError):
        call_command(*words)


def test_a_crs_outside_the_list_is_refused(table):
    path = table(("name", "lon", "lat"), ("甲", *lonlat(0, 0)))
    code, _, err = run("import_service_points", path, "--crs", "2346", "--commit")
    assert (code, ServicePoint.objects.count()) == (1, 0)
    assert "EPSG:2346" in err

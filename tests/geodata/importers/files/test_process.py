"""Reading in a process of its own: what comes back, what is left behind, and how it ends when it must."""

import gc
import json
import os
import signal
import tempfile
from pathlib import Path

import numpy as np
import pytest

from geodata.errors import ImportRefused
from geodata.importers.files.contents import Limits, ReadOptions
from geodata.importers.files.endings import broken_off
from geodata.importers.files.process import contents_in, read_file

from .conftest import SQUARE, codes, column, features, read_apart, refusal_apart, shapes

ROWS = "".join(f"{n},盘龙 {n},{102 + n / 1e5:.5f}\n" for n in range(1, 25_001))
TABLE = "code,name,lon\n" + ROWS


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    """A folder for temporary files that no other test run uses."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    return tmp_path / "tmp"


def test_records_come_back_in_order_over_several_batches(made):
    contents = read_apart(made("rows.csv", TABLE))
    batches = list(contents.batches())
    assert [batch.read for batch in batches] == [10_000, 10_000, 5_000]
    rows = np.concatenate([batch.row for batch in batches])
    assert (rows == np.arange(1, 25_001)).all()
    assert column(contents, "name")[24_999] == "盘龙 25000"
    assert (contents.read, contents.rejected, contents.truncated) == (25_000, 0, False)


def test_batches_may_be_walked_twice(made):
    contents = read_apart(made("rows.csv", TABLE))
    assert column(contents, "code") == column(contents, "code")


def test_geometry_comes_back_as_it_was_with_none_where_there_is_none(made):
    polygon = {"type": "Polygon", "coordinates": [SQUARE]}
    contents = read_apart(
        made("areas.geojson", features(polygon, None, {"type": "Point", "coordinates": [1, 2]}))
    )
    area, nothing, point = shapes(contents)
    assert area.area == pytest.approx(0.01)
    assert nothing is None
    assert (point.x, point.y) == (1, 2)
    assert contents.geometry_types == {"Polygon": 1, "Point": 1}
    assert contents.bounds == (1, 2, 102.8, 25.1)
    assert contents.vertices == 6


def test_hash_and_size_are_the_originals(made):
    import hashlib

    path = made("rows.csv", TABLE)
    contents = read_apart(path, name="原名.csv")
    assert contents.sha256 == hashlib.sha256(TABLE.encode()).hexdigest()
    assert (contents.size, contents.name) == (len(TABLE.encode()), "原名.csv")


def test_first_records_stop_the_reading_and_say_so(made):
    contents = read_apart(made("rows.csv", TABLE), first_records=20)
    assert (contents.read, contents.truncated, len(column(contents, "code"))) == (20, True, 20)


def test_a_file_shorter_than_the_preview_is_not_truncated(made):
    contents = read_apart(made("rows.csv", "a,b\n1,2\n"), first_records=20)
    assert (contents.read, contents.truncated) == (1, False)


def test_progress_is_told_and_may_stop_the_reading(made, temporary):
    told: list[int] = []
    path = made("rows.csv", TABLE)
    read_file(ReadOptions(path), progress=told.append)
    assert told == [10_000, 20_000, 25_000]

    def stop(number: int) -> None:
        raise KeyboardInterrupt

    gc.collect()
    with pytest.raises(KeyboardInterrupt):
        read_file(ReadOptions(path), progress=stop)
    gc.collect()
    assert os.listdir(temporary) == []


def test_the_temporary_folder_goes_with_its_last_holder(made, temporary):
    contents = read_apart(made("rows.csv", TABLE))
    walk = contents.batches()
    next(walk)
    assert len(os.listdir(temporary)) == 1
    del contents
    gc.collect()
    assert sum(batch.read for batch in walk) == 15_000
    del walk
    gc.collect()
    assert os.listdir(temporary) == []


def test_a_kept_folder_holds_the_result_and_nothing_of_the_file(made, tmp_path):
    folder = tmp_path / "kept"
    first = read_file(ReadOptions(made("rows.csv", TABLE)), folder)
    again = contents_in(folder)
    assert again == first
    assert column(again, "name") == column(first, "name")
    assert not (folder / "work").exists()


def test_a_second_reading_replaces_the_first(made, tmp_path):
    folder = tmp_path / "kept"
    read_file(ReadOptions(made("rows.csv", TABLE)), folder)
    read_file(ReadOptions(made("few.csv", "a,b\n1,2\n")), folder)
    assert contents_in(folder).read == 1
    assert len(list(folder.glob("batch_*"))) == 1


def test_other_files_of_a_kept_folder_stay(made, tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "job.json").write_text("{}")
    read_file(ReadOptions(made("few.csv", "a,b\n1,2\n")), folder)
    assert (folder / "job.json").read_text() == "{}"


def test_a_reading_broken_off_leaves_no_contents_to_mistake_for_whole(made, tmp_path):
    folder = tmp_path / "kept"

    def stop(number: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_file(ReadOptions(made("rows.csv", TABLE)), folder, stop)
    assert list(folder.iterdir()) == []


def test_a_refusal_leaves_no_result(made, tmp_path):
    folder = tmp_path / "kept"
    with pytest.raises(ImportRefused):
        read_file(ReadOptions(made("bad.csv", "only")), folder)
    with pytest.raises(ImportRefused, match="重新读取"):
        contents_in(folder)


def test_a_reading_that_takes_too_long_is_stopped(made):
    path = made("rows.csv", "a,b\n" + "1,2\n" * 400_000)
    assert "0.4 秒" in refusal_apart(path, limits=Limits(seconds=0.4))


def test_a_reading_that_takes_too_much_memory_is_refused(made):
    path = made("one.geojson", features({"type": "LineString", "coordinates": [[0, 0], [1, 1]] * 1_500_000}))
    said = refusal_apart(path, limits=Limits(memory_bytes=400 * 1024**2, vertices=10**9))
    assert "内存" in said


def test_a_result_that_takes_too_much_room_is_refused(made):
    path = made("rows.csv", TABLE)
    assert "MiB" in refusal_apart(path, limits=Limits(inflated_bytes=500_000))


def test_more_records_than_allowed_are_refused(made):
    assert "10,000" in refusal_apart(made("rows.csv", TABLE), limits=Limits(records=10_000))


def test_a_file_over_the_limit_of_bytes_is_refused(made):
    assert "MiB" in refusal_apart(made("rows.csv", TABLE), limits=Limits(bytes=1_000))


def children() -> list[int]:
    return [
        int(pid)
        for task in Path("/proc/self/task").iterdir()
        for pid in (task / "children").read_text().split()
    ]


@pytest.mark.parametrize("how", [signal.SIGSEGV, signal.SIGKILL, signal.SIGABRT], ids=lambda how: how.name)
def test_a_crash_of_the_reading_process_is_a_refusal(made, how):
    before = set(children())

    def crash(number: int) -> None:
        for pid in set(children()) - before:
            os.kill(pid, how)

    many = "a,b\n" + "1,2\n" * 200_000
    with pytest.raises(ImportRefused, match=r"内存|损坏"):
        read_file(ReadOptions(made("rows.csv", many)), progress=crash)


def test_the_time_used_up_by_the_processor_is_told_as_time():
    assert "秒" in str(broken_off(-signal.SIGXCPU, 5))


ODD_PATHS = {
    "missing": "nowhere.csv",
    "folder": ".",
    "vsi": "/vsicurl/http://127.0.0.1:9/x.shp",
    "vsizip": "/vsizip/x.zip",
    "address": "http://127.0.0.1/x.csv",
    "nul": "a\0b.csv",
    "device": "/dev/zero",
}


@pytest.mark.parametrize("name", ODD_PATHS.values(), ids=ODD_PATHS.keys())
def test_what_is_no_plain_file_is_refused(tmp_path, name):
    path = Path(name) if name.startswith(("/", "http")) else tmp_path / name
    assert refusal_apart(path)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusal_apart(tmp_path / "pipe.csv")


@pytest.mark.parametrize("name", ["/vsicurl/http://127.0.0.1:9/x", "http://127.0.0.1/x.csv"])
def test_a_name_that_is_an_address_is_refused(made, name):
    assert refusal_apart(made("x.csv", TABLE), name=name)


def test_an_empty_file_is_refused(made):
    assert "空" in refusal_apart(made("empty.csv", b""))


def test_parts_beside_a_shp_are_read_with_it_whatever_their_case(tmp_path):
    import shapefile

    with shapefile.Writer(str(tmp_path / "areas")) as writer:
        writer.field("NAME", "C", 20)
        writer.poly([SQUARE[::-1]])
        writer.record("盘龙".encode("gbk"))
    (tmp_path / "areas.dbf").rename(tmp_path / "AREAS.DBF")
    contents = read_apart(tmp_path / "areas.shp")
    assert (contents.format, contents.layer, contents.columns) == ("shapefile", "areas", ("NAME",))


def test_a_file_wrong_throughout_lists_its_first_problems_and_counts_all(made):
    ragged = "a,b\n1,2\n" + "1\n" * 25_000
    contents = read_apart(made("ragged.csv", ragged))
    assert contents.rejected == 25_000
    assert contents.problems[0].measure == 5_000
    assert len(contents.problems) == 20_001
    assert sum(len(batch.problems) for batch in contents.batches()) == 25_000


def test_nothing_usable_is_a_refusal_with_the_first_reason(made):
    said = refusal_apart(made("points.geojson", features({"type": "Point"}, {"type": "Blob"})))
    assert "2 条记录都无法使用" in said
    assert "第 1 条" in said


def test_a_file_without_records_says_so(made):
    contents = read_apart(made("none.geojson", features()))
    assert codes(contents) == [(None, "no_records", "notice")]


def test_zeros_and_lone_surrogates_are_cleaned_and_told(made):
    text = json.dumps(
        {"type": "Feature", "geometry": None, "properties": {"a": "x\0y", "b\0": "\ud800z", "c": "好"}}
    )
    contents = read_apart(made("odd.geojson", text))
    assert (column(contents, "a"), column(contents, "b"), column(contents, "c")) == (["xy"], ["�z"], ["好"])
    assert "text_cleaned" in [code for _, code, _ in codes(contents)]

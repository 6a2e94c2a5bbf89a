"""What the reading process left is checked before it is believed."""

import json

import numpy as np
import pytest
import shapely

from geodata.errors import ImportRefused
from geodata.importers.files.batch import Batch
from geodata.importers.files.contents import ReadOptions
from geodata.importers.files.process import contents_in, read_file
from geodata.importers.files.stored_batches import load_batches, store_batch
from geodata.importers.report import Problem, Severity

from .conftest import features

PROBLEM = Problem("ring_open", "边界线没有闭合", "a ring is not closed", 2, 1.5, Severity.REPAIRED)


@pytest.fixture
def batch() -> Batch:
    geometry = np.array([shapely.Point(1, 2), None, shapely.box(0, 0, 1, 1)], dtype=object)
    values = {"文字": ["好", "", None], "数": [1, 2.5, None], "真": [True, False, None]}
    return Batch(np.array([1, 2, 4]), values, geometry, [PROBLEM], 4)


def test_a_batch_comes_back_as_it_was(batch, tmp_path):
    store_batch(batch, tmp_path, 0)
    (loaded,) = load_batches(tmp_path)
    assert loaded.row.tolist() == [1, 2, 4]
    assert loaded.values == batch.values
    assert [type(value) for value in loaded.values["真"][:2]] == [bool, bool]
    assert loaded.problems == [PROBLEM]
    assert loaded.read == 4
    assert [None if one is None else one.wkt for one in loaded.geometry] == [
        None if one is None else one.wkt for one in batch.geometry
    ]


def test_heights_are_never_stored_and_numbers_that_are_none_become_none(tmp_path):
    geometry = np.array([shapely.Point(1, 2, 3)], dtype=object)
    store_batch(
        Batch(np.array([1]), {"a": [float("nan")], "b": [float("inf")]}, geometry, [], 1), tmp_path, 0
    )
    (loaded,) = load_batches(tmp_path)
    assert not loaded.geometry[0].has_z
    assert loaded.values == {"a": [None], "b": [None]}


def changed(**members):
    return lambda folder: _rewrite(folder, members)


def _rewrite(folder, members):
    path = folder / "batch_000000.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | members))


def _bytes(content):
    return lambda folder: (folder / "batch_000000.wkb").write_bytes(content)


def _cut(folder):
    path = folder / "batch_000000.wkb"
    path.write_bytes(path.read_bytes()[:-3])


def _link(folder):
    path = folder / "batch_000000.json"
    path.rename(folder / "real.json")
    path.symlink_to(folder / "real.json")


DAMAGE = {
    "no json": lambda folder: (folder / "batch_000000.json").write_text("{"),
    "nested": lambda folder: (folder / "batch_000000.json").write_text("[" * 100_000),
    "rows are text": changed(row=["1", "2", "4"]),
    "rows are true": changed(row=[True, 2, 4]),
    "rows are endless": changed(row=[10**30, 2, 4]),
    "columns are short": changed(values={"a": [1]}),
    "values are lists": changed(values={"a": [[], 1, 2]}),
    "values are an object": changed(values={"a": {"0": 1, "1": 1, "2": 1}}),
    "problems are text": changed(problems=["ring_open"]),
    "unknown severity": changed(problems=[["a", "b", "c", 1, 1.0, "fatal"]]),
    "measure is text": changed(problems=[["a", "b", "c", 1, "1.0", "notice"]]),
    "no geometry file": lambda folder: (folder / "batch_000000.wkb").unlink(),
    "geometry is cut": _cut,
    "lengths are missing": _bytes(b"\1\0"),
    "a length is negative": _bytes(np.array([-9, -1, -1], "<i4").tobytes()),
    "a length is too long": _bytes(np.array([2**31 - 1, 0, 0], "<i4").tobytes()),
    "geometry is noise": _bytes(np.array([4, -1, -1], "<i4").tobytes() + b"\xff" * 4),
    "a link": _link,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_batch_is_refused(batch, tmp_path, damage):
    store_batch(batch, tmp_path, 0)
    damage(tmp_path)
    with pytest.raises(ImportRefused, match="损坏"):
        list(load_batches(tmp_path))


CONTENTS = {
    "format": 5,
    "read": "many",
    "columns": [1],
    "bounds": [1, 2],
    "encoding": {"name": "x"},
    "crs": "EPSG:4326",
    "problems": [["x"]],
    "geometry_types": {"Point": -5},
    "layers": "none",
}


@pytest.mark.parametrize("member", CONTENTS)
def test_damaged_contents_are_refused(made, tmp_path, member):
    folder = tmp_path / "kept"
    read_file(ReadOptions(made("x.geojson", features({"type": "Point", "coordinates": [1, 2]}))), folder)
    path = folder / "contents.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {member: CONTENTS[member]}))
    with pytest.raises(ImportRefused, match="损坏"):
        contents_in(folder)

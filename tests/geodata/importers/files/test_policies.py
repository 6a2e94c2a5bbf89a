"""Every reference file is accepted, accepted with warning or refused as its policy says; one table shows all."""

import csv
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from geodata.errors import ImportRefused
from geodata.importers.files.contents import Contents, ReadOptions
from geodata.importers.files.process import read_file

ACCEPT, WARN, REFUSE = "accept", "accept-with-warning", "reject-clearly"
EITHER = "accept or accept-with-warning"
# Where we differ from the manifest's suggestion: what we do, and why.
OUR_POLICY: dict[str, tuple[str, str]] = {
    "chrieke_valid_featurecollection_empty_features": (
        WARN,
        "a file without any record is read, but people are told",
    ),
    "chrieke_valid_geometry_3d_coordinates": (
        WARN,
        "a dropped height is told always, as the manifest itself asks for gdal_geojson_featurecollection_pointz",
    ),
    "gdal_csv_csv_with_utf8_bom": (
        WARN,
        "its rows have a cell more than the header names; the cells are kept under a numbered name, and that is told",
    ),
    "gdal_kml_test_schema": (
        WARN,
        "its four placemarks have no geometry; their data is read, and that is told",
    ),
    "gdal_shp_buggypoint": (
        WARN,
        "its one record is whole: only the index beside it is wrong, and nothing is lost",
    ),
    "gdal_shp_multipointz_non_constant_z": (
        WARN,
        "its record is a polygon with heights; whether a kind takes it is for the kind to say, not for reading",
    ),
    "hint_bad-polygonloop": (
        REFUSE,
        "its coordinates lack a level, the very fault of chrieke_invalid_geometry_depth_shallow_polygon (refused)",
    ),
    "hint_geometrycollection_nested": (
        WARN,
        "the same content as chrieke_problematic_nested_geometrycollection, for which the manifest asks a warning",
    ),
    "hint_multiple_problems": (WARN, "one of its features is sound: bad records never lose the good ones"),
}
# formats/ holds one real coverage in the formats users have; data/SOURCES.md says what is odd about each.
FORMATS = {
    "hospitals_formula_injection.csv": ACCEPT,
    "hospitals_gb18030.csv": WARN,
    "hospitals_lonlat_swapped.xlsx": ACCEPT,
    "jiangning_borders_noCRS.dxf": WARN,
    "jiangning_chinese_layer_null_geom.gpkg": WARN,
    "jiangning_communities.kml": EITHER,
    "jiangning_gbk_nocpg_cgcs2000_gk_cm120.zip": WARN,
    "jiangning_noprj_metres_gbk.zip": WARN,
    "jiangning_noshx.zip": WARN,
    "jiangning_polygonZ_4549.gpkg": WARN,
    "jiangning_upper_ext_in_folder.zip": EITHER,
    "jingan_hospitals_wgs84_gcj02_bd09_pairs.csv": ACCEPT,
    "self_intersections_kunming.geojson": WARN,
    "truncated.zip": REFUSE,
    "zipslip_relative.zip": REFUSE,
    "静安医院_GCJ02_经度纬度.xlsx": ACCEPT,
}
MOST_SECONDS = 30.0


@dataclass(frozen=True)
class Case:
    """A file and what is to become of it."""

    name: str
    path: Path
    policy: str


@dataclass(frozen=True)
class Outcome:
    """What became of a file, in words."""

    case: Case
    verdict: str
    said: str
    seconds: float

    @property
    def as_said(self) -> bool:
        return self.verdict == self.case.policy or (
            self.case.policy == EITHER and self.verdict in (ACCEPT, WARN)
        )


def cases() -> Iterator[Case]:
    root = Path(settings.REFERENCE_DATA)
    for name, policy in FORMATS.items():
        yield Case(name, root / "formats" / name, policy)
    if not (root / "odd" / "MANIFEST.csv").is_file():
        return
    with (root / "odd" / "MANIFEST.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["policy"].startswith("n/a"):
                continue
            name = row["case"]
            policy = OUR_POLICY.get(name, (row["policy"], ""))[0]
            yield Case(name, _main_file(root / "odd" / name, row["main"]), policy)


def _main_file(folder: Path, named: str | None) -> Path:
    """The file of a case that a user would choose."""
    if named and (folder / named).is_file():
        return folder / named
    shapes = sorted(folder.glob("*.shp"))
    return (shapes or sorted(folder.iterdir()))[0]


def outcome(case: Case) -> Outcome:
    begun = time.monotonic()
    try:
        verdict, said = judged(read_file(ReadOptions(case.path)))
    except ImportRefused as refused:
        verdict, said = REFUSE, refused.en
    return Outcome(case, verdict, said, time.monotonic() - begun)


def judged(contents: Contents) -> tuple[str, str]:
    """What a file that was read counts as: any doubt the user is told of makes it a warning."""
    usable = sum(len(batch.row) for batch in contents.batches())
    assert usable + contents.rejected == contents.read
    if contents.read and not usable:
        return REFUSE, "no usable record"
    doubts = [problem.code for problem in contents.problems]
    if contents.crs is not None and contents.crs.srid is None:
        doubts.append("crs undetermined")
    if contents.encoding is not None and not contents.encoding.sure:
        doubts.append("encoding not sure")
    told = ", ".join(dict.fromkeys(doubts))
    return (WARN if doubts else ACCEPT), f"{usable} records; {told}" if told else f"{usable} records"


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    known = [case for case in cases() if case.path.is_file()]
    if not known:
        pytest.skip(f"REFERENCE_DATA ({settings.REFERENCE_DATA}) has no formats/ and odd/")
    return [outcome(case) for case in known]


def test_every_reference_file_is_treated_as_its_policy_says(outcomes: list[Outcome]) -> None:
    print(table(outcomes))
    against = [
        f"{one.case.name}: {one.case.policy}, but {one.verdict} ({one.said})"
        for one in outcomes
        if not one.as_said
    ]
    assert against == []


def test_no_reference_file_breaks_the_reading_process_or_hangs(outcomes: list[Outcome]) -> None:
    assert [one.case.name for one in outcomes if "broke off" in one.said] == []
    assert [one.case.name for one in outcomes if one.seconds > MOST_SECONDS] == []


def test_every_deviation_is_needed_and_has_a_reason(outcomes: list[Outcome]) -> None:
    known = {one.case.name for one in outcomes}
    assert all(len(reason) > 20 for _, reason in OUR_POLICY.values())
    if len(known) > len(FORMATS):
        assert set(OUR_POLICY) <= known


def table(outcomes: list[Outcome]) -> str:
    """All outcomes as one table."""
    width = max(len(one.case.name) for one in outcomes)
    lines = ["", f"{'file':{width}}  {'policy':19}  {'s':>4}  outcome"]
    for one in outcomes:
        mark = " " if one.as_said else "!"
        lines.append(f"{one.case.name:{width}}{mark} {one.verdict:19}  {one.seconds:4.1f}  {one.said[:110]}")
    counts = {verdict: sum(one.verdict == verdict for one in outcomes) for verdict in (ACCEPT, WARN, REFUSE)}
    lines.append(
        f"{len(outcomes)} files: " + ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    )
    for name, (policy, reason) in OUR_POLICY.items():
        lines.append(f"  ours: {name} → {policy}: {reason}")
    return "\n".join(lines)

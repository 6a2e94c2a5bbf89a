"""100,000 building polygons and 1,000,000 events into empty databases, beside plain ogr2ogr in the same run."""

import csv
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyogrio
import shapely
from pyproj import Transformer

from webmap.db.home import remembered
from webmap.db.secret_store import known_passwords

from .processes import CHECKOUT
from .result import Result

BUILDINGS, EVENTS = 100_000, 1_000_000
NAME = "bench_bulk"
SRID = 4543
STAMP = "%Y-%m-%d %H:%M:%S"
# The square of the drawing, metres in EPSG:4543 (about 102.3 E, 25.35 N).
LEFT, LOW, SIDE = 525_000.0, 2_798_000.0, 12_000.0
ENV = {"DB_NAME": NAME, "MEASURE_SRID": str(SRID), "DJANGO_SETTINGS_MODULE": "webmap.settings.dev"}


@dataclass(frozen=True)
class Taken:
    """What a program took: seconds of wall clock, peak memory of it and its children in MiB."""

    seconds: float
    memory_mib: float


def _run(*words: str | Path) -> Taken:
    """What a program took; raises CalledProcessError with its output where it failed."""
    watched = [sys.executable, "-m", "tests.bench.watched", *map(str, words)]
    began = time.monotonic()
    done = subprocess.run(
        watched, cwd=CHECKOUT, env=os.environ | ENV, capture_output=True, text=True, check=False
    )
    seconds = time.monotonic() - began
    if done.returncode:
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
    return Taken(seconds, int(done.stderr.strip().splitlines()[-1]) / 1024)


@contextmanager
def _database() -> Iterator[None]:
    """An empty migrated database."""
    _run(sys.executable, "-m", "webmap.supervisor", "db")
    try:
        yield
    finally:
        _run(sys.executable, "-m", "webmap.db", "drop", NAME)


def _write_buildings(path: Path) -> None:
    """L-shaped outlines with six attributes as bureaus send them."""
    random = np.random.default_rng(1)
    side = int(np.ceil(np.sqrt(BUILDINGS)))
    column, row = np.divmod(np.arange(BUILDINGS), side)
    step = SIDE / side
    x, y = LEFT + column * step, LOW + row * step
    shape = np.array([(0, 0), (24, 0), (24, 10), (10, 10), (10, 20), (0, 20), (0, 0)], dtype=float)
    corners = np.stack([x[:, None] + shape[:, 0], y[:, None] + shape[:, 1]], axis=2)
    polygons = shapely.polygons(corners)
    fields = {
        "楼栋编号": np.array([f"B{i:06}" for i in range(BUILDINGS)], dtype=object),
        "用途": random.choice(np.array(["住宅", "商业", "办公"], dtype=object), BUILDINGS),
        "层数": random.integers(1, 34, BUILDINGS),
        "户数": random.integers(0, 120, BUILDINGS),
        "建成年份": random.integers(1960, 2025, BUILDINGS),
        "地址": np.array([f"试路{i}号" for i in range(BUILDINGS)], dtype=object),
    }
    pyogrio.raw.write(
        path, shapely.to_wkb(polygons), list(fields.values()), list(fields), geometry_type="Polygon",
        crs=f"EPSG:{SRID}", driver="GPKG",
    )  # fmt: skip


def _write_events(path: Path) -> None:
    """Eight columns, places all over the square, times of a year."""
    random = np.random.default_rng(2)
    x, y = random.uniform(LEFT, LEFT + SIDE, EVENTS), random.uniform(LOW, LOW + SIDE, EVENTS)
    lon, lat = Transformer.from_crs(SRID, 4326, always_xy=True).transform(x, y)
    start = datetime(2025, 1, 1, tzinfo=UTC)
    seconds = random.integers(0, 365 * 86_400, EVENTS)
    category = random.integers(0, 12, EVENTS)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["事件编号", "上报时间", "办结时间", "类别", "经度", "纬度", "来源", "备注"])
        for i in range(EVENTS):
            told = start + timedelta(seconds=int(seconds[i]))
            closed = (told + timedelta(hours=30)).strftime(STAMP) if i % 5 else ""
            writer.writerow(
                [
                    f"E{i:07}",
                    told.strftime(STAMP),
                    closed,
                    f"类别{category[i]}",
                    f"{lon[i]:.7f}",
                    f"{lat[i]:.7f}",
                    "热线",
                    "x",
                ]
            )


def _write_grids(path: Path) -> None:
    """196 grids that cover the square, so that every row has to find its area."""
    step, codes = SIDE / 14, range(196)
    boxes = [shapely.box(LEFT + i * step, LOW + j * step, LEFT + (i + 1) * step, LOW + (j + 1) * step)
             for i in range(14) for j in range(14)]  # fmt: skip
    fields = [
        np.array([f"999903001001{i + 1:03}" for i in codes], dtype=object),
        np.array([f"试网格{i + 1}" for i in codes], dtype=object),
    ]
    pyogrio.raw.write(
        path,
        shapely.to_wkb(boxes),
        fields,
        ["code", "name"],
        geometry_type="Polygon",
        crs=f"EPSG:{SRID}",
        driver="GPKG",
    )


def _ogr2ogr(path: Path, table: str, *options: str) -> Taken:
    """The same file by ogr2ogr into a table of its own, spatial index included."""
    home = remembered(CHECKOUT)
    password = known_passwords(CHECKOUT / ".local")["owner"]
    target = f"PG:host={home.socket} dbname={NAME} user=owner password={password}"
    words = [
        "ogr2ogr",
        "-f",
        "PostgreSQL",
        target,
        path,
        "-nln",
        table,
        "-lco",
        "GEOMETRY_NAME=geom",
        *options,
    ]
    return _run(*words, "--config", "PG_USE_COPY", "YES")


def run() -> Iterator[Result]:
    """Seconds and memory of both imports beside their budgets and ogr2ogr."""
    with TemporaryDirectory() as folder:
        buildings, events, grids = (Path(folder, name) for name in ("楼栋.gpkg", "事件.csv", "网格.gpkg"))
        _write_grids(grids)
        _write_buildings(buildings)
        _write_events(events)
        manage = (sys.executable, "manage.py")
        areas = (*manage, "import_areas", grids, "--level", "grid", "--valid-from", "2024-01-01", "--commit")
        with _database():
            _run(*areas)
            ours = _run(*manage, "import_buildings", buildings, "--commit")
            theirs = _ogr2ogr(buildings, "peer_buildings")
            again = _run(*manage, "import_buildings", buildings, "--commit")
        yield Result("100,000 buildings from GeoPackage", "s", ours.seconds, "budget", 60.0)
        yield Result("100,000 buildings, peak memory", "MiB", ours.memory_mib, "budget", 1024.0)
        yield Result("100,000 buildings", "s", ours.seconds, "ogr2ogr", theirs.seconds)
        yield Result("100,000 buildings again, unchanged", "s", again.seconds, "first import", ours.seconds)
        with _database():
            _run(*areas)
            told = ("--category", "类别", "--closed", "办结时间", "--commit")
            ours = _run(*manage, "import_events", events, *told)
            points = ("-oo", "X_POSSIBLE_NAMES=经度", "-oo", "Y_POSSIBLE_NAMES=纬度", "-s_srs", "EPSG:4326",
                      "-t_srs", f"EPSG:{SRID}")  # fmt: skip
            theirs = _ogr2ogr(events, "peer_events", *points)
        yield Result("1,000,000 events from CSV", "s", ours.seconds, "budget", 120.0)
        yield Result("1,000,000 events, peak memory", "MiB", ours.memory_mib, "budget", 3072.0)
        yield Result("1,000,000 events", "s", ours.seconds, "ogr2ogr", theirs.seconds)

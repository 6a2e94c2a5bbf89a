"""The events of a plain file in metres, with their local days, read without any database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata import crs
from geodata.errors import ImportRefused
from geodata.importers.codes import plain_text
from geodata.importers.columns import find_column
from geodata.importers.coordinates import Pairs, reference, to_lonlat
from geodata.importers.epsg import to_wgs84_transformer
from geodata.importers.fields import Field, text
from geodata.importers.files.contents import Contents, ReadOptions
from geodata.importers.files.process import read_file
from geodata.importers.locate import LAT, LON
from geodata.importers.moments import ACCEPTED_FORMS, parse_moments, zone
from geodata.importers.records import Gathered, gather
from geodata.rules.coordinate_text import read_columns
from geodata.rules.datums import Datum

TIME = Field(
    "time", "时间", "time", ("time", "时间", "上报时间", "发生时间", "occurred_at", "date"), text(80)
)


@dataclass(frozen=True)
class EventFile:
    """How to read a file of events: what the user said; None leaves it to the file.

    tz: the IANA zone of times without an offset; days and hours are those of this zone.
    """

    path: Path
    lon: str | None = None
    lat: str | None = None
    time: str | None = None
    encoding: str | None = None
    srid: int | None = None
    datum: Datum = Datum.WGS84
    tz: str = "Asia/Shanghai"


@dataclass(frozen=True)
class FileEvents:
    """The usable events of a file.

    points: (n, 2) metres of EPSG:srid. when: (n,) local time as days since 1970 with fractions, None where no time was
    asked for. read: records in the file; without_place, without_time: those left out for it.
    """

    points: NDArray[np.float64]
    when: NDArray[np.float64] | None
    srid: int
    read: int
    without_place: int
    without_time: int = 0
    columns: dict[str, str] = field(default_factory=dict)

    def counts(self) -> dict[str, Any]:
        """What was read and left out, as the commands print it."""
        return {
            "read": self.read,
            "without_place": self.without_place,
            "without_time": self.without_time,
            "measured_in": self.srid,
        }


def read_events(asked: EventFile, *, timed: bool) -> FileEvents:
    """The events of a file, those without a place or (when timed) without a time left out and counted.

    Raises ImportRefused where the file, a column, the zone or the coordinate system cannot be used, or nothing is left.
    """
    clock = zone(asked.tz)
    contents = read_file(ReadOptions(asked.path, encoding=asked.encoding))
    columns = _columns(contents, asked, timed=timed)
    found = gather(contents, columns)
    lonlat = to_lonlat(_stated(contents, found), _reference(contents, asked))
    placed = np.isfinite(lonlat).all(axis=1) & (np.abs(lonlat[:, 0]) <= 180) & (np.abs(lonlat[:, 1]) < 90)
    when = _local_days(found.cells["time"], clock) if timed else np.zeros(len(placed))
    usable = placed & np.isfinite(when)
    _refuse_nothing(contents, columns, placed, usable)
    points, srid = _metres(lonlat[usable])
    without = int((~placed).sum()), int((placed & ~usable).sum())
    # What could not even be read as a record has no place either.
    lost = contents.read - len(placed)
    return FileEvents(
        points, when[usable] if timed else None, srid, contents.read, without[0] + lost, without[1], columns
    )


def _columns(contents: Contents, asked: EventFile, *, timed: bool) -> dict[str, str]:
    """Role → column; a file with geometry needs none for its places."""
    flat = not _has_shapes(contents)
    wanted = {}
    for one, told, needed in ((LON, asked.lon, flat), (LAT, asked.lat, flat), (TIME, asked.time, timed)):
        if needed or told:
            required = Field(one.role, one.zh, one.en, one.usual, one.cell, required=True)
            column = find_column(contents.columns, required, told)
            assert column is not None
            wanted[one.role] = column
    return wanted


def _has_shapes(contents: Contents) -> bool:
    return any(count for name, count in contents.geometry_types.items() if name)


def _stated(contents: Contents, found: Gathered) -> Pairs:
    if "lon" in found.cells and "lat" in found.cells:
        return read_columns(found.cells["lon"], found.cells["lat"])
    if found.geometry is None:
        raise ImportRefused(
            f"“{contents.name}”没有图形，请用 --lon 和 --lat 指定两列。",
            f"{contents.name} has no geometry; name two columns with --lon and --lat.",
        )
    points = np.where(shapely.get_type_id(found.geometry) == shapely.GeometryType.POINT, found.geometry, None)
    return np.column_stack([shapely.get_x(points), shapely.get_y(points)])


def _reference(contents: Contents, asked: EventFile) -> Any:
    told = contents.crs.srid if contents.crs else None
    return reference(asked.srid or told or crs.LONLAT, asked.datum)


def _local_days(cells: Sequence[Any], clock: ZoneInfo) -> NDArray[np.float64]:
    """Days since 1970 on the clocks of the zone, nan where a time cannot be read."""
    utc = parse_moments([plain_text(cell) for cell in cells], clock).utc
    local = pd.Series(utc.tz_convert(clock).tz_localize(None))
    return ((local - pd.Timestamp(0)) / pd.Timedelta(days=1)).to_numpy(dtype=np.float64, na_value=np.nan)


def _metres(lonlat: Pairs) -> tuple[NDArray[np.float64], int]:
    """Metres in the zone of the middle of the places."""
    srid = crs.srid_for_longitude(float(np.median(lonlat[:, 0])))
    x, y = to_wgs84_transformer(srid).transform(lonlat[:, 0], lonlat[:, 1], direction="INVERSE")
    points = np.column_stack([x, y])
    # Places half the world away have none in this zone; far ones are left out later anyway.
    return np.where(np.isfinite(points), points, 1e9), srid


def _refuse_nothing(
    contents: Contents, columns: dict[str, str], placed: NDArray[np.bool_], usable: NDArray[np.bool_]
) -> None:
    if usable.any():
        return
    if placed.any():
        name = columns["time"]
        raise ImportRefused(
            f"“{name}”列没有一个能识别的时间；可用写法：{ACCEPTED_FORMS}。请用 --time 指定时间列。",
            f"no time in the column {name} is understood; accepted: {ACCEPTED_FORMS}. Name another with --time.",
        )
    raise ImportRefused(
        f"“{contents.name}”的 {contents.read:,} 条记录都没有可用的坐标；请检查 --lon、--lat 和 --crs。",
        f"none of the {contents.read:,} records of {contents.name} has usable coordinates; check --lon, --lat and --crs.",
    )

"""Files to upload: the two communities of the square district as bureaus send them, and small tables."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import shapefile

from tests.factories import ORIGIN

Box = tuple[float, float, float, float]
# Code, name, and left, low, right, high in drawing metres (tests/factories.py).
COMMUNITIES: tuple[tuple[str, str, Box], ...] = (
    ("999901001001", "西社区", (0, 0, 500, 1000)),
    ("999901001002", "东社区", (500, 0, 1000, 1000)),
)
# The western one reaches 10 m into the eastern one.
OVERLAPPING = (("999901001001", "西社区", (0, 0, 510, 1000)), COMMUNITIES[1])


def gbk_shapefile(
    folder: Path, areas: Sequence[tuple[str, str, Box]] = COMMUNITIES, name: str = "社区边界"
) -> Path:
    """A zipped shapefile in Gauss-Kruger metres with GBK names, without .prj and .cpg."""
    parts = {ending: io.BytesIO() for ending in ("shp", "shx", "dbf")}
    with shapefile.Writer(**parts, shapeType=shapefile.POLYGON, encoding="gbk") as writer:
        writer.field("区划代码", "C", 12)
        writer.field("名称", "C", 40)
        for code, title, (left, low, right, high) in areas:
            corners = ((left, low), (left, high), (right, high), (right, low), (left, low))
            writer.poly([[(ORIGIN[0] + x, ORIGIN[1] + y) for x, y in corners]])
            writer.record(code, title)
    path = folder / f"{name}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for ending, content in parts.items():
            archive.writestr(f"{name}.{ending}", content.getvalue())
    return path


def event_table(folder: Path, rows: int) -> Path:
    """A CSV of events on a lattice over the square district (lon, lat)."""
    lines = ["上报时间,经度,纬度,类别"]
    for i in range(rows):
        lon, lat = 102.2985 + (i % 100) * 5e-5, 25.3362 + (i // 100 % 100) * 5e-5
        lines.append(f"2026-05-{1 + i % 28:02} 10:{i % 60:02},{lon:.6f},{lat:.6f},噪声{i % 9}")
    path = folder / "事件.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path

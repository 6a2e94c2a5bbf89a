"""What the records read so far come to: counts, kinds of geometry, extent, and notices about the whole file."""

from collections import Counter

import numpy as np
import shapely

from geodata.errors import ImportRefused
from geodata.importers.report import Problem, Severity

from .batch import Batch
from .contents import Contents, Opened, ReadOptions
from .stored_batches import Stored, plain

# A file that is wrong throughout would drown its reader; the batches carry all problems.
MOST_PROBLEMS_LISTED = 20_000
_NAMES = ("Point", "LineString", "LinearRing", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon",
          "GeometryCollection")  # fmt: skip


class RunningAccount:
    """The growing account of one reading; add every stored batch, then ask for the contents."""

    def __init__(self) -> None:
        self.read = self.rejected = self.vertices = self.usable = 0
        self.bytes = self.cleaned = self.left_out = self.invalid = 0
        self.types: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self._bounds = np.full(4, np.nan)

    def add(self, batch: Batch, stored: Stored) -> None:
        """Count a batch."""
        self.read += batch.read
        self.usable += len(batch.row)
        self.bytes += stored.bytes
        self.cleaned += stored.cleaned
        self._note(batch.problems)
        if batch.geometry is not None and len(batch.geometry):
            self._measure(np.asarray(batch.geometry, dtype=object))

    def _note(self, problems: list[Problem]) -> None:
        self.rejected += len(
            {p.row for p in problems if p.severity == Severity.REJECTED and p.row is not None}
        )
        room = max(MOST_PROBLEMS_LISTED - len(self.problems), 0)
        self.problems += problems[:room]
        self.left_out += max(len(problems) - room, 0)

    def _measure(self, geometry: np.ndarray) -> None:
        kinds = shapely.get_type_id(geometry)
        for kind, number in zip(*np.unique(kinds, return_counts=True), strict=True):
            self.types["" if kind < 0 else _NAMES[kind]] += int(number)
        self.vertices += int(shapely.get_num_coordinates(geometry).sum())
        with np.errstate(all="ignore"):
            west, south, east, north = shapely.total_bounds(geometry)
        least = np.fmin(self._bounds[:2], (west, south))
        most = np.fmax(self._bounds[2:], (east, north))
        self._bounds = np.concatenate([least, most])
        areal = geometry[(kinds == 3) | (kinds == 6)]
        self.invalid += int((~shapely.is_valid(areal)).sum()) if len(areal) else 0

    def refuse_useless(self) -> None:
        """Raise ImportRefused, with the first reason, where records were read but none can be used."""
        if self.usable or not self.read:
            return
        first = next((one for one in self.problems if one.severity == Severity.REJECTED), None)
        zh, en = (first.zh, first.en) if first else ("原因不明", "for an unknown reason")
        raise ImportRefused(
            f"{self.read:,} 条记录都无法使用（第 {first.row if first else 1} 条：{zh}），请检查或重新导出文件。",
            f"none of the {self.read:,} records can be used (record {first.row if first else 1}: {en}); check the file "
            "or export it again.",
        )

    def contents(self, opened: Opened, options: ReadOptions, truncated: bool) -> Contents:
        """All that was found; sha256, size and folder are the parent's to fill in."""
        types = {kind: number for kind, number in self.types.items() if kind}
        bounds = tuple(float(one) for one in self._bounds) if np.isfinite(self._bounds).all() else None
        return Contents(
            name=plain(options.file_name),
            sha256="",
            size=0,
            format=opened.format,
            layers=opened.layers,
            layer=plain(opened.layer),
            columns=tuple(plain(one) for one in opened.columns),
            encoding=opened.encoding,
            crs=opened.crs,
            read=self.read,
            truncated=truncated,
            geometry_types=types,
            bounds=bounds,  # type: ignore[arg-type]
            vertices=self.vertices,
            problems=opened.problems + self._notices() + self.problems,
            folder=options.path.parent,
            rejected=self.rejected,
        )

    def _told(self, code: str) -> bool:
        return any(problem.code == code for problem in self.problems)

    def _notices(self) -> list[Problem]:
        told = (
            (
                "no_records",
                not self.read and not self._told("no_records"),
                "文件里没有任何记录",
                "the file holds no record",
            ),
            (
                "geometry_invalid",
                self.invalid,
                f"{self.invalid} 个面的图形无效（自相交等），导入时须修复",
                f"{self.invalid} polygons are invalid (self-crossing or the like) and need repair",
            ),
            (
                "text_cleaned",
                self.cleaned,
                f"{self.cleaned} 处文字含 NUL 或残缺字符，已清除",
                f"{self.cleaned} texts held NUL or broken characters, which were taken out",
            ),
            (
                "problems_left_out",
                self.left_out,
                f"另有 {self.left_out} 条问题未列出",
                f"{self.left_out} further problems are not listed",
            ),
        )
        return [
            Problem(code, zh, en, None, float(count), Severity.NOTICE)
            for code, count, zh, en in told
            if count
        ]

"""Features of GeoJSON (also one per line, bare geometries and the old crs member), each fault named with its row."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geodata.importers.report import Problem, Severity

from .batch import Batch
from .contents import LayerFound, Opened, ReadOptions
from .geojson_document import Document, records, survey
from .geojson_geometry import FaultError, Remarks, read_geometry
from .geojson_notices import file_notices
from .nested_values import depth_within, plain_column
from .stored_batches import BATCH_RECORDS
from .text_file import TextFile, open_text

_FORBIDDEN = ("features", "coordinates", "geometries")
# A batch of giants is stored early.
_MOST_BATCH_VERTICES = 2_000_000
_SAME_PLACE = 1e-6


def open_geojson(path: Path, options: ReadOptions) -> Opened:
    """A GeoJSON file's records; raises ImportRefused where the text is no GeoJSON."""
    text = open_text(options)
    document = survey(text, options)
    problems = [*text.problems, *document.problems]
    return Opened(
        format="geojson",
        layers=(LayerFound(options.file_name, document.records, ""),),
        layer=options.file_name,
        columns=document.columns,
        encoding=text.encoding,
        crs=document.crs,
        batches=_Reading(document, options, problems).batches(text),
        problems=problems,
    )


class _Reading:
    """The walk over a document's records; notices about the whole file are added at its end."""

    def __init__(self, document: Document, options: ReadOptions, problems: list[Problem]) -> None:
        self._document = document
        self._options = options
        self._problems = problems
        self._counts: Counter[str] = Counter()
        self._places = self._too_precise = 0

    def batches(self, text: TextFile) -> Iterator[Batch]:
        """The records, in batches."""
        numbered = enumerate(records(text), start=1)
        while chunk := list(self._chunk(numbered)):
            yield self._batch(chunk)
        self._counts["too_precise"] = self._too_precise if self._too_precise * 2 > self._places else 0
        self._problems += file_notices(self._counts)

    def _chunk(
        self, numbered: Iterator[tuple[int, Any]]
    ) -> Iterator[tuple[int, dict[str, Any], Any, list[Problem]]]:
        """Row, properties, geometry and problems of the next records; geometry is a fault's problem on top."""
        vertices = 0
        for row, record in islice(numbered, BATCH_RECORDS):
            remarks = Remarks()
            try:
                properties, geometry = self._record(record, remarks)
                problems = self._remarked(remarks, row)
            except FaultError as fault:
                rejected = Problem(fault.code, fault.zh, fault.en, row, fault.measure)
                yield row, {}, None, [rejected]
                continue
            yield row, properties, geometry, problems
            vertices += remarks.vertices
            if vertices > _MOST_BATCH_VERTICES:
                return

    def _record(self, record: Any, remarks: Remarks) -> tuple[dict[str, Any], Any]:
        check_feature(record)
        properties = record.get("properties") or {}
        if not depth_within(properties, self._options.limits.depth):
            raise FaultError("nested_too_deep", "属性嵌套过深", "its properties are nested too deep")
        told = record["geometry"]
        if told is None:
            self._counts["geometry_missing"] += 1
            return properties, None
        limits = self._options.limits
        geometry = read_geometry(told, remarks, limits.vertices, limits.depth)
        for owner in (record, told):
            self._check_box(owner.get("bbox"), geometry)
        if self._document.with_ids:
            properties = {"id": record.get("id"), **properties}
        return properties, geometry

    def _check_box(self, box: Any, geometry: Any) -> None:
        if box is None:
            return
        if not is_box(box):
            raise FaultError("bbox_wrong", "bbox 不是 4 或 6 个数字", "its bbox is not of 4 or 6 numbers")
        half = len(box) // 2
        stated = np.array([*box[:2], *box[half : half + 2]], dtype=float)
        if np.abs(stated - shapely.bounds(geometry)).max() > _SAME_PLACE:
            self._counts["bbox_differs"] += 1

    def _remarked(self, remarks: Remarks, row: int) -> list[Problem]:
        """What is to be said of one record's open rings; the other remarks are counted for the file."""
        opened = remarks.counts.pop("ring_open", 0)
        if opened and not self._options.repair:
            raise FaultError("ring_open", "边界线没有闭合", "a ring is not closed", float(opened))
        for code in remarks.counts:
            self._counts[code] += 1
        if not opened:
            return []
        zh, en = f"已闭合 {opened} 条边界线", f"{opened} open rings were closed"
        return [Problem("ring_open", zh, en, row, float(opened), Severity.REPAIRED)]

    def _batch(self, chunk: list[tuple[int, dict[str, Any], Any, list[Problem]]]) -> Batch:
        problems = [problem for *_, found in chunk for problem in found]
        rejected = {problem.row for problem in problems if problem.severity == Severity.REJECTED}
        good = [(row, properties, shape) for row, properties, shape, _ in chunk if row not in rejected]
        geometry = np.empty(len(good), dtype=object)
        geometry[:] = [shape for *_, shape in good]
        self._look_at_precision(geometry)
        values: dict[str, list[Any]] = {}
        for name in self._document.columns:
            values[name], nested = plain_column([properties.get(name) for _, properties, _ in good])
            self._counts["values_nested"] += nested
        rows = np.array([row for row, *_ in good], dtype=np.int64)
        return Batch(rows, values, geometry, problems, len(chunk))

    def _look_at_precision(self, geometry: np.ndarray) -> None:
        """Count the positions in degrees that claim to be finer than a tenth of a millimetre."""
        pairs = shapely.get_coordinates(geometry)
        if not len(pairs) or np.abs(pairs).max() > 180:
            return
        # Floating-point noise of a short decimal is far below this.
        finer = np.abs(pairs - np.round(pairs, 9)) > 2e-12
        self._places += len(pairs)
        self._too_precise += int(finer.any(axis=1).sum())


def check_feature(record: Any) -> None:
    """Raise FaultError where a record is no feature of RFC 7946."""
    if not isinstance(record, dict) or record.get("type") != "Feature":
        raise FaultError("not_a_feature", "不是 GeoJSON 要素", "this is no GeoJSON feature")
    for name in _FORBIDDEN:
        if name in record:
            raise FaultError("members_mixed", f"要素里不应有 {name}", f"a feature may not have {name}")
    if not isinstance(record.get("properties") or {}, dict) or record.get("properties") in ([], "", 0, False):
        raise FaultError("properties_no_object", "properties 不是对象", "its properties are no object")
    if isinstance(record.get("id"), dict | list | bool):
        raise FaultError("id_wrong", "id 不是文字或数字", "its id is neither text nor number")
    if "geometry" not in record:
        raise FaultError("geometry_absent", "缺少 geometry", "it lacks the member geometry")


def is_box(told: Any) -> bool:
    """Whether a bbox is one of four or six numbers."""
    return (
        isinstance(told, list)
        and len(told) in (4, 6)
        and all(isinstance(one, int | float) and not isinstance(one, bool) for one in told)
    )

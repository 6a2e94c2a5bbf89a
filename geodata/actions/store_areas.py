"""Store imported areas: the first boundaries of a level come into force at once, later ones are drafts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Substr

from geodata.actions.note_changes import note_changes, row_texts
from geodata.actions.place_again import place_again
from geodata.crs import MEASURE
from geodata.models import Area, BoundaryVersion, ImportRun
from geodata.rules.area_kinds import kind_of_name
from geodata.rules.levels import CODE_LENGTH, Level, child_level, parent_level
from geodata.sql import rows

# A new area that lies over boundaries in force with more of itself than this replaces them: a draft.
OVERLAP_SHARE = 0.05
# Two outlines are the same when no vertex differs by more (metres; both are kept to a micrometre).
SAME_M = 0.001
# Parents follow from codes, so undoing an import need not know them.
_AREA_COLUMNS = ("name", "kind")
_OUTLINE_COLUMNS = ("area_id", "valid", "status", "geom", "anchor")


@dataclass(frozen=True)
class AreaRow:
    """One area: polygon and anchor (a point inside) are valid and in metres of MEASURE.

    parent_code: what the file names; None leaves it to the code's prefix.
    """

    code: str
    name: str
    parent_code: str | None
    polygon: shapely.MultiPolygon
    anchor: shapely.Point


@dataclass(frozen=True)
class AreaBatch:
    """Rows of one level, each code once, and the local day their boundaries hold from."""

    level: Level
    rows: Sequence[AreaRow]
    valid_from: date


@dataclass(frozen=True)
class StoredAreas:
    """Positions of the rows by what became of them, and how many areas below found their parent here."""

    created: list[int]
    updated: list[int]
    unchanged: list[int]
    drafts: list[int]
    children_linked: int


@transaction.atomic
def store_areas(batch: AreaBatch, run: ImportRun) -> StoredAreas:
    """What became of each row. Events and service points under new boundaries in force are placed anew."""
    areas, new, changed = _store_identities(batch, run)
    outlined, drafts = _store_outlines(batch, areas, run)
    published = outlined - drafts
    if published:
        place_again(rows("read_run_extent", run=run.pk)[0]["box"], batch.valid_from)
    everything = set(range(len(batch.rows)))
    created = new | published
    updated = (changed | outlined) - created
    return StoredAreas(
        sorted(created),
        sorted(updated),
        sorted(everything - created - updated),
        sorted(drafts),
        _link_children(batch.level),
    )


def _store_identities(batch: AreaBatch, run: ImportRun) -> tuple[dict[str, Area], set[int], set[int]]:
    """Areas by code, and the positions of rows whose area is new and whose name or parent changed."""
    codes = [row.code for row in batch.rows]
    areas = {area.code: area for area in Area.objects.filter(level=batch.level, code__in=codes)}
    parents = _parent_ids(batch)
    new = {place for place, row in enumerate(batch.rows) if row.code not in areas}
    changed = set()
    for place, row in enumerate(batch.rows):
        parent_id = parents.get(row.parent_code or _prefix(batch.level, row.code))
        area = areas.setdefault(
            row.code, Area(level=batch.level.value, code=row.code, kind=kind_of_name(batch.level, row.name))
        )
        if (area.name, area.parent_id) != (row.name, parent_id or area.parent_id) and place not in new:
            changed.add(place)
        area.name, area.parent_id = row.name, parent_id or area.parent_id
    known = [areas[codes[place]] for place in sorted(changed)]
    befores = row_texts(Area, [area.pk for area in known], _AREA_COLUMNS)
    for place in new | changed:
        areas[codes[place]].run = run
    made = Area.objects.bulk_create([areas[codes[place]] for place in sorted(new)])
    Area.objects.bulk_update(known, ["name", "parent", "run"])
    note_changes(Area, len(made), _AREA_COLUMNS, befores, run)
    return areas, new, changed


def _prefix(level: Level, code: str) -> str:
    above = parent_level(level)
    return code[: CODE_LENGTH[above]] if above else ""


def _parent_ids(batch: AreaBatch) -> dict[str, int]:
    above = parent_level(batch.level)
    if above is None:
        return {}
    codes = {row.parent_code or _prefix(batch.level, row.code) for row in batch.rows}
    return dict(Area.objects.filter(level=above, code__in=codes).values_list("code", "id"))


def _store_outlines(batch: AreaBatch, areas: dict[str, Area], run: ImportRun) -> tuple[set[int], set[int]]:
    """Positions of rows that got a new outline, and of those among them whose outline is a draft."""
    stored = list(
        BoundaryVersion.objects.filter(area__level=batch.level).select_related("area").order_by("valid")
    )
    published = {version.area.code: version for version in stored if version.status == "published"}
    drafts = {
        version.area.code: version for version in stored if version.status == "draft" and version.run_id
    }
    befores = row_texts(BoundaryVersion, [version.pk for version in drafts.values()], _OUTLINE_COLUMNS)
    made = 0
    in_force = _Cover([_shape(version) for version in published.values()])
    outlined, as_draft = set(), set()
    for place, row in enumerate(batch.rows):
        known = [versions[row.code] for versions in (published, drafts) if row.code in versions]
        if any(same_outline(_shape(version), row.polygon) for version in known):
            continue
        outlined.add(place)
        if row.code in published or in_force.share_of(row.polygon) > OVERLAP_SHARE:
            as_draft.add(place)
        version = drafts.get(row.code) or BoundaryVersion(area=areas[row.code])
        made += version.pk is None
        version.status = "draft" if place in as_draft else "published"
        _save_outline(version, row, batch.valid_from, run)
    renewed = {
        str(drafts[batch.rows[place].code].pk) for place in outlined if batch.rows[place].code in drafts
    }
    changed = {key: told for key, told in befores.items() if key in renewed}
    note_changes(BoundaryVersion, made, _OUTLINE_COLUMNS, changed, run)
    return outlined, as_draft


def _save_outline(version: BoundaryVersion, row: AreaRow, valid_from: date, run: ImportRun) -> None:
    version.valid = (valid_from, None)
    version.geom = GEOSGeometry(memoryview(shapely.to_wkb(row.polygon)), srid=MEASURE)
    version.anchor = GEOSGeometry(memoryview(shapely.to_wkb(row.anchor)), srid=MEASURE)
    version.run = run
    version.save()


class _Cover:
    """The ground that boundaries in force take."""

    def __init__(self, polygons: list[shapely.MultiPolygon]) -> None:
        self._polygons = np.array(polygons, dtype=object)
        self._tree = shapely.STRtree(self._polygons)

    def share_of(self, polygon: shapely.MultiPolygon) -> float:
        """How much of a polygon lies on that ground (0..1)."""
        near = self._polygons[self._tree.query(polygon, predicate="intersects")]
        return float(shapely.area(shapely.intersection(near, polygon)).sum()) / polygon.area


def _shape(version: BoundaryVersion) -> shapely.MultiPolygon:
    return shapely.from_wkb(bytes(version.geom.wkb))


def same_outline(one: shapely.MultiPolygon, other: shapely.MultiPolygon) -> bool:
    """Whether two outlines are the same to SAME_M, wherever each begins."""
    return bool(shapely.equals_exact(shapely.normalize(one), shapely.normalize(other), SAME_M))


def _link_children(level: Level) -> int:
    """How many areas of the level below, loaded before their parents, found them by code (2 statements)."""
    below = child_level(level)
    if below is None:
        return 0
    parents = Area.objects.filter(level=level, code=Substr(OuterRef("code"), 1, CODE_LENGTH[level]))
    orphans = Area.objects.filter(Exists(parents), level=below, parent=None)
    return orphans.update(parent_id=Subquery(parents.values("id")[:1]))

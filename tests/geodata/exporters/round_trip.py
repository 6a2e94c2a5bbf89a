"""Out to a file and back in again, and what a kind holds before and after."""

from pathlib import Path
from typing import Any

import shapely
from django.db.models import Model

from geodata.crs import LONLAT
from geodata.exporters.options import ExportOptions
from geodata.exporters.run import ExportReport, run_export
from geodata.importers.kinds import KINDS as IMPORTED
from geodata.importers.kinds import import_file
from geodata.importers.options import ImportOptions
from geodata.importers.report import Report
from geodata.models import PartyBranch, Staff
from geodata.queries.export_rows import Asked
from geodata.rules.datums import Datum
from geodata.rules.export_kinds import ENDINGS, Format
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level
from geodata.rules.viewer import Role, Viewer

from .full_district import FIELDS

ADMIN = Viewer(Role.DISTRICT_ADMIN)


def export(folder: Path, kind: KindName, form: Format, **options: Any) -> ExportReport:
    """The report of an export to a new file of a folder."""
    asked = options.pop("asked", None) or Asked(level=Level.GRID if kind is KindName.AREAS else None)
    return run_export(ADMIN, kind, ExportOptions(folder / f"{kind}{ENDINGS[form]}", asked=asked, **options))


def bring_back(report: ExportReport) -> Report:
    """The report of importing what was exported, told what a person would be told."""
    told: dict[str, Any] = {}
    if report.to.srid != LONLAT:
        told["srid"] = report.to.srid
    if report.to.datum is not Datum.WGS84 and report.format is not Format.GEOJSON:
        told["datum"] = report.to.datum
    level = Level.GRID if report.kind is KindName.AREAS else None
    return import_file(report.kind, ImportOptions(report.path, commit=True, level=level, **told))


def held(kind: KindName) -> dict[str, Any]:
    """What the database holds of a kind, by key: the fields files can hold, areas served, the shape in metres."""
    model: type[Model] = IMPORTED[kind].model
    names = FIELDS[kind]
    found = {}
    for row in model._default_manager.all():
        values = dict(
            zip(names, model._default_manager.filter(pk=row.pk).values_list(*names).get(), strict=True)
        )
        if isinstance(row, Staff | PartyBranch):
            values["areas"] = sorted(row.areas.values_list("code", flat=True))
        if getattr(row, "geom", None) is not None and not IMPORTED[kind].placeless:
            values["shape"] = shapely.from_wkb(bytes(row.geom.wkb))
        key = f"{row.building.external_key}:{row.door}" if kind is KindName.DWELLINGS else row.external_key  # type: ignore[attr-defined]
        found[str(key)] = values
    return found


def assert_same(before: dict[str, Any], after: dict[str, Any], within_m: float = 0.01) -> None:
    """The same rows with the same values, and shapes that differ nowhere by more."""
    assert after.keys() == before.keys()
    for key, values in before.items():
        mine, yours = values.pop("shape", None), after[key].pop("shape", None)
        assert after[key] == values, key
        assert (mine is None) == (yours is None), key
        if mine is not None:
            assert shapely.hausdorff_distance(mine, yours) <= within_m, key
            assert abs(mine.area - yours.area) <= within_m * max(1.0, mine.length), key

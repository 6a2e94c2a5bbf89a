"""Which kinds of data can be exported, in which formats, and by whom."""

from enum import StrEnum

from .import_kinds import KindName, may_import
from .viewer import Viewer

# An extract is many kinds at once, and people in care leave the vault in no file.
NEVER = frozenset({KindName.OSM, KindName.CARE})
EXPORTED = tuple(kind for kind in KindName if kind not in NEVER)


class Format(StrEnum):
    """The formats of exported files."""

    GEOJSON = "geojson"
    GPKG = "gpkg"
    SHAPEFILE = "shapefile"
    CSV = "csv"
    XLSX = "xlsx"


FORMAT_NAMES = {
    Format.GEOJSON: "GeoJSON",
    Format.GPKG: "GeoPackage",
    Format.SHAPEFILE: "Shapefile (zip)",
    Format.CSV: "CSV",
    Format.XLSX: "Excel (xlsx)",
}
ENDINGS = {
    Format.GEOJSON: ".geojson",
    Format.GPKG: ".gpkg",
    Format.SHAPEFILE: ".zip",
    Format.CSV: ".csv",
    Format.XLSX: ".xlsx",
}
_BY_ENDING = {ending: format_ for format_, ending in ENDINGS.items()} | {".json": Format.GEOJSON}


def format_of_name(name: str) -> Format | None:
    """The format that a file name's ending stands for; None where it stands for none.

    >>> format_of_name("楼栋.GPKG"), format_of_name("a.json"), format_of_name("a.shp")
    (<Format.GPKG: 'gpkg'>, <Format.GEOJSON: 'geojson'>, None)
    """
    lower = name.lower()
    return next((format_ for ending, format_ in _BY_ENDING.items() if lower.endswith(ending)), None)


def may_export(viewer: Viewer, kind: str) -> bool:
    """Whether the viewer may take files of this kind out: who may bring them in, care and extracts excepted.

    >>> from .viewer import Role
    >>> may_export(Viewer(Role.PLANNER), "areas"), may_export(Viewer(Role.DISTRICT_ADMIN), "care")
    (True, False)
    """
    return kind in EXPORTED and may_import(viewer, kind)


def exports_for(viewer: Viewer) -> list[KindName]:
    """The kinds the viewer may export, in loading order.

    >>> from .viewer import Role
    >>> exports_for(Viewer(Role.PLANNER)), len(exports_for(Viewer(Role.DISTRICT_ADMIN)))
    ([<KindName.AREAS: 'areas'>], 15)
    """
    return [kind for kind in EXPORTED if may_export(viewer, kind)]

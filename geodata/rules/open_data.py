"""What everyone may download as a file: which data, which columns, under which terms."""

from dataclasses import dataclass

from .export_kinds import Format
from .import_kinds import KindName
from .levels import Level

# The terms of open government data that need no question back: use freely, name the source and the date.
LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
OPEN_FORMATS = (Format.GEOJSON, Format.CSV)

_AREA_COLUMNS = ("code", "name", "parent", "name_en", "level", "valid_from")


@dataclass(frozen=True)
class OpenSet:
    """A file: its name, titles, and the only columns that stand in it; level: of areas."""

    name: str
    title: str
    title_en: str
    kind: KindName
    columns: tuple[str, ...]
    level: Level | None = None


OPEN_SETS = {
    one.name: one
    for one in (
        OpenSet(
            "service_points",
            "服务点",
            "Service points",
            KindName.SERVICE_POINTS,
            (
                "id", "name", "name_en", "address", "phone", "category", "opening_hours", "accessibility", "checked_on",
                "area_code",
            ),
        ),
        OpenSet("districts", "区界", "District", KindName.AREAS, _AREA_COLUMNS, Level.DISTRICT),
        OpenSet("subdistricts", "街道边界", "Subdistricts", KindName.AREAS, _AREA_COLUMNS, Level.SUBDISTRICT),
        OpenSet("communities", "社区边界", "Communities", KindName.AREAS, _AREA_COLUMNS, Level.COMMUNITY),
        OpenSet("grids", "网格边界", "Grids", KindName.AREAS, _AREA_COLUMNS, Level.GRID),
    )
}  # fmt: skip

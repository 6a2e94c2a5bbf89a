"""The kinds that can be imported, listed by hand: name → how a file of it is imported."""

from collections.abc import Callable
from functools import partial

from geodata.errors import ImportRefused
from geodata.rules.import_kinds import KindName

from .catalogue.areas import import_areas
from .catalogue.buildings import BUILDINGS
from .catalogue.events import EVENTS
from .catalogue.ground import LANDCOVER, ROADS, WATER
from .catalogue.homes import DWELLINGS, HOUSEHOLD_COUNTS
from .catalogue.osm import import_osm
from .catalogue.people import PARTNERS, PARTY_BRANCHES, STAFF
from .catalogue.places import BUSINESSES, DEVICES, RESOURCES, SERVICE_POINTS
from .kind import Kind
from .options import ImportOptions
from .report import Report
from .run import Progress, run_import, silent

Importer = Callable[[ImportOptions, Progress], Report]

KINDS: dict[KindName, Kind] = {
    kind.name: kind
    for kind in (
        ROADS,
        WATER,
        LANDCOVER,
        BUILDINGS,
        DWELLINGS,
        HOUSEHOLD_COUNTS,
        SERVICE_POINTS,
        STAFF,
        EVENTS,
        BUSINESSES,
        RESOURCES,
        DEVICES,
        PARTY_BRANCHES,
        PARTNERS,
    )
}


def refuse_care(options: ImportOptions, progress: Progress = silent) -> Report:
    """Raises ImportRefused: people in care are not taken before there is a vault for who they are."""
    raise ImportRefused(
        "关爱对象含敏感个人信息，加密库启用之前不接收。没有读取文件，也没有保存任何内容。",
        "people in care are sensitive personal data and are not taken before the encrypted vault exists; the file "
        "was not read and nothing was kept.",
    )


IMPORTERS: dict[KindName, Importer] = {
    KindName.AREAS: import_areas,
    KindName.OSM: import_osm,
    KindName.CARE: refuse_care,
    **{name: partial(run_import, kind) for name, kind in KINDS.items()},
}


def import_file(kind: KindName, options: ImportOptions, progress: Progress = silent) -> Report:
    """The report of an import of one file; written only with options.commit.

    Raises ImportRefused where the file or its options cannot be used as a whole.
    """
    return IMPORTERS[kind](options, progress)

"""GeoPackage: one layer, or one table of attributes for rows without a place."""

from pathlib import Path

from geodata.exporters.kind import Shape
from geodata.exporters.table import Table

from .ogr_layer import append_rows


def write_gpkg(path: Path, table: Table) -> None:
    """Write the rows as one layer; its description and metadata tell what the places refer to."""
    options = {
        "driver": "GPKG",
        "layer": table.name,
        "layer_metadata": {"DATUM": str(table.to.datum), "ABOUT": table.about_text()},
        "DESCRIPTION": " ".join(table.about_text().split("\n")),
        "IDENTIFIER": table.name,
        "SPATIAL_INDEX": "NO" if table.shape is Shape.NONE else "YES",
    }
    append_rows(path, table, [one.name for one in table.columns], options)

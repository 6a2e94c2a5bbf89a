"""Geometry columns: stored in the measuring CRS, with the web projection generated beside it."""

from django.contrib.gis.db import models
from django.contrib.gis.db.models.functions import Transform
from django.contrib.postgres.indexes import GistIndex
from django.db.models import CheckConstraint, Func

from geodata.crs import MEASURE, WEB


class IsValid(Func):
    """ST_IsValid as a condition of a database constraint."""

    function = "ST_IsValid"
    output_field = models.BooleanField()


def stored(field: type[models.GeometryField], **options: object) -> models.GeometryField:
    """A geometry column in metres of MEASURE with its own GiST index."""
    return field(srid=MEASURE, **options)  # type: ignore[arg-type]


def web_of(field: type[models.GeometryField], column: str = "geom") -> models.GeneratedField:
    """The EPSG:3857 twin of a stored column, for tiles only; its index comes from web_index."""
    return models.GeneratedField(
        expression=Transform(column, WEB), output_field=field(srid=WEB, spatial_index=False), db_persist=True
    )


def web_index(table: str, column: str = "web") -> GistIndex:
    """The GiST index a generated column does not get by itself."""
    return GistIndex(fields=[column], name=f"{table}_{column}_gist")


def valid_geometry(table: str, column: str = "geom") -> CheckConstraint:
    """The promise that no invalid geometry is ever stored."""
    return CheckConstraint(condition=IsValid(column), name=f"{table}_{column}_valid")

"""Deployment checks: the database must measure in the CRS this process computes in."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from geodata.crs import MEASURE

_STORED_SRID = "SELECT srid FROM geometry_columns WHERE f_table_name = %s AND f_geometry_column = %s"


@register(Tags.database)
def measuring_crs_matches(databases: list[str] | None = None, **_: Any) -> list[CheckMessage]:
    """E001 when the database was made with another measuring CRS than this process uses."""
    messages: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute(_STORED_SRID, ["geodata_building", "geom"])
            found = cursor.fetchone()
        if found and found[0] not in {0, MEASURE}:
            messages.append(_mismatch(found[0]))
    return messages


def _mismatch(stored: int) -> Error:
    """The message that names both systems and the way out."""
    return Error(
        f"数据库以 EPSG:{stored} 计量，程序按 EPSG:{MEASURE} 运行。/ "
        f"The database measures in EPSG:{stored}, this process in EPSG:{MEASURE}.",
        hint=f"设置 MEASURE_SRID={stored} 后再启动。/ Start with MEASURE_SRID={stored}.",
        id="webmap.E001",
    )

"""Deployment checks: the database must measure in the CRS this process computes in."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from geodata.crs import MEASURE
from geodata.queries.readiness import stored_srid


@register(Tags.database)
def measuring_crs_matches(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """E001 when the database was made with another measuring CRS than this process uses."""
    stored = stored_srid() if databases and "default" in databases else None
    return [_mismatch(stored)] if stored not in {None, MEASURE} else []


def _mismatch(stored: int | None) -> Error:
    """The message that names both systems and the way out."""
    return Error(
        f"数据库以 EPSG:{stored} 计量，程序按 EPSG:{MEASURE} 运行。/ "
        f"The database measures in EPSG:{stored}, this process in EPSG:{MEASURE}.",
        hint=f"设置 MEASURE_SRID={stored} 后再启动。/ Start with MEASURE_SRID={stored}.",
        id="webmap.E001",
    )

"""The three coordinate systems of the product, named once, and the choice of the measuring one.

Geometry is stored in MEASURE (metres); LONLAT and WEB exist only as generated columns or on the wire.
CGCS2000 (EPSG:4490) equals WGS 84 at the precision of this product, so both are spoken of as LONLAT.
"""

import json
import os
from pathlib import Path

LONLAT = 4326
WEB = 3857
DEFAULT_MEASURE = 4543
CHINA_LONGITUDES = (73.5, 136.5)
_CGCS2000_3_DEGREE_CM75 = 4534
_LOCAL = Path(__file__).resolve().parent.parent / ".local" / "databases"


def srid_for_longitude(longitude: float) -> int:
    """The metric SRID a place at this longitude (degrees east, WGS 84, northern hemisphere) measures in.

    CGCS2000 3-degree Gauss-Kruger by central meridian (EPSG:4534-4554) inside China, UTM north elsewhere.

    >>> srid_for_longitude(102.7), srid_for_longitude(118.8), srid_for_longitude(-95.4)
    (4543, 4549, 32615)
    """
    if not -180 <= longitude <= 180:
        raise ValueError(f"longitude {longitude} is outside -180..180")
    if CHINA_LONGITUDES[0] <= longitude < CHINA_LONGITUDES[1]:
        return _CGCS2000_3_DEGREE_CM75 + round((longitude - 75) / 3)
    return 32600 + min(60, int((longitude + 180) // 6) + 1)


def central_meridian(srid: int) -> float:
    """The central meridian (degrees east) of a measuring SRID this product can choose."""
    if _CGCS2000_3_DEGREE_CM75 <= srid <= _CGCS2000_3_DEGREE_CM75 + 20:
        return 75.0 + 3 * (srid - _CGCS2000_3_DEGREE_CM75)
    if 32601 <= srid <= 32660:
        return -183.0 + 6 * (srid - 32600)
    raise ValueError(f"EPSG:{srid} is not a measuring CRS (accepted: EPSG:4534-4554, EPSG:32601-32660)")


def _chosen_srid() -> int:
    """The measuring SRID of this process: environment, else what the database was made with, else 4543."""
    named = os.environ.get("MEASURE_SRID")
    if named:
        return int(named)
    note = _LOCAL / f"{os.environ.get('DB_NAME') or 'gridatlas'}.json"
    if not os.environ.get("DATABASE_URL") and note.is_file():
        return int(json.loads(note.read_text(encoding="utf-8"))["measure_srid"])
    return DEFAULT_MEASURE


MEASURE = _chosen_srid()
central_meridian(MEASURE)

"""Data versions: the ETags of tiles, taken from counters that writes raise."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from geodata.rules.viewer import Viewer

from .base import Layer
from .sql import run, statement


@cache
def code_version() -> str:
    """A digest of this package's declarations and SQL: new code never answers with old tiles."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in {".py", ".sql"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def data_version(layer: Layer) -> str:
    """The combined version of the kinds a layer draws, e.g. '12' or '12.3' (1 statement)."""
    return data_versions([layer])[layer.name]


def data_versions(layers: Iterable[Layer]) -> dict[str, str]:
    """The data version of each layer by its name (1 statement)."""
    listed = list(layers)
    kinds = sorted({kind for layer in listed for kind in layer.kinds})
    found = dict(run(statement("list_data_versions"), {"kinds": kinds}))
    return {layer.name: ".".join(str(found.get(kind, 0)) for kind in layer.kinds) for layer in listed}


def privilege_class(layer: Layer, viewer: Viewer) -> str:
    """Viewers of one class get the same bytes: everyone for public layers, else role and reach."""
    if layer.public:
        return "public"
    reach = ",".join(map(str, viewer.area_scope)) if viewer.area_scope is not None else "all"
    return f"{viewer.role}|{reach}|{viewer.department_id}"


def etag(layer: Layer, viewer: Viewer, today: date, query: Mapping[str, Any], address: str) -> str:
    """A strong ETag from the data version, the code, the day, who may look, and what was asked."""
    asked = "&".join(f"{name}={value}" for name, value in sorted(query.items()))
    parts = (
        code_version(), data_version(layer), today.isoformat(), privilege_class(layer, viewer), address, asked,
    )  # fmt: skip
    return '"' + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24] + '"'

"""Data versions, counters that writes raise: what answers other than tiles take their ETags from."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from geodata.rules.viewer import Viewer

from .base import Layer
from .layer_set import LayerSet
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
    found = {kind: version for kind, version, _ in run(statement("list_data_versions"), {"kinds": kinds})}
    return {layer.name: ".".join(str(found.get(kind, 0)) for kind in layer.kinds) for layer in listed}


def version_marks(kinds: Iterable[str]) -> tuple[str, ...]:
    """What each kind stands at, as a word that never comes back (1 statement)."""
    listed = list(kinds)
    found = {kind: mark for kind, _, mark in run(statement("list_data_versions"), {"kinds": listed})}
    return tuple(found.get(kind, "") for kind in listed)


def privilege_class(layer: Layer, viewer: Viewer) -> str:
    """Viewers of one class get the same bytes: everyone for public layers, else role and reach."""
    return LayerSet((layer,)).privilege(viewer)


def etag(layer: Layer, viewer: Viewer, today: date, query: Mapping[str, Any], address: str) -> str:
    """A strong ETag from the data version, the code, the day, who may look, and what was asked."""
    asked = "&".join(f"{name}={value}" for name, value in sorted(query.items()))
    parts = (
        code_version(), data_version(layer), today.isoformat(), privilege_class(layer, viewer), address, asked,
    )  # fmt: skip
    return '"' + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24] + '"'

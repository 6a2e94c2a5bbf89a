"""Write the walking network and where buildings meet it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import shapely
from django.db import models

from geodata.actions.copy_text import copy_lines
from geodata.analysis.walking_edges import WalkNetwork
from geodata.analysis.walking_graph import edge_seconds
from geodata.analysis.walking_snap import Snaps
from geodata.crs import MEASURE
from geodata.models import WalkAccess, WalkEdge, WalkMade
from geodata.queries.walking_source import Ints
from geodata.rules.walking import Pace
from geodata.sql import copy_into


def store_network(network: WalkNetwork, road_id: Ints) -> None:
    """Replace the stored network; road_id: the road's id by row of the lines the network was made from."""
    WalkEdge.objects.all().delete()
    roads = [int(road_id[row]) if row >= 0 else None for row in network.row.tolist()]
    shapes = shapely.to_wkb(shapely.set_srid(network.lines(), MEASURE), hex=True, include_srid=True)
    columns: dict[str, Sequence[Any]] = {
        "id": range(len(roads)),
        "from_node": network.start.tolist(),
        "to_node": network.end.tolist(),
        "road_id": roads,
        "length_m": network.length.tolist(),
        "stairs": network.stairs.tolist(),
        "slope": network.slope.tolist(),
        "adult_s": edge_seconds(network, Pace.ADULT).tolist(),
        "elderly_s": edge_seconds(network, Pace.ELDERLY).tolist(),
        "geom": list(shapes),
    }
    _copy(WalkEdge, columns)


def store_access(building_id: Ints, snaps: Snaps) -> None:
    """Replace where buildings meet the network; metres are kept to the millimetre."""
    WalkAccess.objects.all().delete()
    columns = {
        "building_id": building_id.tolist(),
        "edge": [edge if edge >= 0 else None for edge in snaps.edge.tolist()],
        "along_m": snaps.along.round(3).tolist(),
        "off_m": snaps.off.round(3).tolist(),
        "blocked": snaps.blocked.tolist(),
    }
    _copy(WalkAccess, columns)


def note_made(part: str, now: datetime, made_from: Mapping[str, Any], figures: Mapping[str, Any]) -> None:
    """Note when a part was made and from what."""
    WalkMade.objects.update_or_create(
        part=part, defaults={"made_from": dict(made_from), "made_at": now, "figures": dict(figures)}
    )


def _copy(model: type[models.Model], columns: Mapping[str, Sequence[Any]]) -> None:
    copy_into(model._meta.db_table, list(columns), copy_lines(columns.values()))

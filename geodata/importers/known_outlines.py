"""Features without a code that are areas already, known again by their outline."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from geodata.actions.store_areas import same_outline
from geodata.queries.boundaries import Outline, outlines_of_level
from geodata.rules.levels import Level

from .area_codes import Drawn


def with_known_codes(
    drawn: Drawn, level: Level, shapes: Sequence[shapely.MultiPolygon] | None = None
) -> Drawn:
    """The drafts, those without a code named and coded as the area with just their outline (1 statement).

    Otherwise a file of grids that were numbered at its first import would be numbered again at its second.
    shapes: the outlines (MEASURE) to know them by where they are stored otherwise than drawn, as mended ones are.
    """
    open_places = [place for place, draft in enumerate(drawn.drafts) if not draft.code]
    if not open_places:
        return drawn
    settled = list(drawn.drafts)
    for place, known in _same(shapes or drawn.polygons, open_places, outlines_of_level(level)).items():
        settled[place] = replace(settled[place], code=known.code, name=settled[place].name or known.name)
    return Drawn(settled, drawn.polygons)


def _same(
    polygons: Sequence[shapely.MultiPolygon], places: Sequence[int], outlines: Sequence[Outline]
) -> dict[int, Outline]:
    """The first outline, by code, that each place's polygon is the same as; each outline is taken once."""
    found: dict[int, Outline] = {}
    taken: set[str] = set()
    tree = shapely.STRtree(np.array([one.polygon for one in outlines], dtype=object))
    for place in places:
        for near in sorted(tree.query(polygons[place]).tolist()):
            one = outlines[near]
            if one.code not in taken and same_outline(one.polygon, polygons[place]):
                found[place] = one
                taken.add(one.code)
                break
    return found

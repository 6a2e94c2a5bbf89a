"""What the map of the coverage desk is coloured by: minutes of every lived-in building, in cells and one by one."""

from django.http import HttpRequest, HttpResponse

from geodata.queries.walking import walk_state
from geodata.queries.walking_coverage import COVERAGE_ROLES
from geodata.queries.walking_minutes import CELL_ZOOM, NOT_REACHED, home_minutes
from webmap.access import audience, viewer_of
from webmap.counting import few_at_once

from .coverage_ask import read_below, read_one_kind
from .nearby_ask import asked
from .walking_answer import json_answer, local_text, reads_only


@reads_only
@audience(*COVERAGE_ROLES)
@few_at_once
def homes(request: HttpRequest) -> HttpResponse:
    """Whole minutes to the nearest point of a category at both paces.

    cells: x and y in tiles of zoom z, n buildings in each; then the buildings in that order: id of the map's tiles,
    adult, elderly. No people are told.
    """
    query = asked(request)
    kind = read_one_kind(query)
    found = home_minutes(viewer_of(request), kind, read_below(query))
    state = walk_state()
    return json_answer(
        {
            "category": kind,
            "z": CELL_ZOOM,
            "x": found.x.tolist(),
            "y": found.y.tolist(),
            "n": found.number.tolist(),
            "id": found.id.tolist(),
            "adult": found.adult.tolist(),
            "elderly": found.elderly.tolist(),
            "not_reached": NOT_REACHED,
            "as_of": local_text(state.nearest_at),
            "current": state.current,
        }
    )

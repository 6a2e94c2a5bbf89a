"""`python -m tests.bench.walking_recompute`: time the nearest points of all buildings; prints JSON of seconds.

A process of its own, started as the product's programs are. search: all kinds at both paces; stored: the same with
reading and writing the table after every point of every kind has changed its place in the list.
"""

import json
from time import process_time

import django

django.setup()

from django.utils import timezone  # noqa: E402

from geodata.actions.refresh_walking import refresh_walking, stored_access  # noqa: E402
from geodata.analysis.walking_nearest import nearest_targets  # noqa: E402
from geodata.models import WalkMade  # noqa: E402
from geodata.queries.walking import kept_points, kept_walking, walk_state  # noqa: E402
from geodata.rules.walking import Pace  # noqa: E402

RUNS = 3


def search() -> float:
    """CPU seconds for the nearest point of every kind for every building at both paces, nothing read or written."""
    state = walk_state()
    walking = kept_walking(state)
    assert walking is not None
    points, buildings = kept_points(walking, state), stored_access()
    began = process_time()
    for kind in sorted(set(points.kind.tolist())):
        for pace in Pace:
            nearest_targets(walking.paced[pace], buildings.snaps, points.snaps.take(points.kind == kind))
    return process_time() - began


def stored() -> float:
    """Seconds for a refresh that looks for every kind again."""
    WalkMade.objects.filter(part__startswith="nearest:").update(made_from={})
    WalkMade.objects.filter(part="nearest").update(made_from={**walk_state().versions, "service_points": -1})
    return refresh_walking(timezone.now()).seconds


refresh_walking(timezone.now())
print(
    json.dumps({"search": min(search() for _ in range(RUNS)), "stored": min(stored() for _ in range(RUNS))})
)

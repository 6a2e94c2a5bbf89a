"""Plain records: areas, people, places, what departments promised to share, and the imports there were."""

from . import (  # noqa: F401
    areas,
    buildings,
    businesses,
    categories,
    data_feeds,
    departments,
    devices,
    dwellings,
    import_runs,
    partners,
    party_branches,
    place_aliases,
    resources,
    service_points,
    staff,
)

"""How precisely each role sees people in care; roles that are missing see nothing."""

from enum import StrEnum

from .viewer import Role


class Precision(StrEnum):
    """The finest thing a role sees on the care map."""

    GRID_COUNTS = "grid_counts"
    GRID_LOADS = "grid_loads"
    COMMUNITY_COUNTS = "community_counts"
    BUILDING = "building"


# The smallest count a planner may see: cells of five and more.
# Source: the role matrix of the care plan.
PLANNER_MINIMUM = 5

# Source: the role matrix of the care plan (who sees what); handler and auditor see no care place at all.
PRECISION = {
    Role.OPERATOR: Precision.GRID_COUNTS,
    Role.PLANNER: Precision.GRID_LOADS,
    Role.GRID_WORKER: Precision.BUILDING,
    Role.COMMUNITY_HEAD: Precision.BUILDING,
    Role.SUBDISTRICT_HEAD: Precision.COMMUNITY_COUNTS,
    Role.DISTRICT_ADMIN: Precision.COMMUNITY_COUNTS,
}

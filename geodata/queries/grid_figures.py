"""The figures behind the type of every grid."""

from datetime import date

from geodata.rules.grid_types import (
    COMMERCIAL_USES,
    HOME_USES,
    OLD_BEFORE,
    RURAL_LAND,
    GridFigures,
)
from geodata.sql import rows


def grid_figures(day: date) -> dict[int, GridFigures]:
    """Figures by area id of all grids in force on a local day, summed from buildings and land cover (1 statement)."""
    found = rows(
        "list_grid_figures",
        day=day,
        rural_kinds=list(RURAL_LAND),
        old_before=OLD_BEFORE,
        commercial_uses=list(COMMERCIAL_USES),
        home_uses=list(HOME_USES),
    )
    return {
        row["area_id"]: GridFigures(
            land_m2=row["land_m2"],
            rural_land_m2=row["rural_land_m2"],
            households=int(row["households"]),
            old_households=int(row["old_households"]),
            floor_m2=row["floor_m2"],
            commercial_floor_m2=row["commercial_floor_m2"],
        )
        for row in found
    }

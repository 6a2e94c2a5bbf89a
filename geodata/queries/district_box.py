"""The box around the district, to notice places far outside it."""

from datetime import date

from geodata.sql import rows

Box = tuple[float, float, float, float]


def district_box(day: date) -> Box | None:
    """x_min, y_min, x_max, y_max in metres of MEASURE around all areas in force on a day; None without any (1 statement)."""
    (row,) = rows("read_district_box", day=day)
    return None if row["x_min"] is None else (row["x_min"], row["y_min"], row["x_max"], row["y_max"])

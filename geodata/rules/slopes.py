"""How steep a road is, read from what maps and tables write."""

import re
from math import radians, tan

# Steeper than this nothing is walked that is not stairs; a steeper figure is a typing error.
STEEPEST_TOLD = 1.0
_FORM = re.compile(r"([+-]?\d{1,3}(?:[.,]\d{1,4})?)\s*(%|％|°|度|deg)?", re.ASCII)


def slope_of(text: str) -> float | None:
    """Rise over run, its sign dropped; None where no figure is told (empty, up, down) or none is meant.

    Parameters: text such as 8%, -8 %, 5° or 8; a bare number is a percentage.
    Source: the OpenStreetMap wiki's page Key:incline (percent or degrees; up and down tell no steepness).

    >>> slope_of("-8 %"), slope_of("8"), round(slope_of("5°"), 4), slope_of("up"), slope_of("900%")
    (0.08, 0.08, 0.0875, None, None)
    """
    found = _FORM.fullmatch(text.strip())
    if found is None:
        return None
    figure = abs(float(found[1].replace(",", ".")))
    in_degrees = found[2] in ("°", "度", "deg")
    steep = tan(radians(min(figure, 89.0))) if in_degrees else figure / 100.0
    return round(steep, 4) if steep <= STEEPEST_TOLD else None

"""Lines with class and name before noding, and the ranks and widths of the classes."""

from dataclasses import dataclass, field

import numpy as np
import shapely

# Best rank wins where two lines lie on each other. `river`, `border` and `street` exist only in the generator:
# a street is the wide kind of local road.
CLASS_RANK = {
    "river": 0,
    "rail": 1,
    "expressway": 2,
    "arterial": 3,
    "secondary": 4,
    "street": 5,
    "local": 6,
    "lane": 7,
    "path": 8,
    "border": 9,
}
HALF_WIDTH_M = {
    "river": 0.0,
    "rail": 11.0,
    "expressway": 24.0,
    "arterial": 19.0,
    "secondary": 17.0,
    "street": 7.5,
    "local": 4.8,
    "lane": 3.2,
    "path": 1.6,
    "border": 0.0,
}


@dataclass
class Linework:
    """Growing collection of classed, named lines."""

    lines: list = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def add(self, points, road_class: str, name: str = "") -> None:
        """Takes points (n, 2) or a shapely line; empty ones are left out, parts are taken one by one."""
        line = points if isinstance(points, shapely.Geometry) else shapely.linestrings(points)
        for part in shapely.get_parts(line):
            if part.length > 0.05:
                self.lines.append(part)
                self.classes.append(road_class)
                self.names.append(name)

    def extend(self, other: "Linework") -> None:
        """Takes all lines of another collection."""
        self.lines += other.lines
        self.classes += other.classes
        self.names += other.names

    def ranks(self) -> np.ndarray:
        """Rank of each line, (n,) int; lower is more important."""
        return np.array([CLASS_RANK[name] for name in self.classes])

    def of(self, *classes: str) -> list:
        """The lines of some classes."""
        return [line for line, name in zip(self.lines, self.classes, strict=True) if name in classes]

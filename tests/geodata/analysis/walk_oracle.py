"""Walks by networkx and brute force, made from the road lines themselves: shares no step with the product."""

from dataclasses import dataclass

import networkx as nx
import numpy as np
import shapely

SPEED = {"adult": 1.2, "elderly": 0.8}
STAIRS = {"adult": 0.61, "elderly": 0.61 * 0.8 / 1.2}


def junction(x: float, y: float) -> tuple[int, int]:
    """The name of a junction: its place to the centimetre."""
    return round(x * 100), round(y * 100)


@dataclass
class Oracle:
    """A multigraph of lines that are noded already, and brute-force snapping to them."""

    line: np.ndarray
    stairs: np.ndarray
    pace: str

    def __post_init__(self) -> None:
        self.speed = np.where(self.stairs, STAIRS[self.pace], SPEED[self.pace])
        self.length = shapely.length(self.line)
        self.ends = []
        self.graph = nx.MultiGraph()
        for line, length, speed in zip(self.line, self.length, self.speed, strict=True):
            a, b = junction(*line.coords[0]), junction(*line.coords[-1])
            self.ends.append((a, b))
            self.graph.add_edge(a, b, weight=length / speed)

    def snap(self, x: float, y: float) -> tuple[int, float, float]:
        """Nearest line, metres along it, metres off it."""
        point = shapely.Point(x, y)
        away = shapely.distance(self.line, point)
        nearest = int(np.argmin(away))
        return nearest, float(self.line[nearest].project(point)), float(away[nearest])

    def costs_from(self, place: tuple[int, float, float]) -> dict:
        """Seconds to every junction."""
        edge, along, off = place
        copy = self.graph
        a, b = self.ends[edge]
        copy.add_edge("place", a, weight=off / SPEED[self.pace] + along / self.speed[edge])
        copy.add_edge(
            "place", b, weight=off / SPEED[self.pace] + (self.length[edge] - along) / self.speed[edge]
        )
        found = nx.single_source_dijkstra_path_length(copy, "place")
        copy.remove_node("place")
        return found

    def seconds(self, costs: dict, start: tuple[int, float, float], end: tuple[int, float, float]) -> float:
        """Seconds from the start of costs_from to another place."""
        edge, along, off = end
        a, b = self.ends[edge]
        left, speed = self.length[edge] - along, self.speed[edge]
        ways = [
            costs.get(a, np.inf) + along / speed,
            costs.get(b, np.inf) + left / speed,
        ]
        if start[0] == edge:
            ways.append(start[2] / SPEED[self.pace] + abs(along - start[1]) / speed)
        return min(ways) + off / SPEED[self.pace]

"""Street blocks put together to subdistricts, communities and grids: METIS on the block graph."""

from dataclasses import dataclass

import numpy as np
import pymetis
import shapely
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components, shortest_path

from geodata.town.ground.plan import GRIDS_PER_COMMUNITY, TownPlan
from geodata.town.ground.shapes.topology import Edges

# Cost of parting two blocks per metre of shared edge: borders like rivers and main roads.
CUT_COST = {
    "river": 0.08,
    "rail": 0.08,
    "expressway": 0.08,
    "arterial": 0.10,
    "secondary": 0.15,
    "street": 0.7,
    "local": 0.8,
    "lane": 2.5,
    "path": 1.0,
    "border": 1.0,
}
IMBALANCE = 60  # METIS ufactor: parts may be 6 % heavier than the mean; each further try allows as much more
NODE_UNITS = 1_000_000
TRIES = 12
EVEN_ENOUGH = 0.3  # households of the smallest part over the mean; below, another try may do better
LEAST_HOMES = (20, 6, 1)  # blocks with households that a subdistrict, community, grid needs


@dataclass(frozen=True)
class Districting:
    """Subdistrict, community and grid of each street block, numbered 0 … n-1 over the town."""

    subdistrict: np.ndarray
    community: np.ndarray
    grid: np.ndarray


@dataclass(frozen=True)
class _Loads:
    coarse: np.ndarray  # weight of a block for subdistricts and communities
    fine: np.ndarray  # weight of a block for grids


def part_town(
    blocks: np.ndarray, edges: Edges, homes: np.ndarray, rural: np.ndarray, *, plan: TownPlan, seed: int
) -> Districting:
    """Nested contiguous parts of the block graph; every grid has households.

    homes are households per block; rural is True where a household weighs more, so that villages get grids too.
    """
    graph = _graph(edges, len(blocks))
    area = shapely.area(blocks)
    loads = _Loads(
        coarse=homes * np.where(rural, 3.0, 1.0) / homes.sum() + 0.10 * area / area.sum() + 1e-6,
        fine=homes * np.where(rural, 6.0, 1.0) / homes.sum() + 0.04 * area / area.sum() + 1e-6,
    )
    subdistricts, communities, grids = plan.subdistricts, plan.communities, GRIDS_PER_COMMUNITY
    everything = np.arange(len(blocks))
    subdistrict = _part(
        graph, everything, loads.coarse, homes, wanted=(subdistricts, LEAST_HOMES[0]), seed=seed
    )
    load = np.bincount(subdistrict, loads.coarse, subdistricts)
    community = np.zeros(len(blocks), int)
    first = 0
    for number, count in enumerate(_seats(load, communities, 3)):
        here = np.flatnonzero(subdistrict == number)
        community[here] = first + _part(
            graph, here, loads.coarse[here], homes[here], wanted=(count, LEAST_HOMES[1]), seed=seed + number
        )
        first += count
    grid = np.zeros(len(blocks), int)
    for number in range(communities):
        here = np.flatnonzero(community == number)
        grid[here] = number * grids + _part(
            graph, here, loads.fine[here], homes[here], wanted=(grids, LEAST_HOMES[2]), seed=seed + number
        )
    return Districting(subdistrict, community, grid)


def _graph(edges: Edges, count: int) -> csr_matrix:
    """Symmetric matrix of border costs between blocks, whole numbers of at least 1."""
    both = (edges.left >= 0) & (edges.right >= 0) & (edges.left != edges.right)
    cost = np.array([CUT_COST[name] for name in edges.road_class[both]]) * shapely.length(edges.line[both])
    left, right = edges.left[both], edges.right[both]
    matrix = coo_matrix((cost, (left, right)), shape=(count, count)).tocsr()
    matrix = matrix + matrix.T
    matrix.data = np.maximum(np.round(matrix.data * 10.0), 1.0)
    return matrix.astype(int)


def _seats(load: np.ndarray, total: int, least: int) -> np.ndarray:
    """Whole numbers of at least `least` that sum to total, in proportion to load."""
    spare = total - least * len(load)
    exact = np.maximum(load / load.sum() * total - least, 0.0)
    exact *= spare / max(exact.sum(), 1e-9)
    seats = np.floor(exact).astype(int)
    seats[np.argsort(-(exact - seats), kind="stable")[: spare - seats.sum()]] += 1
    return seats + least


def _part(
    graph: csr_matrix,
    nodes: np.ndarray,
    load: np.ndarray,
    homes: np.ndarray,
    *,
    wanted: tuple[int, int],
    seed: int,
) -> np.ndarray:
    """Part 0 … count-1 of each node: connected parts of about equal load.

    wanted = number of parts, and how many blocks with households each must have at least.
    """
    count, least = wanted
    part = graph[nodes][:, nodes]
    weight = np.maximum(np.round(load / load.sum() * NODE_UNITS), 1).astype(int)
    best, best_evenness = None, -1.0
    for attempt in range(TRIES):
        label = _connected(part, _metis(part, weight, count, seed, attempt), weight)
        if (np.bincount(label, homes > 0, count) < least).any():
            continue
        lived_in = np.bincount(label, homes, count)
        evenness = lived_in.min() / lived_in.mean()
        if evenness > best_evenness:
            best, best_evenness = label, evenness
        if evenness >= EVEN_ENOUGH:
            break
    return best if best is not None else _grown(part, weight, homes, count)


def _metis(graph: csr_matrix, weight: np.ndarray, count: int, seed: int, attempt: int) -> np.ndarray:
    """METIS labels of one attempt: another seed and more imbalance each time."""
    _, label = pymetis.part_graph(
        count,
        adjacency=pymetis.CSRAdjacency(graph.indptr.tolist(), graph.indices.tolist()),
        vweights=weight.tolist(),
        eweights=graph.data.tolist(),
        recursive=False,
        options=pymetis.Options(
            seed=(seed + 977 * attempt) % 2**31, contig=1, ufactor=IMBALANCE * (1 + attempt), ncuts=6
        ),
    )
    return np.array(label)


def _grown(graph: csr_matrix, weight: np.ndarray, homes: np.ndarray, count: int) -> np.ndarray:
    """Parts grown from lived-in blocks far from each other: what is left where METIS finds no answer."""
    steps = shortest_path(graph, unweighted=True, directed=False)
    lived_in = np.flatnonzero(homes > 0)
    if len(lived_in) < count:
        raise ValueError(f"{len(lived_in)} street blocks with households cannot make {count} parts")
    seeds = [int(lived_in[np.argmax(homes[lived_in])])]
    while len(seeds) < count:
        away = steps[seeds].min(axis=0)[lived_in]
        seeds.append(int(lived_in[np.argmax(away)]))
    label = np.full(len(weight), -1)
    label[seeds] = np.arange(count)
    load = weight[seeds].astype(float)
    while (label < 0).any():
        reach = np.stack([np.asarray(graph[label == part].sum(axis=0)).ravel() for part in range(count)])
        reach[:, label >= 0] = 0
        part = int(np.argmin(np.where(reach.any(axis=1), load, np.inf)))
        block = int(np.argmax(reach[part]))
        label[block] = part
        load[part] += weight[block]
    return label


def _connected(graph: csr_matrix, label: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Labels in which each part is one piece: smaller pieces go to the neighbour with the longest border."""
    for _ in range(4):
        rows, columns = graph.nonzero()
        same = label[rows] == label[columns]
        inner = coo_matrix((np.ones(same.sum()), (rows[same], columns[same])), shape=graph.shape)
        count, piece = connected_components(inner, directed=False)
        load = np.bincount(piece, weight, count)
        owner = np.zeros(count, int)
        owner[piece] = label
        order = np.lexsort((load, owner))
        largest = np.zeros(label.max() + 1, int)
        largest[owner[order]] = order
        stray = np.flatnonzero(largest[owner] != np.arange(count))
        if len(stray) == 0:
            return label
        label = label.copy()
        for number in stray:
            members = np.flatnonzero(piece == number)
            border = np.asarray(graph[members].sum(axis=0)).ravel()
            border[members] = 0
            label[members] = label[np.argmax(border)]
    return label

"""Which tiles stand still and which move when a change is heard of."""

import pytest

from geodata.queries.live_changes import Change
from layers.known_changes import KnownChanges, tiles_over
from layers.tile_grid import BUFFER, Tile

CELL = (3211, 1749)


@pytest.fixture
def known() -> KnownChanges:
    """A process that has heard everything up to change 10."""
    made = KnownChanges()
    made._begin = lambda last: None  # type: ignore[method-assign]
    made._last = 10
    return made


def shows(tile: Tile, x: float, y: float) -> bool:
    """Whether a tile draws a spot, in its margin too."""
    xmin, ymin, xmax, ymax = tile.bounds(BUFFER)
    return xmin <= x <= xmax and ymin <= y <= ymax


@pytest.mark.parametrize("zoom", range(13))
@pytest.mark.parametrize("cell", [CELL, (3200, 1728), (3199, 1727), (0, 0), (2048, 2047)], ids=str)
def test_every_tile_that_draws_a_spot_of_a_cell_is_among_those_touched(
    zoom: int, cell: tuple[int, int]
) -> None:
    west, south, east, north = Tile(12, *cell).bounds()
    touched = {(x, y) for z, x, y in tiles_over(*cell) if z == zoom}
    deeper = 12 - zoom
    middle = (cell[0] >> deeper, cell[1] >> deeper)
    around = {(middle[0] + dx, middle[1] + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
    spots = [(x, y) for x in (west, (west + east) / 2, east) for y in (south, (south + north) / 2, north)]
    drawing = {place for place in around if any(shows(Tile(zoom, *place), *spot) for spot in spots)}
    assert middle in touched
    # Corners of the cell lie in margins of z12 neighbours, which are told as cells of their own.
    assert zoom == 12 or drawing <= touched


def test_a_change_moves_the_tiles_of_its_cell_and_no_other(known: KnownChanges) -> None:
    inside, beside = Tile(15, CELL[0] * 8 + 3, CELL[1] * 8 + 5), Tile(15, CELL[0] * 8 + 9, CELL[1] * 8 + 5)
    before = known.stamp(["events"], inside), known.stamp(["events"], beside), known.stamp(["roads"], inside)
    known.note([Change(11, "events", 7, (CELL,))])
    after = known.stamp(["events"], inside), known.stamp(["events"], beside), known.stamp(["roads"], inside)
    assert after[0] != before[0]
    assert after[1:] == before[1:]
    assert known.version("events") == 7


def test_a_change_of_everything_moves_every_tile_of_the_kind(known: KnownChanges) -> None:
    tiles = [Tile(12, 1, 1), Tile(4, 9, 9), Tile(16, 50_000, 20_000)]
    before = [known.stamp(["grids", "grid_types"], tile) for tile in tiles]
    known.note([Change(11, "grids", 3, None)])
    after = [known.stamp(["grids", "grid_types"], tile) for tile in tiles]
    assert all(one != two for one, two in zip(before, after, strict=True))


def test_what_is_heard_twice_or_late_changes_nothing(known: KnownChanges) -> None:
    tile = Tile(12, *CELL)
    known.note([Change(11, "events", 7, (CELL,)), Change(12, "events", 8, (CELL,))])
    stamp = known.stamp(["events"], tile)
    known.note([Change(11, "events", 7, (CELL,)), Change(4, "events", 2, None)])
    assert known.stamp(["events"], tile) == stamp
    assert known.version("events") == 8


def test_one_edit_moves_at_most_a_twentieth_of_the_warm_tiles_of_a_district(known: KnownChanges) -> None:
    kinds = ["areas", "buildings", "roads", "water", "landcover", "places", "service_points", "events"]
    warm = [
        (kind, Tile(zoom, x, y))
        for kind in kinds
        for zoom in (13, 14)
        for x in range(3209 << (zoom - 12), 3213 << (zoom - 12))
        for y in range(1747 << (zoom - 12), 1751 << (zoom - 12))
    ]
    before = [known.stamp([kind], tile) for kind, tile in warm]
    known.note([Change(11, "events", 7, (CELL,))])
    moved = sum(known.stamp([kind], tile) != stamp for (kind, tile), stamp in zip(warm, before, strict=True))
    assert 0 < moved <= len(warm) / 20

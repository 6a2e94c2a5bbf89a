"""Tiles hold what lies there, at the right place, and say when they have not changed."""

from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pyogrio
import pytest

from geodata.actions.settle_changes import settle_changes
from geodata.models import Area, ServicePoint
from geodata.rules.viewer import Role, Viewer
from layers.registry import layers_for
from layers.tile_grid import Tile, web_to_lonlat
from tests.factories import SquareDistrict, point

PLACE = "14/12847/6999"


def decoded(client: Any, address: str) -> dict[str, Any]:
    """A tile as an independent reader sees it."""
    return mapbox_vector_tile.decode(client.get(address, headers={"accept-encoding": "identity"}).content)


def test_the_test_place_is_the_tile_of_the_drawing() -> None:
    corner = point(500, 500)
    corner.transform(3857)
    xmin, ymin, xmax, ymax = Tile(14, 12847, 6999).bounds()
    assert xmin < corner.x < xmax
    assert ymin < corner.y < ymax


@pytest.mark.parametrize(
    "name", [layer.name for layer in layers_for(Viewer(Role.OPERATOR)) if not layer.sensitive]
)
def test_every_layer_gives_a_tile_with_its_fields_and_nothing_else(as_role: Any, name: str) -> None:
    client = as_role(Role.OPERATOR)
    tile = decoded(client, f"/layers/{name}/{PLACE}.mvt")
    declared = {field["name"] for field in client.get(f"/layers/{name}.json").json()["fields"]}
    assert tile[name]["features"]
    for feature in tile[name]["features"]:
        assert set(feature["properties"]) <= declared
        assert feature["id"]


def test_area_layers_carry_their_label_points(as_role: Any) -> None:
    tile = decoded(as_role(Role.PUBLIC), f"/layers/grids/{PLACE}.mvt")
    names = {f["properties"]["name"] for f in tile["grids_labels"]["features"]}
    assert "西社区001网格" in names
    assert all(f["geometry"]["type"] == "Point" for f in tile["grids_labels"]["features"])


def test_heat_cells_count_every_event_once_and_state_a_density(as_role: Any) -> None:
    tile = decoded(as_role(Role.OPERATOR), f"/layers/events_heat/{PLACE}.mvt")
    cells = [f["properties"] for f in tile["events_heat"]["features"]]
    assert sum(cell["count"] for cell in cells) == 2
    # 76.4 m in web mercator are 69.1 m on the ground at 25.35 degrees north, and the period has 30 days.
    side_km = Tile(14, 0, 0).size_m / 32 * 0.9037 / 1000
    assert all(cell["density"] == pytest.approx(cell["count"] / side_km**2, rel=0.002) for cell in cells)


@pytest.mark.parametrize("address", ["3/0/0", "14/12846/99999", "23/1/1", "17/100000/50000"])
def test_a_tile_out_of_range_is_not_found(as_role: Any, address: str) -> None:
    response = as_role(Role.PUBLIC).get(f"/layers/grids/{address}.mvt")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_a_tile_is_not_sent_again_until_its_data_changes(as_role: Any, furnished: SquareDistrict) -> None:
    client, address = as_role(Role.PUBLIC), f"/layers/service_points/{PLACE}.mvt"
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    ServicePoint.objects.create(name="东站", kind="station", geom=point(130, 140))
    settle_changes("service_points")  # as its commit would
    changed = client.get(address, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_etags_of_two_reaches_differ(as_role: Any) -> None:
    client = as_role(Role.GRID_WORKER)
    own = client.get(f"/layers/events/{PLACE}.mvt")["ETag"]
    other = as_role(Role.OPERATOR).get(f"/layers/events/{PLACE}.mvt")["ETag"]
    assert own != other


def test_the_same_tile_twice_is_the_same_bytes(as_role: Any) -> None:
    client = as_role(Role.OPERATOR)
    one, two = (client.get(f"/layers/grids/{PLACE}.mvt").content for _ in range(2))
    assert one == two


def test_a_future_boundary_is_not_drawn(as_role: Any, furnished: SquareDistrict) -> None:
    codes = {
        f["properties"]["code"]
        for f in decoded(as_role(Role.PUBLIC), f"/layers/grids/{PLACE}.mvt")["grids"]["features"]
    }
    assert codes == set(Area.objects.filter(level="grid").values_list("code", flat=True))


def test_tile_bounds_meet_and_cover_the_world() -> None:
    west, south, east, north = Tile(0, 0, 0).bounds()
    assert web_to_lonlat(west, south)[0] == -180
    assert Tile(5, 7, 9).bounds()[2] == Tile(5, 8, 9).bounds()[0]
    assert Tile(5, 7, 9).bounds()[1] == pytest.approx(Tile(5, 7, 10).bounds()[3], abs=1e-6)
    assert east == -west
    assert north == -south


def test_gdal_reads_a_saved_tile_at_its_place(as_role: Any, tmp_path: Path) -> None:
    address = f"/layers/grids/{PLACE}.mvt"
    body = as_role(Role.PUBLIC).get(address, headers={"accept-encoding": "identity"}).content
    saved = tmp_path / "14" / "12847"
    saved.mkdir(parents=True)
    (saved / "6999.mvt").write_bytes(body)
    options = {"X": "12847", "Y": "6999", "Z": "14", "METADATA_FILE": ""}
    frame = pyogrio.read_dataframe(f"MVT:{saved / '6999.mvt'}", layer="grids", **options)
    corner = point(0, 0)
    corner.transform(3857)
    assert sorted(frame["code"]) == sorted(Area.objects.filter(level="grid").values_list("code", flat=True))
    assert frame.total_bounds[:2] == pytest.approx([corner.x, corner.y], abs=2)

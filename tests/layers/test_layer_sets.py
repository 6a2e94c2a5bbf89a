"""Several layers in one tile: what is in it, who gets it, and that it is one statement."""

from typing import Any

import mapbox_vector_tile
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geodata.rules.viewer import Role, Viewer
from layers.registry import layers_for

PLACE = "14/12847/6999"
# What travels in one tile to an operator.
TOGETHER = [layer.name for layer in layers_for(Viewer(Role.OPERATOR)) if not layer.sensitive]
PLAIN = {"accept-encoding": "identity"}


def body(client: Any, names: str, place: str = PLACE, **query: str) -> bytes:
    """The uncompressed bytes of a tile."""
    response = client.get(f"/layers/{names}/{place}.mvt", query, headers=PLAIN)
    assert response.status_code == 200
    return response.content


def test_a_tile_of_several_layers_is_the_tiles_of_each_one_after_the_other(as_role: Any) -> None:
    client = as_role(Role.OPERATOR)
    together = body(client, ",".join(TOGETHER))
    assert together == b"".join(body(client, name) for name in TOGETHER)
    assert set(TOGETHER) <= set(mapbox_vector_tile.decode(together))
    assert {"grids_labels", "grid_types_labels"} <= set(mapbox_vector_tile.decode(together))


def test_however_many_layers_are_one_statement_of_rows(as_role: Any) -> None:
    client = as_role(Role.PUBLIC)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        body(client, "landcover,water,roads,grids,communities,places")
    assert [query["sql"].count("ST_AsMVT(") for query in queries if "ST_AsMVT(" in query["sql"]] == [8]


@pytest.mark.parametrize(
    "names", ["grids,nothing", "nothing,grids", "grids,care", "grids,grids", "events,grids"]
)
def test_one_that_is_unknown_repeated_or_not_permitted_refuses_all(as_role: Any, names: str) -> None:
    for form in (f"/layers/{names}/{PLACE}.mvt", f"/layers/{names}.json"):
        response = as_role(Role.PUBLIC).get(form)
        assert response.status_code == 404
        assert response.json()["title"] == f"没有名为 {names} 的图层。"


def test_layers_outside_their_zooms_are_left_out(as_role: Any) -> None:
    client = as_role(Role.PUBLIC)
    far = mapbox_vector_tile.decode(body(client, "districts,grids", "5/25/13"))
    assert set(far) == {"districts", "districts_labels"}
    assert client.get("/layers/districts,grids/3/0/0.mvt").status_code == 404


def test_the_description_of_several_layers_names_every_mvt_layer(as_role: Any) -> None:
    described = as_role(Role.OPERATOR).get("/layers/buildings,events,grids.json").json()
    zooms = {one["id"]: (one["minzoom"], one["maxzoom"]) for one in described["vector_layers"]}
    assert described["tilejson"] == "3.0.0"
    assert "/layers/buildings,events,grids/{z}/{x}/{y}.mvt?v=" in described["tiles"][0]
    assert zooms == {
        "buildings": (14, 16), "buildings_counts": (8, 13), "events": (13, 16), "events_counts": (6, 12),
        "grids": (9, 16), "grids_labels": (9, 16),
    }  # fmt: skip
    assert described["kinds"] == ["buildings", "events", "grids"]
    assert described["version"].count(".") == 2


def test_a_set_with_care_in_it_is_never_stored(as_role: Any) -> None:
    response = as_role(Role.OPERATOR).get(f"/layers/grids,care/{PLACE}.mvt")
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


def test_public_sets_may_be_stored_by_everyone_and_others_by_their_asker(as_role: Any) -> None:
    client = as_role(Role.OPERATOR)
    assert client.get(f"/layers/grids,roads/{PLACE}.mvt")["Cache-Control"].startswith("public, max-age=300")
    assert client.get(f"/layers/grids,buildings/{PLACE}.mvt")["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("role", list(Role))
def test_no_attribute_outside_the_allow_list_is_in_any_tile_of_a_role(as_role: Any, role: Role) -> None:
    client = as_role(role)
    names = ",".join(layer["name"] for layer in client.get("/layers/").json()["layers"])
    described = client.get(f"/layers/{names}.json").json()["vector_layers"]
    allowed = {one["id"]: set(one["fields"]) for one in described}
    for place in (PLACE, "12/3211/1749", "9/401/218"):
        for name, layer in mapbox_vector_tile.decode(body(client, names, place)).items():
            for feature in layer["features"]:
                assert set(feature["properties"]) <= allowed[name], name


def test_tiles_keep_what_mvt_2_1_demands(as_role: Any) -> None:
    client = as_role(Role.OPERATOR)
    for place in (PLACE, "12/3211/1749", "10/802/437"):
        tile = mapbox_vector_tile.decode(body(client, ",".join(TOGETHER), place))
        assert tile
        for name, layer in tile.items():
            assert (layer["version"], layer["extent"]) == (2, 4096)
            ids = [feature["id"] for feature in layer["features"]]
            assert len(ids) == len(set(ids)), name
            assert ids == sorted(ids), name
            assert all(feature["geometry"]["coordinates"] for feature in layer["features"])


def test_an_asker_without_gzip_gets_the_same_tile_plain_under_another_tag(as_role: Any) -> None:
    import gzip

    client = as_role(Role.OPERATOR)
    packed = client.get(f"/layers/grids,grid_types/{PLACE}.mvt", headers={"accept-encoding": "gzip"})
    plain = client.get(f"/layers/grids,grid_types/{PLACE}.mvt", headers=PLAIN)
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]

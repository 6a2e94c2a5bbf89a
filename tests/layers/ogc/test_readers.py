"""GDAL and OWSLib read a running service and find what the database holds."""

import json
import subprocess
import sys
from typing import Any

import pytest
from owslib.ogcapi.features import Features

from geodata.crs import MEASURE
from geodata.models import ServicePoint
from tests import factories
from tests.factories import SquareDistrict

# GDAL reads in a process of its own: in this one it would hold the lock the server needs.
READ = """
import json, sys, warnings
import pyogrio
warnings.simplefilter("ignore")
address, layer, crs = sys.argv[1:]
found = pyogrio.read_dataframe("OAPIF:" + address, layer=layer, fid_as_index=False, **({"CRS": crs} if crs else {}))
print(json.dumps({
    "layers": sorted(pyogrio.list_layers("OAPIF:" + address)[:, 0]),
    "crs": found.crs.to_epsg() or str(found.crs),
    "rows": json.loads(found.drop(columns="geometry").to_json(orient="records")),
    "xy": [[p.x, p.y] for p in found.geometry.representative_point()],
}))
"""
PUBLIC = [
    "communities",
    "districts",
    "grids",
    "landcover",
    "places",
    "roads",
    "service_points",
    "subdistricts",
    "water",
]


@pytest.fixture
def many(transactional_db: None, furnished: SquareDistrict) -> list[ServicePoint]:
    """Twenty-five service points, more than a first page of GDAL."""
    for number in range(24):
        ServicePoint.objects.create(
            name=f"点{number}", kind="station", geom=factories.point(200 + 7 * number, 100 + 11 * number)
        )
    return list(ServicePoint.objects.order_by("pk"))


@pytest.fixture(autouse=True)
def loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy stands between a test and its own server."""
    monkeypatch.setenv("NO_PROXY", "localhost,127.0.0.1")
    monkeypatch.setenv("no_proxy", "localhost,127.0.0.1")


def gdal(address: str, layer: str, crs: str = "") -> dict[str, Any]:
    """What GDAL's OAPIF driver reads of a layer."""
    run = subprocess.run(
        [sys.executable, "-c", READ, address, layer, crs],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("srid", [4326, 4490, 3857, MEASURE])
def test_gdal_reads_every_point_in_its_place(many: list[ServicePoint], live_server: Any, srid: int) -> None:
    found = gdal(f"{live_server.url}/ogc/", "service_points", f"EPSG:{srid}")
    assert found["layers"] == PUBLIC
    # GDAL takes the default for EPSG:4326: CRS84 is the same system in the order GDAL hands out.
    assert found["crs"] == srid or (srid == 4326 and "CRS84" in found["crs"])
    read = {row["uuid"]: place for row, place in zip(found["rows"], found["xy"], strict=True)}
    assert len(read) == len(found["rows"]) == len(many)
    tolerance = 1e-7 if srid in {4326, 4490} else 0.01
    for point in many:
        place = point.geom.transform(srid, clone=True)
        assert read[str(point.uuid)] == pytest.approx([place.x, place.y], abs=tolerance, rel=0)


def test_gdal_reads_borders_as_the_server_offers_them(many: list[ServicePoint], live_server: Any) -> None:
    found = gdal(f"{live_server.url}/ogc/", "grids")
    assert sorted(row["code"] for row in found["rows"]) == [
        "999901001001001", "999901001001002", "999901001002001", "999901001002002",
    ]  # fmt: skip


def test_owslib_reads_collections_and_features(many: list[ServicePoint], live_server: Any) -> None:
    service = Features(f"{live_server.url}/ogc/")
    assert sorted(service.feature_collections()) == PUBLIC
    assert (
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in service.conformance()["conformsTo"]
    )
    assert service.api()["openapi"].startswith("3.0")
    assert "kind" in service.collection_queryables("service_points")["properties"]
    found = service.collection_items("service_points", limit=10)
    assert (found["numberMatched"], found["numberReturned"]) == (len(many), 10)
    one = service.collection_item("service_points", str(many[0].uuid))
    place = many[0].geom.transform(4326, clone=True)
    assert one["geometry"]["coordinates"] == pytest.approx([place.x, place.y], abs=1e-7, rel=0)

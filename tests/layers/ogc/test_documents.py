"""The documents of OGC API – Features: whole, valid, linked, and no more than the viewer may see."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV30SpecValidator

from geodata.crs import MEASURE
from geodata.rules.viewer import Role
from tests.layers.test_audience import MAY_SEE

OFFERED = {role: names - {"care", "events_heat"} for role, names in MAY_SEE.items()}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_the_collections_of_the_audience_table_and_no_other(as_role: Any, role: Role) -> None:
    client = as_role(role)
    listed = [found["id"] for found in client.get("/ogc/collections").json()["collections"]]
    assert set(listed) == OFFERED[role]
    paths = client.get("/ogc/api").json()["paths"]
    assert {path.split("/")[2] for path in paths if path.startswith("/collections/")} == OFFERED[role]
    for name in MAY_SEE[Role.OPERATOR]:
        for form in ("", "/items", "/queryables"):
            expected = 200 if name in OFFERED[role] else 404
            assert client.get(f"/ogc/collections/{name}{form}").status_code == expected, (name, form)


def test_unknown_not_offered_and_not_permitted_look_the_same(as_role: Any) -> None:
    client = as_role(Role.PUBLIC)
    titles = {
        client.get(f"/ogc/collections/{name}").json()["title"].replace(name, "x")
        for name in ("nothing", "care", "events")
    }
    assert len(titles) == 1


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.OPERATOR])
def test_the_api_document_is_valid_openapi(as_role: Any, role: Role) -> None:
    response = as_role(role).get("/ogc/api")
    assert response["Content-Type"] == "application/vnd.oai.openapi+json;version=3.0"
    OpenAPIV30SpecValidator(response.json()).validate()


def test_every_path_of_the_api_document_answers(as_role: Any) -> None:
    client = as_role(Role.OPERATOR)
    for path in client.get("/ogc/api").json()["paths"]:
        if "{" not in path:
            assert client.get(f"/ogc{path}").status_code == 200, path


def test_every_link_answers_with_the_type_it_says(as_role: Any) -> None:
    client = as_role(Role.OPERATOR)
    seen: set[str] = set()
    waiting = ["http://testserver/ogc/"]
    while waiting:
        body = client.get(waiting.pop(), headers={"accept-encoding": "identity"}).json()
        for link in links_of(body):
            if link["href"] in seen:
                continue
            seen.add(link["href"])
            response = client.get(link["href"])
            assert (response.status_code, response["Content-Type"]) == (200, link["type"]), link
            waiting.append(link["href"])
    assert sum("/items" in href for href in seen) >= len(OFFERED[Role.OPERATOR])


def links_of(body: dict[str, Any]) -> list[dict[str, str]]:
    """The links of a document and of the collections in it."""
    return body.get("links", []) + [link for one in body.get("collections", []) for link in one["links"]]


def test_a_collection_names_its_systems_and_the_one_it_is_kept_in(as_role: Any) -> None:
    found = as_role(Role.PUBLIC).get("/ogc/collections/grids").json()
    epsg = "http://www.opengis.net/def/crs/EPSG/0/"
    assert found["storageCrs"] == f"{epsg}{MEASURE}"
    assert found["crs"] == [
        "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
        *(f"{epsg}{srid}" for srid in (4326, 4490, 3857, MEASURE)),
    ]
    assert len(found["extent"]["spatial"]["bbox"][0]) == 4


def test_the_properties_of_every_feature_fit_the_queryables(as_role: Any) -> None:
    client = as_role(Role.OPERATOR)
    looked_at = 0
    for name in OFFERED[Role.OPERATOR]:
        schema = client.get(f"/ogc/collections/{name}/queryables").json()
        Draft202012Validator.check_schema(schema)
        for feature in client.get(f"/ogc/collections/{name}/items").json()["features"]:
            filled = {key: value for key, value in feature["properties"].items() if value is not None}
            Draft202012Validator(schema).validate(filled)
            assert set(feature["properties"]) == set(schema["properties"]) - {"geometry"}
            looked_at += 1
    assert looked_at >= 20


def test_the_three_promised_conformance_classes_and_the_queryables_are_named(as_role: Any) -> None:
    named = as_role(Role.PUBLIC).get("/ogc/conformance").json()["conformsTo"]
    ends = {uri.split("/spec/")[1] for uri in named}
    assert ends >= {
        "ogcapi-features-1/1.0/conf/core", "ogcapi-features-1/1.0/conf/geojson", "ogcapi-features-1/1.0/conf/oas30",
        "ogcapi-features-2/1.0/conf/crs", "ogcapi-features-3/1.0/conf/queryables",
    }  # fmt: skip

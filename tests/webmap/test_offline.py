"""What a device may keep: public pages without a place or a search, never those of staff."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from geodata.rules.viewer import Role
from tests.factories import SquareDistrict, make_login, make_service_point, make_square_district
from webmap.pages.offline import MARK

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> SquareDistrict:
    """One point in the hand-drawn district."""
    made = make_square_district()
    make_service_point(made.grid("W1"), 100, 100, name="西站")
    return made


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        pytest.param("", True, id="the-list"),
        pytest.param("?kind=station&open=1&page=1", True, id="filtered"),
        pytest.param("?elder=1&size=32", True, id="elder"),
        pytest.param("?area=999901001001", False, id="a-chosen-community"),
        pytest.param("?q=低保", False, id="a-search"),
        pytest.param("?whatever=1", False, id="anything-unknown"),
        pytest.param("?kind=bar", False, id="a-refusal"),
    ],
)
def test_only_a_list_without_place_and_search_may_be_kept(
    client: Any, district: SquareDistrict, query: str, kept: bool
) -> None:
    assert (MARK in client.get(f"/{query}").headers) is kept


def test_no_answer_to_a_place_may_be_kept(client: Any, district: SquareDistrict) -> None:
    for answer in (client.post("/", {"lon": "102.3", "lat": "25.35"}), client.get("/?lon=102.3&lat=25.35")):
        assert MARK not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.DISTRICT_ADMIN, Role.GRID_WORKER])
def test_nothing_of_somebody_signed_in_may_be_kept(client: Any, district: SquareDistrict, role: Role) -> None:
    client.force_login(make_login(role))
    assert MARK not in client.get("/").headers


@pytest.mark.parametrize(
    "address", ["/my-area/", "/map/", "/sign-in/", "/open-data/", "/embed/", "/care/", "/nothing/"]
)
def test_other_pages_carry_no_mark(client: Any, district: SquareDistrict, address: str) -> None:
    assert MARK not in client.get(address).headers


def test_the_worker_stands_at_the_root_and_is_asked_for_anew(client: Any) -> None:
    response = client.get("/service-worker.js")
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Cache-Control"] == "no-cache"
    shell = json.loads(re.findall(r"const SHELL = (\[.*\]);", response.content.decode())[0])
    assert "/offline/" in shell
    for address in shell[:-1]:
        assert finders.find(address.removeprefix(settings.STATIC_URL)), address


def test_the_shell_holds_every_module_of_the_list(client: Any) -> None:
    shell = client.get("/service-worker.js").content.decode()
    root = Path(str(finders.find("js/pages/home.js"))).parent.parent
    waiting, seen = [root / "pages/home.js", root / "pages/elder.js", root / "pages/offline.js"], set()
    while waiting:
        module = waiting.pop()
        seen.add(module)
        for name in re.findall(
            r"^import .*from '([^']+)';", module.read_text(encoding="utf-8"), re.MULTILINE
        ):
            waiting += [found for found in [(module.parent / name).resolve()] if found not in seen]
    assert {f"js/{path.relative_to(root)}" for path in seen} <= set(re.findall(r"static/(js/[^\"]+)", shell))


def test_the_offline_page_tells_when_it_was_kept(client: Any, district: SquareDistrict) -> None:
    assert re.search(r"这一页是 20\d\d-\d\d-\d\d \d\d:\d\d 存下的", client.get("/offline/").content.decode())


def test_the_manifest_names_icons_that_exist() -> None:
    manifest = json.loads(Path(str(finders.find("manifest.webmanifest"))).read_text(encoding="utf-8"))
    assert (manifest["start_url"], manifest["scope"]) == ("/", "/")
    for icon in manifest["icons"]:
        path = finders.find(icon["src"].removeprefix(settings.STATIC_URL))
        assert path, icon["src"]
        head = Path(str(path)).read_bytes()[:24]
        side = int(icon["sizes"].split("x")[0])
        assert head[:8] == b"\x89PNG\r\n\x1a\n"
        assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (side, side)

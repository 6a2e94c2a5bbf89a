"""The export page in a browser: chosen, counted, downloaded, without scripts and on a phone too."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Watched

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
SIZES = {"desk": (1440, 900), "phone": (390, 844)}


@pytest.mark.parametrize("size", SIZES)
def test_what_was_counted_is_downloaded(watch: Watch, tmp_path: Path, size: str) -> None:
    width, height = SIZES[size]
    watched = watch(width, height)
    watched.sign_in("district_admin")
    page = watched.open("/import/export/")
    assert watched.serious() == []
    page.check("input[name=kind][value=service_points]")
    page.check("input[name=format][value=geojson]")
    page.check("input[name=datum][value=gcj02]")
    page.get_by_role("button", name="看有多少行").click()
    page.get_by_text("共 26 行").wait_for()
    assert watched.serious() == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载").click()
    assert coming.value.suggested_filename.endswith("_gcj02.geojson")
    coming.value.save_as(tmp_path / "points.geojson")
    told = json.loads((tmp_path / "points.geojson").read_text(encoding="utf-8"))
    assert (len(told["features"]), told["datum"]) == (26, "gcj02")


def test_a_refusal_is_read_out_and_the_form_keeps_what_was_chosen(watch: Watch) -> None:
    watched = watch(1440, 900)
    watched.sign_in("district_admin")
    page = watched.open("/import/export/?kind=roads&format=csv&datum=wgs84&crs=4326")
    assert "GeoPackage" in page.get_by_role("alert").inner_text()
    assert page.is_checked("input[name=kind][value=roads]")
    assert watched.serious() == []
    assert len(watched.errors) == 1  # Chromium says itself that the page came with status 422
    watched.errors.clear()

"""The briefing opened from disk: it draws its map and asks for nothing."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from layers.report_maps import Report, report_map

pytestmark = pytest.mark.browser
HOSTILE = "`${document.title='taken'}`</script><script>document.title='taken'</script><img src=x>\\u{"
REPORT = Report(
    title="事件热力简报",
    language="zh-CN",
    facts=[("截至", "2026-11-26 12:00")],
    unit="件/km²·30天",
    legend=[f"≥ {low}" for low in (10, 20, 40, 80, 160)],
    titles=["街道", "上报"],
    rows=[[HOSTILE, "12"], ["南湖街道", "3"]],
    note="不足 50 户不计算。",
)


def square(west: float, south: float, side: float) -> dict[str, Any]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A briefing with one road, two borders and two bands."""
    road = {"type": "LineString", "coordinates": [[102.2, 25.3], [102.4, 25.4]]}
    lines = [
        ("border", "district", "区", "", json.dumps(square(102.2, 25.3, 0.2))),
        ("border", "subdistrict", HOSTILE, "", json.dumps(square(102.2, 25.3, 0.1))),
        ("road", "arterial", "", "", json.dumps(road)),
    ]
    monkeypatch.setattr("layers.report_maps.run", lambda *_: lines)
    bands = [
        {
            "type": "Feature",
            "properties": {"band": band},
            "geometry": square(102.25, 25.33, 0.02 - band / 200),
        }
        for band in (0, 2)
    ]
    made = tmp_path / "briefing.html"
    made.write_text(report_map(REPORT, {"features": bands}, date(2026, 11, 26)), encoding="utf-8")
    return made


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_a_briefing_opens_from_disk_without_any_request(
    chromium: Browser, file: Path, width: int, height: int
) -> None:
    context = chromium.new_context(offline=True, viewport={"width": width, "height": height})
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(file.as_uri())
    expect(page.locator(".leaflet-overlay-pane path")).to_have_count(5)
    page.locator(".leaflet-overlay-pane path.leaflet-interactive").hover(force=True)
    expect(page.locator(".leaflet-tooltip")).to_contain_text("document.title='taken'")
    assert (asked, faults) == ([file.as_uri()], [])
    assert page.title() == "事件热力简报"
    expect(page.get_by_role("heading", name="事件热力简报")).to_be_visible()
    assert [text.strip() for text in page.locator(".legend li").all_inner_texts()[1:]] == list(REPORT.legend)
    assert page.locator("tbody td").first.inner_text() == HOSTILE
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()

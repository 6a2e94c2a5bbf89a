"""The briefing opened from disk: it draws its map and asks for nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from .conftest import Watched

pytestmark = pytest.mark.browser


def test_a_briefing_opens_from_disk_without_any_request(
    watch: Callable[..., Watched], chromium: Browser, tmp_path: Path
) -> None:
    watched = watch(1440, 900)
    page = watched.sign_in("operator")
    answer = page.request.get(f"{watched.base}/api/heat/briefing.html?level=community")
    assert answer.ok
    file = tmp_path / "briefing.html"
    file.write_bytes(answer.body())
    context = chromium.new_context(offline=True)
    opened = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.goto(file.as_uri())
    expect(opened.locator(".leaflet-overlay-pane path").first).to_be_attached()
    assert opened.locator(".leaflet-overlay-pane path").count() > 10
    assert (asked, faults) == ([file.as_uri()], [])
    expect(opened.get_by_role("heading", name="事件热力简报")).to_be_visible()
    assert opened.locator(".legend li").count() == 6
    assert opened.locator("tbody tr").count() > 1
    context.close()

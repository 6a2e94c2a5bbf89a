"""The freshness page: every state as shape and word, targets as ticks, what was never agreed on below, no scripts."""

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from geodata.models import Area, Business, DataFeed, Department, Device, ImportRun, Water
from geodata.rules.viewer import Role
from tests.factories import make_login, make_square_district, point, square

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 16, 48, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the page."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def admin(client: Any) -> Any:
    """A client signed in as district administrator, in the square district."""
    make_square_district()
    client.force_login(make_login(Role.DISTRICT_ADMIN))
    return client


def receive(department: Department | None, kind: str, days: int, name: str, **report: Any) -> ImportRun:
    """An import of so many days ago."""
    return ImportRun.objects.create(
        kind=kind, file_name=name, sha256="", datum="wgs84", srid=4326, started_at=NOW - timedelta(days=days),
        department=department, report={"committed": True, "loaded": 2, **report},
    )  # fmt: skip


def agree(department: Department, kind: str, every_days: int = 30, share: float = 0.9) -> None:
    """A sharing target."""
    DataFeed.objects.create(department=department, kind=kind, every_days=every_days, complete_share=share)


@pytest.fixture
def four_states() -> None:
    """One kind in every state: devices never, resources overdue, businesses nearly due, service points on time."""
    made = [Department.objects.create(code=name, name=f"{name}局") for name in ("甲", "乙", "丙", "丁")]
    for department, kind in zip(made, ("devices", "resources", "businesses", "service_points"), strict=True):
        agree(department, kind)
    receive(made[1], "resources", 41, "物资.csv", rejected=3)
    run = receive(made[2], "businesses", 25, "商户.csv")
    receive(made[3], "service_points", 3, "点.csv")
    full = {"name": "店", "category": "餐饮", "address": "西路1号", "checked_on": NOW.date()}
    area = Area.objects.order_by("-code")[0]
    Business.objects.create(run=run, geom=point(100, 100), area=area, **full)
    Business.objects.create(run=run, geom=point(100, 100), area=area, **(full | {"category": ""}))


def page(client: Any) -> str:
    """The page's text with white space squeezed."""
    response = client.get("/import/freshness/")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return re.sub(r"\s+", " ", response.content.decode())


def test_states_stand_in_order_of_attention_each_with_shape_and_word(admin: Any, four_states: None) -> None:
    text = page(admin)
    assert re.findall(r'#feed-(\w+)"></use></svg>\s*<b>([^<]+)</b>', text) == [
        ("never", "从未收到"), ("overdue", "过期"), ("soon", "快到期"), ("on_time", "按时"),
    ]  # fmt: skip
    assert "共 4 项报送约定：1 项从未收到，1 项过期，1 项快到期，1 项按时，1 项完整度没有达标。" in text
    assert "late-red" not in text
    assert "<script" not in text


def test_a_line_tells_days_file_rows_and_what_is_missing(admin: Any, four_states: None) -> None:
    text = page(admin)
    assert "<b>41 天前</b>" in text
    assert "约定每 30 天一次" in text
    assert "装入 2 行，拒绝 3 行" in text
    assert "<b>50 %</b>" in text
    assert "缺类别 1 行" in text


def test_bars_stand_to_their_ticks_as_figures_to_targets(admin: Any, four_states: None) -> None:
    bars = re.findall(
        r'bar-(days|share)[^>]*>.*?bar-filled" x="0" y="5" width="([\d.]+)".*?bar-tick" x1="([\d.]+)"',
        page(admin),
    )
    found = [(of, float(filled) / 168, float(tick) / 168) for of, filled, tick in bars]
    assert found == [
        ("days", pytest.approx(41 / 60, abs=0.001), 0.5),
        ("days", pytest.approx(25 / 60, abs=0.001), 0.5),
        ("share", 0.5, pytest.approx(0.9, abs=0.001)),
        ("days", pytest.approx(3 / 60, abs=0.001), 0.5),
    ]


def test_what_came_without_agreement_stands_below(admin: Any) -> None:
    run = receive(None, "devices", 90, "旧.csv")
    Device.objects.create(run=run, name="探头", kind="camera", geom=point(100, 100))
    receive(None, "town", 1, "演示")
    text = page(admin)
    assert "还没有报送约定" in text
    below = text[text.index("未约定</h2>") :]
    assert "未注明部门" in below
    assert "90 天前" in below
    assert "0 %" in below
    assert "演示<" not in below


def test_an_almost_complete_kind_is_not_said_to_be_complete(admin: Any) -> None:
    market = Department.objects.create(code="market", name="市场局")
    run = receive(market, "water", 1, "水.csv")
    Water.objects.bulk_create(
        Water(run=run, kind="lake", name="湖" if n else "", geom=square(0, 0, 9)) for n in range(300)
    )
    assert "<b>99 %</b>" in page(admin)


def test_the_empty_page_says_how_to_begin_to_those_who_may(client: Any) -> None:
    client.force_login(make_login(Role.PLANNER))
    text = page(client)
    assert "还没有报送约定" in text
    assert "区级管理员" in text
    assert "/admin/" not in text
    assert "/import/unlocated/" not in text
    client.force_login(make_login(Role.DISTRICT_ADMIN))
    assert 'href="/admin/geodata/datafeed/add/"' in page(client)


def test_the_page_speaks_english(admin: Any, four_states: None) -> None:
    admin.cookies["django_language"] = "en"
    text = page(admin)
    assert "Sharing targets: 4. 1 never received, 1 overdue, 1 nearly due, 1 on time, 1 below" in text
    assert "Missing: category in 1 rows" in text


def test_the_page_costs_few_statements(
    admin: Any, four_states: None, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10):
        page(admin)

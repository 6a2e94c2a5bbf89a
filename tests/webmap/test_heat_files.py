"""Heat as files: tables that no spreadsheet runs, and a briefing that asks for nothing."""

import csv
import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from geodata.models import Area, BoundaryVersion, Road
from geodata.rules.viewer import Role
from layers.report_maps import MOST_BYTES
from tests import factories

pytestmark = pytest.mark.django_db
HOSTILE = '=HYPERLINK("http://x","</script><script>alert(1)</script>{{ 7*7 }}`${1}`")'


@pytest.fixture
def operator(client: Any) -> Any:
    """A signed-in operator of a district with a hostile name and forty events in W1."""
    district = factories.make_square_district()
    for code in ("999901001", "999901001001001"):
        area = district.areas[code]
        area.name = HOSTILE
        area.save()
    now = timezone.now()
    for hour in range(40):
        factories.make_event(district.grid("W1"), 100 + hour, 100, now - timedelta(hours=hour + 1))
    for number in range(6):
        factories.make_building(district.grid("W1"), 50, 50 + number)
    client.force_login(factories.make_login(Role.OPERATOR))
    return client


def test_a_table_holds_the_areas_of_the_answer(operator: Any) -> None:
    listed = operator.get("/api/heat/areas.json?level=grid").json()["areas"]
    response = operator.get("/api/heat/table.csv?level=grid", headers={"Accept-Language": "en"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [(row["code"], int(row["reports"]), int(row["households"])) for row in rows] == [
        (one["code"], one["reports"], one["households"]) for one in listed
    ]
    assert [float(row["low"]) if row["low"] else None for row in rows] == [one["low"] for one in listed]
    assert response["Content-Disposition"].startswith('attachment; filename="heat_grid_')


def test_files_count_by_the_borders_asked_for_and_say_so(operator: Any) -> None:
    """A report that was in a grid whose border has changed since; its place lies in another grid today."""
    changed, yesterday = Area.objects.get(code="999901001001001"), timezone.localdate() - timedelta(days=1)
    border = BoundaryVersion.objects.get(area=changed)
    border.valid = (factories.FIRST_DAY, yesterday)
    border.save()
    BoundaryVersion.objects.create(
        area=changed, valid=(yesterday, None), status="published", geom=border.geom, anchor=border.anchor
    )
    factories.make_event(changed, 700, 700, timezone.now() - timedelta(days=3))
    by = {}
    for borders in ("now", "then"):
        query = f"level=grid&borders={borders}"
        text = operator.get(f"/api/heat/table.csv?{query}", headers={"Accept-Language": "en"}).content.decode(
            "utf-8-sig"
        )
        by[borders] = [(row["code"], int(row["reports"])) for row in csv.DictReader(io.StringIO(text))]
        listed = operator.get(f"/api/heat/areas.json?{query}").json()["areas"]
        assert by[borders] == [(one["code"], one["reports"]) for one in listed]
        book = zipfile.ZipFile(io.BytesIO(operator.get(f"/api/heat/table.xlsx?{query}").content))
        page = operator.get(f"/api/heat/briefing.html?{query}").content.decode()
        sheets = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
        assert ["上报当天的边界" in text for text in (sheets, page)] == [borders == "then"] * 2
    assert by["now"] != by["then"]
    assert operator.get("/api/heat/table.csv?borders=never").status_code == 400


def test_no_cell_of_a_csv_is_a_formula(operator: Any) -> None:
    text = operator.get("/api/heat/table.csv").content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert f"'{HOSTILE}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert "区域代码" in cells


def test_no_cell_of_a_workbook_is_a_formula(operator: Any) -> None:
    book = zipfile.ZipFile(io.BytesIO(operator.get("/api/heat/table.xlsx").content))
    sheets = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "HYPERLINK" in sheets
    assert "<f>" not in sheets
    assert "<hyperlink" not in sheets
    assert "件/km²·30天" in sheets


@pytest.mark.parametrize(
    "query", ["", "?level=grid&category=noise&hours=0-167&source=resident&priority=general&state=open"]
)
def test_a_briefing_is_small_and_names_no_file_of_anybody(operator: Any, query: str) -> None:
    response = operator.get(f"/api/heat/briefing.html{query}")
    text = response.content.decode()
    assert len(response.content) <= MOST_BYTES
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", text)
    assert "url(" not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert not re.search(r"jquery|bootstrap|awesome", text, re.IGNORECASE)
    for word in ("截至", "件/km²·30天", "≥", "每千户"):
        assert word in text
    assert response["Content-Disposition"].endswith('.html"')


def test_a_briefing_is_headed_by_the_name_of_the_district(operator: Any) -> None:
    assert "<h1>方正区事件热力简报</h1>" in operator.get("/api/heat/briefing.html").content.decode()
    text = operator.get("/api/heat/briefing.html", headers={"Accept-Language": "en"}).content.decode()
    assert "<h1>Event heat briefing · 方正区</h1>" in text


def test_a_briefing_holds_hostile_names_as_text(operator: Any) -> None:
    text = operator.get("/api/heat/briefing.html").content.decode()
    assert "<script>alert(1)" not in text
    assert "=HYPERLINK(&#34;http://x&#34;,&#34;&#60;/script&#62;&#60;script&#62;alert(1)" in text
    assert "&#96;&#36;&#123;1&#125;&#96;" in text
    assert "{{ 7*7 }}" in text


def test_a_district_of_many_roads_still_makes_a_small_briefing(operator: Any) -> None:
    from django.contrib.gis.geos import LineString

    from geodata.crs import MEASURE

    east, north = factories.ORIGIN
    for row in range(60):
        points = [(east + n, north + row * 30 + (n % 7) * 4) for n in range(0, 6000, 8)]
        Road.objects.create(road_class="secondary", name="", width_m=9, geom=LineString(points, srid=MEASURE))
    assert len(operator.get("/api/heat/briefing.html").content) <= MOST_BYTES


def test_a_briefing_of_an_empty_database_is_a_page_all_the_same(client: Any, db: None) -> None:
    client.force_login(factories.make_login(Role.OPERATOR))
    response = client.get("/api/heat/briefing.html")
    assert response.status_code == 200
    assert "事件热力简报" in response.content.decode()


def test_a_briefing_takes_a_fixed_number_of_statements(operator: Any, django_assert_num_queries: Any) -> None:
    operator.get("/api/heat/briefing.html")
    with django_assert_num_queries(13):
        operator.get("/api/heat/briefing.html")

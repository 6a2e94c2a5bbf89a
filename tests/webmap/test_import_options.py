"""Texts of the importers on the pages: titles of questions where they name options of a command."""

import ast
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from geodata.importers.columns import option_of
from geodata.importers.coordinates import _elsewhere
from geodata.importers.kinds import KINDS
from geodata.models import ImportJob
from geodata.rules.viewer import Role
from tests import factories
from webmap.pages.import_options import page_words

from .conftest import work

FAR_AWAY = _elsewhere(121.45)
OPTION = re.compile(r"--[a-z]")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("没有选项 — 也没有 - 号", "没有选项 — 也没有 - 号"),
        ("请用 --lon 和 --lat 指定两列，或用 --address 指定地址列",
         "请用“经度（东坐标）”和“纬度（北坐标）”指定两列，或用“地址”指定地址列"),
        ("（--column households=…，户数）", "（“户数”，户数）"),
        ("（或用 --column year=… month=… day=… 指定年月日）", "（或用“年”、“月”、“日”指定年月日）"),
        ("请用 --datum gcj02，或确认", "请用“基准：GCJ-02”，或确认"),
        ("--crs 4543（三度带）", "“坐标系：EPSG:4543”（三度带）"),
        ("有尖刺；加 --repair 可去除", "有尖刺；勾选“同意修补无效图形”可去除"),
        ("没有办结时间（--closed），", "没有办结时间（“办结时间”），"),
        ("请用原来的 --tz，或导入到新的库（DB_NAME）。", "请用原来的“时间所属时区”。"),
    ],
)  # fmt: skip
def test_chinese_texts_name_the_question(text: str, words: str) -> None:
    assert page_words(text, english=False) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name two columns with --lon and --lat", "name two columns with “longitude or easting” and “latitude or northing”"),
        ("a spike; --repair would cut it off", "a spike; agreeing to “Mend invalid geometry” would cut it off"),
        ("name one with --column households=….", "name one with “households”."),
        ("with --crs (usual: 4326)", "with “Coordinate system” (usual: 4326)"),
        ("the --tz of then, or import into a new database (DB_NAME).", "the “Time zone of the times” of then."),
    ],
)  # fmt: skip
def test_english_texts_name_the_question(text: str, words: str) -> None:
    assert page_words(text, english=True) == words


@pytest.mark.parametrize(("text", "english"), [(FAR_AWAY.zh, False), (FAR_AWAY.en, True)])
def test_a_file_of_another_place_is_not_answered_with_a_command(text: str, english: bool) -> None:
    told = page_words(text, english=english)
    assert "121.45" in told
    assert not re.search("DB_NAME|make db|LONGITUDE", told)


def test_every_field_has_a_title() -> None:
    for kind in KINDS.values():
        for field in kind.fields:
            told = page_words(option_of(field.role), english=False)
            assert not OPTION.search(told)
            assert not told.strip("“”").isascii()


def texts() -> set[str]:
    """Every text in the importers that names an option."""
    found = set()
    for folder in ("importers", "actions", "exporters"):
        for path in Path(settings.BASE_DIR, "geodata", folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and OPTION.search(node.value)
                ):
                    found.add(node.value)
    return found


@pytest.mark.parametrize("english", [False, True])
def test_no_text_of_the_importers_names_an_option_on_a_page(english: bool) -> None:
    known = texts()
    assert len(known) > 20
    assert [
        text
        for text in known
        if OPTION.search(page_words(text, english=english)) or "DB_NAME" in page_words(text, english=english)
    ] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", "请用“经度（东坐标）”和“纬度（北坐标）”"),
        ("en", "The file has no coordinates: name two columns with “longitude"),
    ],
)
def test_a_refused_file_names_the_questions(
    client: Client, upload: Callable[..., ImportJob], tmp_path: Path, language: str, words: str
) -> None:
    factories.make_square_district()
    client.force_login(factories.make_login(Role.DISTRICT_ADMIN))
    path = tmp_path / "点.csv"
    path.write_text("名称,类别\n站,警务站\n", encoding="utf-8")
    job = upload(path, "service_points")
    client.post(f"/import/{job.uuid}/", {"action": "check", "encoding": "utf-8", "confirm-encoding": "1"})
    assert work(job).state == "refused"
    text = unescape(
        client.get(f"/import/{job.uuid}/", headers={"Accept-Language": language}).content.decode()
    )
    assert words in text
    assert "--l" not in text

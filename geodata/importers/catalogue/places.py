"""Places people go to or call on: service points, businesses, resources, devices."""

from typing import Any

import pandas as pd

from geodata.importers.codes import plain_text
from geodata.importers.fields import DAY, Cell, Field, number, text, whole, word, words_of
from geodata.importers.kind import Kind, Records, Shape
from geodata.importers.moments import ACCEPTED_FORMS, parse_moments, zone
from geodata.importers.options import ImportOptions
from geodata.importers.report import Problem, Report, Severity
from geodata.models import Business, Device, Resource, ServicePoint
from geodata.rules.import_kinds import KindName
from geodata.rules.opening_words import opening_syntax
from geodata.rules.resource_kinds import DEVICE_KIND_NAMES, DEVICE_STATE_NAMES, RESOURCE_KIND_NAMES
from geodata.rules.service_points import ACCESS_FACTS, ServiceKind
from geodata.rules.service_words import kind_of_class

from .words import ACCESS_WORDS

KEY = Field("key", "编号", "number", ("id", "@id", "编号", "编码", "代码", "osm_id"), text(120))
NAME = Field("name", "名称", "name", ("name", "名称"), text(120), required=True, filled=True, column="name")
ADDRESS = Field(
    "address", "地址", "address", ("address", "addr", "地址", "详细地址"), text(200), column="address"
)
PHONE = Field("phone", "电话", "phone", ("phone", "tel", "电话", "联系电话"), text(40), column="phone")
CHECKED = Field(
    "checked_on", "核查日期", "date checked", ("checked_on", "核查日期", "更新日期"), DAY, column="checked_on"
)


def _class_cell() -> Cell:
    return Cell(plain_text, "类别名称", "the name of a class")


def _settle_point(records: Records, options: ImportOptions, report: Report) -> dict[str, list[Any]]:
    """Kinds by class words, opening hours as OSM syntax, access facts; what nobody knows is named once each."""
    columns: dict[str, list[Any]] = {}
    classes = records.values.get("category") or [""] * len(records.row)
    known = {text_: kind_of_class(text_) for text_ in set(classes)}
    for text_ in sorted(text_ for text_, kind in known.items() if text_ and kind is None):
        count = sum(one == text_ and bool(use) for one, use in zip(classes, records.use, strict=True))
        zh = f"不认识类别“{text_[:60]}”，{count} 个记为“其他”"
        report.add(Problem("class_unknown", zh, f"class {text_[:60]} is unknown: {count} became other", None,
                           float(count), Severity.NOTICE))  # fmt: skip
    kinds = [(known[text_] or ServiceKind.OTHER).value if text_ else None for text_ in classes]
    if records.has("category"):
        columns["kind"] = kinds
    for kind in ServiceKind:
        if count := sum(
            (one or ServiceKind.OTHER) == kind and bool(use)
            for one, use in zip(kinds, records.use, strict=True)
        ):
            report.figures[f"kind_{kind}"] = count
    if records.has("opening_hours"):
        columns["opening_hours"] = _hours(records, report)
    if records.has("accessibility"):
        columns["accessibility"] = [
            _facts(told) if told else None for told in records.values["accessibility"]
        ]
    return columns


def _hours(records: Records, report: Report) -> list[str | None]:
    found: list[str | None] = []
    unclear = 0
    for told in records.values["opening_hours"]:
        hours = opening_syntax(told or "")
        unclear += hours is None
        found.append((hours or "") if told else None)
    if unclear:
        zh = f"{unclear:,} 个开放时间看不懂，已留空；请写成 Mo-Fr 09:00-17:00 或 周一至周五 9:00-17:00"
        en = f"{unclear:,} opening hours are not understood and left empty; write Mo-Fr 09:00-17:00"
        report.add(Problem("opening_unclear", zh, en, None, float(unclear), Severity.NOTICE))
    return found


def _facts(told: str | None) -> str:
    """A text array of the access facts that words name."""
    words = [
        part.strip()
        for part in (told or "").replace("；", ";").replace("、", ";").replace(",", ";").split(";")
    ]
    facts = [word_ if word_ in ACCESS_FACTS else ACCESS_WORDS.get(word_.lower(), "") for word_ in words]
    return "{" + ",".join(dict.fromkeys(fact for fact in facts if fact)) + "}"


SERVICE_POINTS = Kind(
    KindName.SERVICE_POINTS,
    Shape.POINT,
    ServicePoint,
    (
        KEY,
        NAME,
        Field("name_en", "英文名称", "English name", ("name_en", "name:en", "英文名称"), text(160), column="name_en"),
        ADDRESS,
        PHONE,
        Field("category", "类别", "class", ("category", "kind", "amenity", "类别", "类型"), _class_cell()),
        Field("opening_hours", "开放时间", "opening hours", ("opening_hours", "hours", "开放时间", "营业时间", "服务时间"),
              text(200)),
        Field("accessibility", "无障碍设施", "access facts", ("accessibility", "acc_facts", "无障碍设施", "wheelchair"),
              text(200)),
        CHECKED,
    ),
    ("name",),
    settle=_settle_point,
    fixed={"kind": ServiceKind.OTHER.value, "name": ""},
)  # fmt: skip

BUSINESSES = Kind(
    KindName.BUSINESSES,
    Shape.POINT,
    Business,
    (
        KEY,
        NAME,
        Field("category", "类别", "category", ("category", "行业", "类别", "类型", "type"), text(60), column="category"),
        ADDRESS,
        Field("employees", "从业人数", "employees", ("employees", "从业人数", "员工数"), whole(1_000_000),
              column="employees"),
        CHECKED,
    ),
    ("name",),
)  # fmt: skip

RESOURCES = Kind(
    KindName.RESOURCES,
    Shape.POINT,
    Resource,
    (
        KEY,
        NAME,
        Field("category", "资源类型", "kind of resource", ("kind", "category", "type", "类型", "类别", "资源类型"),
              word(words_of(RESOURCE_KIND_NAMES), "other", "other"), column="kind"),
        Field("quantity", "数量", "quantity", ("quantity", "数量", "库存"), number(0, 1e9), column="quantity"),
        Field("unit", "单位", "unit", ("unit", "单位", "计量单位"), text(16), column="unit"),
        ADDRESS,
        PHONE,
        CHECKED,
        Field("expires_on", "有效期至", "expires on", ("expires_on", "有效期", "有效期至"), DAY, column="expires_on"),
    ),
    ("name", "category"),
    fixed={"kind": "other"},
)  # fmt: skip


def _settle_device(records: Records, options: ImportOptions, report: Report) -> dict[str, list[Any]]:
    """The moment a state was heard of, local to the zone told."""
    if not records.has("time"):
        return {}
    tz = zone(options.tz or "Asia/Shanghai")
    texts = ["" if cell is None else str(cell) for cell in records.values["time"]]
    found = []
    for place, moment in enumerate(parse_moments(texts, tz).utc):
        unreadable = pd.isna(moment)
        if unreadable and texts[place]:
            records.use[place] = False
            zh, en = (
                f"时间“{texts[place][:40]}”无法识别，可用写法：{ACCEPTED_FORMS}",
                f"time {texts[place][:40]!r}",
            )
            report.add(Problem("time_unreadable", zh, f"{en} is not understood", int(records.row[place])))
        found.append(None if unreadable else moment.isoformat())
    return {"state_at": found}


DEVICES = Kind(
    KindName.DEVICES,
    Shape.POINT,
    Device,
    (
        KEY,
        NAME,
        Field("category", "设备类型", "kind of device", ("kind", "category", "type", "类型", "设备类型"),
              word(words_of(DEVICE_KIND_NAMES, {"监控": "camera", "烟感器": "smoke_sensor"}), "other", "other"),
              column="kind"),
        Field("state", "状态", "state", ("state", "status", "状态", "设备状态"),
              word(words_of(DEVICE_STATE_NAMES, {"在线": "in_order", "完好": "in_order", "损坏": "faulty"}), "unknown",
                   "unknown"), column="state"),
        Field("time", "状态时间", "time of the state", ("state_at", "time", "状态时间", "更新时间"), text(40)),
        ADDRESS,
    ),
    ("name", "category"),
    settle=_settle_device,
    fixed={"kind": "other"},
)  # fmt: skip

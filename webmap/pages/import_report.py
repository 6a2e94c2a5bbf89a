"""What the report page shows: counts that add up, problems by kind with a consent for what can be mended, what follows."""

from typing import Any

from django.utils.translation import gettext as _

from geodata.importers.job_answers import ROWS
from geodata.queries.import_jobs import JobOnPage
from geodata.rules.import_kinds import KindName

from .import_preview import finding_advice, finding_word, map_data
from .import_words import said, unit_word

SHOWN = 50
# A form may have a thousand fields.
SHOWN_ALONE = 900
MENDABLE = frozenset({"overlap", "gap", "small"})
# Broken geometry of single rows; one consent for all of them, for mending depends on nothing else.
ROW_REPAIRS = frozenset(
    {"invalid_geometry", "spike", "repeated_corner", "tiny_part", "ring_open", "closed_line", "zero_length"}
)
IN_SQUARE_METRES = frozenset({"overlap", "gap", "void", "hole", "small", "crosses_parent", "coverage_repair"})
_SUMS = ("read", "loaded", "rejected", "repaired", "created", "updated", "unchanged")
_RANK = {"rejected": 0, "repaired": 1, "notice": 2}


def report_context(job: JobOnPage, only: str = "") -> dict[str, Any]:
    """The variables of the page; only: the code of the one kind of problem to show."""
    report, answers = job.report, job.options
    consent = set(answers.get("consent", ()))
    only = only if only in report["problem_counts"] else ""
    groups = _groups(report, consent, only)
    shown = map_data(job)
    unlocated, drafts = _measure(report, "unlocated"), report["figures"].get("drafts", 0)
    changes = report["created"] + report["updated"]
    return {
        "report": report,
        "sums": {name: f"{report[name]:,}" for name in _SUMS},
        "groups": groups,
        "only": only,
        "problem_count": sum(report["problem_counts"].values()),
        "rows_can_be_mended": any(code in ROW_REPAIRS for code in report["problem_counts"])
        or ROWS in consent,
        "rows_agreed": ROWS in consent,
        "agreed_elsewhere": " ".join(sorted(consent - _listed(groups) - {ROWS})),
        "can_recheck": bool(consent) or not MENDABLE.isdisjoint(report["problem_counts"]),
        "consents": len(consent),
        "unlocated": f"{unlocated:,.0f}" if unlocated else "",
        "drafts": f"{drafts:,.0f}" if drafts else "",
        "is_areas": job.kind == KindName.AREAS,
        "changes": f"{changes:,}" if changes else "",
        "nothing_new": not changes and not report["rejected"] and report["read"] > 0,
        "unit": unit_word(job.kind, answers),
        "strict": bool(answers.get("strict")),
        "blocked": bool(answers.get("strict")) and report["rejected"] > 0,
        "has_map": bool(shown.get("bounds")),
        "map_data": shown | {"places": _places(groups)},
        "pages": _where_to_look(job),
    }


def _measure(report: dict[str, Any], code: str) -> float:
    return sum(one["measure"] or 0 for one in report["problems"] if one["code"] == code)


def _groups(report: dict[str, Any], consent: set[str], only: str) -> list[dict[str, Any]]:
    """Problems by code: the ones that cost rows first, then repairs, then notices; larger groups first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in report["problems"]:
        found.setdefault(one["code"], []).append(one)
    groups = [_group(code, ones, report, consent) for code, ones in found.items()]
    groups.sort(key=lambda group: (_RANK[group["severity"]], -group["count"]))
    number = 0
    for group in groups:
        group["number"] = None
        if group["severity"] != "repaired" and any(one.get("place") for one in found[group["code"]]):
            number += 1
            group["number"] = number
        group["open"] = only == group["code"]
        group["cut"] = SHOWN_ALONE if group["open"] else SHOWN
    return [group for group in groups if not only or group["open"]]


def _group(
    code: str, ones: list[dict[str, Any]], report: dict[str, Any], consent: set[str]
) -> dict[str, Any]:
    worst = min((one["severity"] for one in ones), key=_RANK.__getitem__)
    area = sum(one["measure"] or 0 for one in ones) if code in IN_SQUARE_METRES else None
    return {
        "code": code,
        "title": problem_word(code, said(ones[0])),
        "severity": worst,
        "severity_word": severity_word(worst),
        "count": report["problem_counts"].get(code, len(ones)),
        "area": None if area is None else f"{area:,.2f}",
        "advice": finding_advice(code),
        "rows": [_row(one, consent) for one in ones],
        "mendable": code in MENDABLE,
    }


def _listed(groups: list[dict[str, Any]]) -> set[str]:
    """Keys of the findings that the page has a box for."""
    return {row["key"] for group in groups for row in group["rows"][: group["cut"]] if row["mendable"]}


def _row(one: dict[str, Any], consent: set[str]) -> dict[str, Any]:
    return {
        "row": one["row"],
        "text": said(one),
        "key": one["key"],
        "mendable": one["code"] in MENDABLE and bool(one["key"]),
        "agreed": one["key"] in consent,
        "place": one["place"],
    }


def _places(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Numbered places for the map, one marker per finding, the first of each kind."""
    return [
        {
            "number": group["number"],
            "place": row["place"],
            "text": row["text"],
            "code": group["code"],
            "key": row["key"],
        }
        for group in groups
        for row in group["rows"][:SHOWN]
        if row["place"] and group["number"]
    ]


def severity_word(severity: str) -> str:
    """What a problem did to its row."""
    return {"rejected": _("拒绝"), "repaired": _("已修补"), "notice": _("提示")}[severity]


def problem_word(code: str, example: str) -> str:
    """What a kind of problem is called; its first message where it has no name here."""
    known = {
        "hole": _("狭窄的内洞"),
        "small": _("微小的重叠或空隙"),
        "coverage_repair": _("已修补的边界"),
        "coverage_left": _("没有修补的问题"),
        "invalid_geometry": _("无效图形"),
        "draft": _("存为草案的界线"),
        "coordinates_missing": _("没有坐标"),
        "coordinates_outside": _("坐标超出范围"),
        "far_away": _("位置离本区太远"),
        "geometry_missing": _("没有图形"),
        "code_shape": _("代码位数不对"),
        "code_twice": _("代码重复"),
        "key_twice": _("编号重复"),
        "cell_missing": _("缺少必填内容"),
        "cell_unreadable": _("内容看不懂"),
        "time_unreadable": _("时间看不懂"),
        "class_unknown": _("不认识的类别"),
    }
    if code in known:
        return known[code]
    word = finding_word(code)
    return example if word == code else word


def _where_to_look(job: JobOnPage) -> list[dict[str, Any]]:
    """Pages that show what was written; place: what is posted to those that look around a place."""
    bounds = map_data(job).get("bounds")
    place = (
        {
            "lon": f"{(bounds[0] + bounds[2]) / 2:.4f}",
            "lat": f"{(bounds[1] + bounds[3]) / 2:.4f}",
            "from": "map",
        }
        if bounds
        else {}
    )
    pages: dict[KindName, list[dict[str, Any]]] = {
        KindName.SERVICE_POINTS: [{"url": "/", "title": _("在便民地图上看"), "place": place}],
        KindName.EVENTS: [{"url": "/command/", "title": _("在指挥大屏上看")}],
    }
    return pages.get(KindName(job.kind), [])

"""What the mapping page shows: the file in one line, questions, columns, first rows, words, findings."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from geodata.importers.job_folder import folder_of, read_json
from geodata.queries.import_jobs import JobOnPage
from geodata.rules.import_kinds import KindName

from .import_answers import open_questions
from .import_words import english, format_name, said, size_text

MOST_CHOICES = 3
_TIMED = frozenset({KindName.EVENTS, KindName.DEVICES})
ZONES = ("Asia/Shanghai", "Asia/Urumqi", "UTC", "America/New_York", "America/Chicago", "America/Los_Angeles")
FINDING_CODES = ("overlap", "gap", "void", "near_miss", "crosses_parent")


def preview_context(job: JobOnPage) -> dict[str, Any]:
    """The variables of the page."""
    preview, answers = job.preview, job.options
    asked = open_questions(preview, answers)
    findings = findings_by_code(preview["findings"])
    missing = [one for one in preview["mapping"] if one["required"] and not one["column"]]
    return {
        "file_line": file_line(job),
        "questions": [_question(one, one["name"] in asked) for one in preview["questions"]],
        "extent": _extent(preview),
        "measured_in": preview["measured_in"],
        "mapping": [
            {"one": one, "title": said(one), "form": said(one, "form_zh", "form_en")}
            for one in preview["mapping"]
        ],
        "missing": [said(one) for one in missing],
        "columns": preview["columns"],
        "shown_columns": [{"column": one["column"], "title": said(one)} for one in preview["shown_columns"]],
        "rows": preview["rows"],
        "read": f"{preview['file']['read']:,}",
        "words": [_words(one, job.kind) for one in preview["words"]],
        "problems": [
            {"text": said(one), "row": one["row"], "severity": one["severity"]} for one in preview["problems"]
        ],
        "looked_at_coverage": preview["looked_at_coverage"],
        "findings": findings,
        "finding_count": sum(one["count"] for one in findings),
        "finding_area": f"{sum(one['area_m2'] for one in findings):,.0f}",
        "has_map": preview["has_place"],
        "is_timed": job.kind in _TIMED,
        "zone": answers.get("tz") or "Asia/Shanghai",
        "zones": ZONES,
        "is_areas": job.kind == KindName.AREAS,
        "valid_from": answers.get("valid_from") or timezone.localdate().isoformat(),
        "map_data": map_data(job),
    }


def map_data(job: JobOnPage) -> dict[str, Any]:
    """What the map is told before it asks for shapes: bounds and numbers on findings."""
    shown = read_json(folder_of(job.uuid).map) or {}
    total, drawn = shown.get("total", 0), shown.get("shown", 0)
    told = {key: shown.get(key) for key in ("bounds", "shift")}
    return told | {"total": f"{total:,}", "shown": f"{drawn:,}", "is_cut": total > drawn}


def file_line(job: JobOnPage) -> str:
    """The file in one line: format, how many of what, size, what is missing."""
    file = job.preview["file"]
    parts = [format_name(file["format"]), *_counted(file)]
    if file["vertices"]:
        parts.append(_("%(count)s 个顶点") % {"count": f"{file['vertices']:,}"})
    parts.append(size_text(job.size))
    if file["format"] == "shapefile":
        missing = [
            word
            for word, there in (
                (_("无投影文件（.prj）"), file["has_crs"]),
                (_("无编码文件（.cpg）"), file["says_encoding"]),
            )
            if not there
        ]
        if missing:
            parts.append((", " if english() else "、").join(missing))
    return (", " if english() else "，").join(parts)


def _counted(file: dict[str, Any]) -> Iterable[str]:
    types = file["geometry_types"]
    found = []
    for ending, words in (("Polygon", "polygon"), ("LineString", "line"), ("Point", "point")):
        count = sum(number for name, number in types.items() if name.endswith(ending))
        if count:
            found.append(
                {
                    "polygon": _("%(count)s 个面"),
                    "line": _("%(count)s 条线"),
                    "point": _("%(count)s 个点"),
                }[words]
                % {"count": f"{count:,}"}
            )
    return found or [_("%(count)s 条记录") % {"count": f"{file['read']:,}"}]


def _question(one: dict[str, Any], is_open: bool) -> dict[str, Any]:
    choices = [
        {
            "value": choice["value"],
            "text": said(choice),
            "sample": choice["sample"],
            "chosen": choice["value"] == one["chosen"],
        }
        for choice in one["choices"]
    ]
    chosen = next((choice["text"] for choice in choices if choice["chosen"]), "")
    first = sorted(choices, key=lambda choice: not choice["chosen"])
    cut = first[:MOST_CHOICES]
    kept = [choice for choice in choices if choice in cut] if one["name"] == "srid" else choices
    return {
        "name": one["name"],
        "title": said(one),
        "chosen": one["chosen"],
        "chosen_text": chosen,
        "open": is_open,
        "told": one["told"],
        "choices": kept,
        "more": [choice for choice in choices if choice not in kept],
        "can_name": one["name"] == "srid",
        "reasons": [said(reason) for reason in one["reasons"]],
    }


def _extent(preview: dict[str, Any]) -> str:
    bounds = preview["file"]["bounds"]
    if not bounds:
        return ""
    digits = 4 if max(map(abs, bounds)) <= 180 else 0
    west, south, east, north = (f"{one:,.{digits}f}" for one in bounds)
    return _("横坐标 %(west)s 到 %(east)s，纵坐标 %(south)s 到 %(north)s。") % {
        "west": west, "east": east, "south": south, "north": north,
    }  # fmt: skip


def _words(one: dict[str, Any], kind: str) -> dict[str, Any]:
    unknown = sum(not word["code"] for word in one["words"])
    if kind == KindName.EVENTS:
        nothing = _("新建同名类别")
    elif one["other"] or kind == KindName.SERVICE_POINTS:
        nothing = _("按“其他”")
    else:
        nothing = _("不认识，这些行不导入")
    choices = [(code, en if english() else zh) for code, zh, en in one["choices"]]
    return {
        "title": said(one),
        "column": one["column"],
        "words": one["words"],
        "unknown": unknown,
        "nothing": nothing,
        "choices": choices,
        "left_out": one["left_out"],
    }


def finding_word(code: str) -> str:
    """What a kind of finding is called."""
    return {
        "overlap": _("重叠"),
        "gap": _("空隙"),
        "void": _("空白"),
        "near_miss": _("未接上的边"),
        "crosses_parent": _("越出上级界线"),
    }.get(code, code)


def finding_advice(code: str) -> str:
    """What may be done about a kind of finding."""
    return {
        "overlap": _("划给共同边界较长的一方"),
        "gap": _("并入共同边界最长的一方"),
        "void": _("确认是否本应为空"),
        "near_miss": _("在来源文件里接上"),
        "crosses_parent": _("核对上级界线"),
    }.get(code, "")


def findings_by_code(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Findings as one numbered line per kind: how many, square metres, the largest."""
    lines = []
    for code in FINDING_CODES:
        mine = [one for one in findings if one["code"] == code]
        if not mine:
            continue
        largest = max(mine, key=lambda one: one["area_m2"])
        names = (" / " if english() else "与").join(largest["names"])
        lines.append(
            {
                "number": len(lines) + 1,
                "code": code,
                "word": finding_word(code),
                "count": len(mine),
                "area_m2": sum(one["area_m2"] for one in mine),
                "largest": names,
                "area": f"{sum(one['area_m2'] for one in mine):,.0f}",
                "largest_area": f"{largest['area_m2']:,.0f}",
                "advice": finding_advice(code),
            }
        )
    return lines

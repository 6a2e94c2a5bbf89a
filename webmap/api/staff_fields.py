"""What the staff's addresses take, by name: the words and the schema of every parameter and every part of a body."""

from typing import Any

from geodata.analysis.access_floating import Catchment
from geodata.queries.heat_areas import LEVELS, Borders
from geodata.rules.event_flow import Priority, Source
from geodata.rules.event_states import EventState
from geodata.rules.levels import Level
from geodata.rules.plan_verbs import PlanVerb
from geodata.rules.service_points import ServiceKind
from geodata.rules.walking import Pace
from geodata.rules.walking_sites import MOST_SITES, SiteMethod

_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "number"}
_WHOLE: dict[str, Any] = {"type": "integer"}
_DAY: dict[str, Any] = {"type": "string", "format": "date"}
_UUID: dict[str, Any] = {"type": "string", "format": "uuid"}
_YES: dict[str, Any] = {"type": "boolean"}
_NUMBERS: dict[str, Any] = {"type": "array", "items": _WHOLE}


def _one_of(*words: str) -> dict[str, Any]:
    return {"type": "string", "enum": [str(word) for word in words]}


# name → (what it means, its schema); "name@group" where a word means something else for one group of addresses.
FIELDS: dict[str, tuple[str, dict[str, Any]]] = {
    "lon": ("经度 · longitude, WGS 84", _NUMBER),
    "lat": ("纬度 · latitude, WGS 84", _NUMBER),
    "from": ("起始日 · first day", _DAY),
    "to": ("结束日，含当日 · last day, included", _DAY),
    "day": ("日期，不写为今天 · a day, today where none is named", _DAY),
    "category": ("类别代码，逗号分隔 · codes of categories", _TEXT),
    "category@coverage": (f"服务类别 · kind of service: {', '.join(ServiceKind)}", _TEXT),
    "priority": ("优先级 · priority", _one_of(*Priority)),
    "source": ("来源 · source", _one_of(*Source)),
    "state": ("状态 · state", _one_of(*EventState)),
    "hours": ("一周里的小时范围，如 8-17,32-41 · ranges of hours of the week", _TEXT),
    "area": ("区划代码，6 至 15 位 · code of an area", _TEXT),
    "count": ("按上报或按事件计数 · reports or incidents", _one_of("reports", "incidents")),
    "level": ("列出的层级 · level that is listed", _one_of(*LEVELS)),
    "level@coverage": ("列出的层级 · level that is listed", _one_of(*Level)),
    "borders": ("按现行边界或当日边界 · borders of today or of the day", _one_of(*Borders)),
    "box": ("范围：西,南,东,北（度）· west,south,east,north in degrees", _TEXT),
    "step": ("每帧的时长 · length of a frame", _TEXT),
    "with": ("与哪段时间比：before、year_ago 或 起始日..结束日 · the period compared with", _TEXT),
    "with@plans": ("与哪个方案（uuid）或哪一天比，不写为现行网格 · another plan, a day, or today's grids", _TEXT),
    "by": ("按方格或按网格 · by cell or by grid", _one_of("cell", "grid")),
    "weeks": ("往后几周 · weeks ahead", _WHOLE),
    "cell": ("方格：级/列/行 · z/x/y", _TEXT),
    "square": ("方块：经度,纬度,边长（米）· lon,lat,side in metres", _TEXT),
    "grid": ("网格的 uuid · uuid of a grid", _UUID),
    "grid@plans": ("方案里网格的编号 · number of a grid in the plan", _WHOLE),
    "warning": ("预警的 uuid · uuid of a warning", _UUID),
    "after": ("从这个事件之后起 · page that follows this event", _UUID),
    "days": ("静默的天数 · silent days", _WHOLE),
    "kind": ("报警种类 · kind of alarm", _one_of("event", "device", "care", "weather")),
    "pace": ("步速 · whose pace", _one_of(*Pace)),
    "minutes": ("步行分钟 · minutes on foot", _NUMBER),
    "limit": ("最多几条 · rows at most", _WHOLE),
    "method": ("可及性算法 · method of access", _one_of(*Catchment)),
    "method@siting": ("选址算法 · method of siting", _one_of(*SiteMethod)),
    "sites": ("新增几处 · how many sites", {"type": "integer", "minimum": 1, "maximum": MOST_SITES}),
    "candidates": ("候选点：经度,纬度;… · places to choose from, lon,lat;…", _TEXT),
    "close": ("停用的点，uuid 逗号分隔 · points that close", _TEXT),
    "open": ("新增的点：经度,纬度;… · places where points open, lon,lat;…", _TEXT),
    "homes": ("1：列出步行有变化的楼栋 · 1 adds the buildings whose walk changes", _one_of("0", "1")),
    "name": ("名称 · name", _TEXT),
    "base": ("以哪个方案为底（uuid）· plan it begins from", _UUID),
    "since": ("从哪个版本之后起 · revision after which", _WHOLE),
    "revision": ("看到的版本 · revision it was drawn on", _WHOLE),
    "verb": ("操作 · operation", _one_of(*PlanVerb)),
    "community": ("社区代码 · code of a community", _TEXT),
    "blocks": ("地块编号 · numbers of blocks", _NUMBERS),
    "other": ("另一个网格的编号 · number of the other grid", _WHOLE),
    "line": ("分割线的顶点 [经度, 纬度] · corners of a line", {"type": "array", "items": {"type": "array", "items": _NUMBER}}),
    "parts": ("分成几份 · into how many parts", _WHOLE),
    "keys": ("网格编号 · numbers of grids", _NUMBERS),
    "preview": ("只看结果不写入 · tell only what it would change", _YES),
    "digest_end": ("摘要的末六位 · last six characters of the digest", _TEXT),
    "valid_from": ("生效日 · day it comes into force", _DAY),
    "subdivide": ("找到即采用 · take it at once", _YES),
    "propose": ("为所有网格提议网格员 · propose workers for all grids", _YES),
    "workers": ("网格员的 uuid · uuids of workers", {"type": "array", "items": _UUID}),
    "seat": ("页面自取的 uuid · random uuid of the page", _UUID),
}  # fmt: skip


# Groups whose fields are those of another one, but for their own.
_LIKE = {"siting": "coverage"}


def field_of(name: str, group: str) -> tuple[str, dict[str, Any]]:
    """Words and schema of a field, the group's own where it has one. Raises KeyError for one that is not told."""
    for own in (f"{name}@{group}", f"{name}@{_LIKE.get(group, group)}"):
        if own in FIELDS:
            return FIELDS[own]
    return FIELDS[name]

"""The staff's addresses that programs may use: what each does with which verb, takes and answers."""

from dataclasses import dataclass

JSON, GEOJSON, CSV = "application/json", "application/geo+json", "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORM = "application/x-www-form-urlencoded"
HEAT = ("from", "to", "category", "priority", "source", "state", "hours", "area", "count")
HOMES = ("category", "area")
CIRCLE = ("minutes", "pace")
WHAT_IF = ("category", "close", "open", "area")
OPERATION = (
    "verb", "revision", "community", "blocks", "grid", "other", "line", "parts", "keys", "preview",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What an address does with one verb: words, parameters of the query, parts of the body, what comes back."""

    zh: str
    en: str
    query: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    media: str = JSON
    status: int = 200
    sent_as: str = JSON


def _asked(zh: str, en: str, *query: str) -> dict[str, Told]:
    """A question that may be sent by GET, or by POST so that places stay out of the address."""
    return {"get": Told(zh, en, query), "post": Told(zh, en, body=query, sent_as=FORM)}


_HEAT: dict[str, dict[str, Told]] = {
    "/api/heat/summary.json": {"get": Told("总数和各选项的数量", "Counts, and those beside every choice", HEAT)},
    "/api/heat/areas.json": {"get": Told("各区域的数量和比率", "Counts and rates by area", (*HEAT, "level", "borders"))},
    "/api/heat/frames.json": {"get": Told("回放的各帧", "Frames of a playback", (*HEAT, "box", "step"))},
    "/api/heat/compare.json": {
        "get": Told("两个时段的对比", "Two periods compared", (*HEAT, "box", "level", "with"))
    },
    "/api/heat/events.json": {
        "get": Told("一个地点的事件", "Events of a place", (*HEAT, "cell", "square", "grid", "warning", "after"))
    },
    "/api/heat/table.csv": {"get": Told("区域表", "Table of areas", (*HEAT, "level", "borders"), media=CSV)},
    "/api/heat/table.xlsx": {"get": Told("区域表", "Table of areas", (*HEAT, "level", "borders"), media=XLSX)},
    "/api/heat/briefing.html": {
        "get": Told("可离线打开的简报", "A briefing that opens offline", (*HEAT, "level", "borders"), media="text/html")
    },
    "/api/heat/hotspots.json": {"get": Told("热点", "Hot spots", ("category",))},
    "/api/heat/ranking.json": {"get": Told("未来事件最多的地方", "Where most is to come", ("category", "by", "weeks"))},
    "/api/heat/warnings.json": {"get": Told("有效的预警", "The warnings that stand")},
    "/api/heat/warnings/{uuid}/acknowledge/": {"post": Told("确认预警", "Take notice of a warning")},
    "/api/heat/warnings/{uuid}/mute/": {"post": Told("静默预警", "Silence a warning", body=("days",))},
    "/api/events/": {
        "post": Told("上报事件", "Report an event", body=("category", "lon", "lat", "priority", "source"), status=201)
    },
    "/api/alarms/": {"post": Told("发出报警", "Raise an alarm", body=("kind", "lon", "lat"), status=201)},
    "/api/alarms/{uuid}/acknowledge/": {"post": Told("确认报警", "Take notice of an alarm")},
    "/api/alarms/{uuid}/close/": {"post": Told("关闭报警", "Close an alarm")},
}  # fmt: skip
_COVERAGE: dict[str, dict[str, Told]] = {
    "/api/coverage/": _asked("各区域的覆盖率", "Shares within reach by area", *HOMES, "level"),
    "/api/coverage/unserved": _asked("未覆盖楼栋", "Buildings without", *HOMES, *CIRCLE, "limit"),
    "/api/coverage/access": _asked("计入容量的可及性", "Access by capacity", *HOMES, *CIRCLE, "method", "level"),
    "/api/coverage/change": _asked("调整带来的变化", "What a change does", *WHAT_IF, "level", "homes"),
    "/api/coverage/nearest": _asked(
        "一个地点现在和调整后的最近点", "The nearest of a place, now and after a change",
        "lon", "lat", "pace", "category", "close", "open",
    ),
    "/api/coverage/homes": _asked("各楼栋的步行分钟", "Minutes of every lived-in building", *HOMES),
    "/api/coverage/standards": _asked("按各自标准判定", "Judged by each area's own standard", "level", "area"),
    "/api/coverage/table.csv": {"get": Told("区域表", "Table of areas", (*HOMES, "level"), media=CSV)},
    "/api/coverage/areas.geojson": {
        "get": Told("区域边界与数据", "Areas with borders and figures", (*HOMES, "level"), media=GEOJSON)
    },
    "/api/coverage/scenarios/": {
        "get": Told("保存的方案", "Scenarios that are kept", ("category",)),
        "post": Told("保存方案", "Keep a scenario", body=("name", *WHAT_IF), status=201, sent_as=FORM),
    },
    "/api/coverage/scenarios/{uuid}/": {
        "get": Told("一个方案", "One scenario"),
        "delete": Told("删除方案", "Forget it", status=204),
    },
}  # fmt: skip
_SITING: dict[str, dict[str, Told]] = {
    "/api/coverage/siting/": {
        "get": Told("近期选址计算", "The latest searches"),
        "post": Told(
            "开始选址计算", "Ask for sites", status=202, sent_as=FORM,
            body=("category", "sites", "method", *CIRCLE, "area", "candidates"),
        ),
    },
    "/api/coverage/siting/{uuid}/": {
        "get": Told("一次选址计算", "One search with its progress"),
        "delete": Told("停止", "Stop it"),
    },
}  # fmt: skip
_PLAN = "/api/plans/{uuid}/"
_PLANS: dict[str, dict[str, Told]] = {
    "/api/plans/": {
        "get": Told("网格方案", "The plans"),
        "post": Told("新建方案", "A new draft", body=("name", "base"), status=201),
    },
    _PLAN: {"get": Told("一个方案", "A plan with its communities and grids")},
    f"{_PLAN}communities/{{code}}/": {"get": Told("一个社区的地块和网格", "Blocks and grids of a community")},
    f"{_PLAN}operations/": {
        "get": Told("某版本之后的操作", "Operations since a revision", ("since",)),
        "post": Told("一次操作", "One operation", body=OPERATION),
    },
    f"{_PLAN}undo/": {"post": Told("撤销", "Take the last operation back")},
    f"{_PLAN}redo/": {"post": Told("重做", "Do it again")},
    f"{_PLAN}difference/": {"get": Told("与现行网格的差别", "What the plan changes")},
    f"{_PLAN}compare/": {"get": Told("与另一划分对比", "Compared with another division", ("with",))},
    f"{_PLAN}compare/{{code}}/": {"get": Told("一个社区的对比", "One community of it", ("with",))},
    f"{_PLAN}totals/": {"get": Told("全方案的数字", "Figures of the whole plan")},
    f"{_PLAN}workers/": {
        "get": Told("网格员的负荷", "Loads of workers"),
        "post": Told("安排网格员", "Say who serves a grid", body=("propose", "grid", "workers")),
    },
    f"{_PLAN}presence/": {
        "post": Told("谁也打开着", "Who else has it open", body=("seat", "community")),
        "delete": Told("离开", "Leave", body=("seat", "community")),
    },
    f"{_PLAN}check/": {
        "get": Told("问题清单", "Its findings"),
        "post": Told("校验", "Check it, so that it may be submitted"),
    },
    f"{_PLAN}submit/": {"post": Told("提交", "Submit it", body=("revision",))},
    f"{_PLAN}return/": {"post": Told("退回", "Return it")},
    f"{_PLAN}sign/": {"post": Told("签字", "Sign it", body=("digest_end",))},
    f"{_PLAN}schedule/": {"post": Told("定生效日", "Set its day", body=("valid_from",))},
    f"{_PLAN}suggestions/": {
        "get": Told("近期的建议", "The latest suggestions"),
        "post": Told("要一个划分建议", "Ask for a division", body=("area", "subdivide"), status=202),
    },
    f"{_PLAN}suggestions/{{suggestion_uuid}}/": {
        "get": Told("一次建议", "One search with its alternatives"),
        "delete": Told("停止", "Stop it"),
    },
    f"{_PLAN}suggestions/{{suggestion_uuid}}/{{name}}.geojson": {
        "get": Told("一个建议的图形", "An alternative to draw", media=GEOJSON)
    },
    f"{_PLAN}suggestions/{{suggestion_uuid}}/{{name}}/take/": {"post": Told("采用", "Take it into the plan")},
    "/api/grids/as-of/": {
        "post": Told("某地某日属于哪个网格", "The grid of a place on a day", body=("lon", "lat", "day"))
    },
}  # fmt: skip
GROUPS = {"heat": _HEAT, "coverage": _COVERAGE, "siting": _SITING, "plans": _PLANS}

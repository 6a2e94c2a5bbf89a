"""The columns of each exported kind; a file's own names are ones the importer knows the fields by."""

from geodata.rules.import_kinds import KindName

from .kind import Cell, Column, ExportKind, Shape

_KEY = Column("id", "编号", width=34)
_NAME = Column("name", "名称", width=28)
_ADDRESS = Column("address", "地址", width=34)
_PHONE = Column("phone", "电话", width=16)
_CHECKED = Column("checked_on", "核查日期", Cell.DAY)
_AREA = Column("area_code", "所在区域代码", width=18)
_BUILDING = Column("building", "楼栋编号", width=34)
_COUNTS = (
    Column("households", "户数", Cell.WHOLE),
    Column("persons_0_14", "0-14岁", Cell.WHOLE, "p0_14"),
    Column("persons_15_59", "15-59岁", Cell.WHOLE, "p15_59"),
    Column("persons_60_79", "60-79岁", Cell.WHOLE, "p60_79"),
    Column("persons_80_plus", "80岁以上", Cell.WHOLE, "p80_plus"),
    Column("floating_persons", "流动人口", Cell.WHOLE, "floating"),
)

KINDS: dict[KindName, ExportKind] = {
    kind.name: kind
    for kind in (
        ExportKind(
            KindName.AREAS,
            Shape.MULTIPOLYGON,
            (
                Column("code", "代码", width=18),
                _NAME,
                Column("parent", "上级代码", width=16),
                Column("name_en", "英文名称", width=28),
                Column("level", "层级"),
                Column("kind", "性质"),
                Column("grid_type", "网格类型", width=18),
                Column("valid_from", "生效日期", Cell.DAY),
            ),
            levelled=True,
        ),
        ExportKind(
            KindName.ROADS,
            Shape.LINE,
            (
                _KEY,
                _NAME,
                Column("road_class", "道路等级"),
                Column("width_m", "路宽", Cell.NUMBER),
                Column("stairs", "台阶", Cell.YES_NO),
                Column("walkable", "可步行", Cell.YES_NO),
            ),
        ),
        ExportKind(KindName.WATER, Shape.POLYGON, (_KEY, _NAME, Column("kind", "类型"))),
        ExportKind(KindName.LANDCOVER, Shape.POLYGON, (_KEY, _NAME, Column("kind", "地类", width=16))),
        ExportKind(
            KindName.BUILDINGS,
            Shape.POLYGON,
            (
                Column("id", "楼栋编号", width=34),
                Column("use", "用途"),
                Column("floors", "层数", Cell.WHOLE),
                Column("built_year", "建成年份", Cell.WHOLE),
                _ADDRESS,
                *_COUNTS,
                _AREA,
            ),
        ),
        ExportKind(
            KindName.DWELLINGS,
            Shape.POINT,
            (_BUILDING, _ADDRESS, Column("door", "门牌", width=16), Column("state", "状态"), _CHECKED),
        ),
        ExportKind(KindName.HOUSEHOLDS, Shape.POINT, (_BUILDING, _ADDRESS, *_COUNTS)),
        ExportKind(
            KindName.SERVICE_POINTS,
            Shape.POINT,
            (
                _KEY,
                _NAME,
                Column("name_en", "英文名称", width=28),
                _ADDRESS,
                _PHONE,
                Column("category", "类别", width=22),
                Column("opening_hours", "开放时间", short="hours", width=34),
                Column("accessibility", "无障碍设施", short="acc_facts", width=24),
                _CHECKED,
                _AREA,
            ),
        ),
        ExportKind(
            KindName.STAFF,
            Shape.NONE,
            (
                Column("staff_id", "工号", width=34),
                Column("name", "姓名"),
                Column("role", "岗位", width=18),
                Column("full_time", "专职", Cell.YES_NO),
                Column("department", "部门", width=18),
                Column("areas", "负责网格", width=40),
            ),
        ),
        ExportKind(
            KindName.EVENTS,
            Shape.POINT,
            (
                Column("event_id", "事件编号", width=34),
                Column("time", "上报时间", Cell.MOMENT, width=26),
                Column("closed_at", "办结时间", Cell.MOMENT, width=26),
                Column("category", "类别", width=24),
                Column("category_name", "类别名称", short="cat_name", width=18),
                Column("status_known", "办结状态已知", Cell.YES_NO, "known"),
                Column("priority", "紧急程度", width=16),
                Column("source", "来源"),
                Column("step", "办理环节"),
                Column("due_at", "时限", Cell.MOMENT, width=26),
                Column("department", "部门", width=18),
                _AREA,
            ),
            dated=True,
        ),
        ExportKind(
            KindName.BUSINESSES,
            Shape.POINT,
            (
                _KEY,
                _NAME,
                Column("category", "类别", width=18),
                _ADDRESS,
                Column("employees", "从业人数", Cell.WHOLE),
                _CHECKED,
                _AREA,
            ),
        ),
        ExportKind(
            KindName.RESOURCES,
            Shape.POINT,
            (
                _KEY,
                _NAME,
                Column("kind", "资源类型", width=14),
                Column("quantity", "数量", Cell.NUMBER),
                Column("unit", "单位"),
                _ADDRESS,
                _PHONE,
                _CHECKED,
                Column("expires_on", "有效期至", Cell.DAY),
                _AREA,
            ),
        ),
        ExportKind(
            KindName.DEVICES,
            Shape.POINT,
            (
                _KEY,
                _NAME,
                Column("kind", "设备类型", width=14),
                Column("state", "状态"),
                Column("state_at", "状态时间", Cell.MOMENT, width=26),
                _ADDRESS,
                _AREA,
            ),
        ),
        ExportKind(
            KindName.PARTY_BRANCHES,
            Shape.POINT,
            (
                Column("branch_id", "支部编号", width=34),
                Column("name", "支部名称", width=28),
                Column("kind", "组建方式"),
                Column("members", "党员人数", Cell.WHOLE),
                _ADDRESS,
                Column("founded_on", "成立日期", Cell.DAY),
                Column("areas", "负责网格", width=40),
            ),
        ),
        ExportKind(
            KindName.PARTNERS,
            Shape.POINT,
            (
                Column("partner_id", "编号", width=34),
                _NAME,
                Column("kind", "类型", width=20),
                Column("members", "人数", Cell.WHOLE),
                Column("services", "服务内容", width=30),
                _ADDRESS,
                _PHONE,
                _AREA,
            ),
        ),
    )
}

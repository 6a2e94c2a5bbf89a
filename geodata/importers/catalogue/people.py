"""Staff, party branches, volunteers and partners, with the areas each of them serves."""

from typing import Any

from geodata.actions.record_import import StoredCounts
from geodata.actions.store_links import store_links
from geodata.actions.store_rows import StagedRows, store_rows
from geodata.importers.areas_served import AREAS, find_areas
from geodata.importers.fields import DAY, YES_NO, Field, text, whole, word, words_of
from geodata.importers.kind import Kind, Moment, Records, Shape, store_plain
from geodata.importers.options import ImportOptions
from geodata.importers.report import Problem, Report
from geodata.models import ImportRun, Partner, PartyBranch, PartyBranchArea, Staff, StaffArea
from geodata.queries.departments import department_ids
from geodata.rules.import_kinds import KindName
from geodata.rules.resource_kinds import BRANCH_KIND_NAMES, PARTNER_KIND_NAMES
from geodata.rules.viewer import ROLE_NAMES
from geodata.rules.viewer import STAFF as STAFF_ROLES

from .places import ADDRESS, PHONE
from .words import ROLE_WORDS

_SERVED = "areas"


def _store_with_areas(kind: Kind, staged: StagedRows, run: ImportRun, moment: Moment) -> StoredCounts:
    """Store the rows, then the areas each serves as the file tells them now."""
    columns = dict(staged.columns)
    served = columns.pop(_SERVED, None)
    counts = store_rows(kind.model, StagedRows(staged.key, columns, staged.shapes, staged.fixed), run)
    if served is None:
        return counts
    told = {key: areas for key, areas in zip(staged.key, served, strict=True) if areas is not None}
    link, owner = (StaffArea, "staff_id") if kind.model is Staff else (PartyBranchArea, "branch_id")
    changed = store_links(link, owner, kind.model, told, run)
    more = min(changed, counts.unchanged)
    return StoredCounts(counts.created, counts.updated + more, counts.unchanged - more)


def _settle_staff(records: Records, options: ImportOptions, report: Report) -> dict[str, list[Any]]:
    """Departments by code or name, and the areas served."""
    columns: dict[str, list[Any]] = {}
    if records.has("department"):
        known = department_ids()
        told = records.values["department"]
        for place, name in enumerate(told):
            if name and name.lower() not in known:
                records.use[place] = False
                zh, en = f"没有部门“{name[:40]}”", f"there is no department {name[:40]!r}"
                report.add(Problem("department_unknown", zh, en, int(records.row[place])))
        columns["department_id"] = [known.get(name.lower()) if name else None for name in told]
    return columns | find_areas(records, report)


STAFF = Kind(
    KindName.STAFF,
    Shape.NONE,
    Staff,
    (
        Field("key", "工号", "staff number", ("staff_id", "工号", "编号", "id"), text(120)),
        Field("name", "姓名", "name", ("name", "姓名"), text(40), required=True, filled=True, column="name"),
        Field("role", "岗位", "role", ("role", "岗位", "职务", "角色"),
              word(words_of({role: (ROLE_NAMES[role], str(role)) for role in STAFF_ROLES}) | ROLE_WORDS),
              required=True, column="role"),
        Field("full_time", "专职", "full time", ("full_time", "专职", "是否专职"), YES_NO, column="full_time"),
        Field("department", "部门", "department", ("department", "部门", "所属部门"), text(60)),
        AREAS,
    ),
    ("name", "role"),
    settle=_settle_staff,
    store=_store_with_areas,
)  # fmt: skip


def _settle_areas(records: Records, options: ImportOptions, report: Report) -> dict[str, list[Any]]:
    return find_areas(records, report)


PARTY_BRANCHES = Kind(
    KindName.PARTY_BRANCHES,
    Shape.OPTIONAL_POINT,
    PartyBranch,
    (
        Field("key", "编号", "number", ("branch_id", "编号", "支部编号", "id"), text(120)),
        Field("name", "支部名称", "name", ("name", "名称", "支部名称"), text(120), required=True, filled=True, column="name"),
        Field("category", "组建方式", "kind of branch", ("kind", "组建方式", "类型", "category"),
              word(words_of(BRANCH_KIND_NAMES, {"单建": "own", "联建": "joint", "单独": "own", "联合": "joint",
                                                "流动": "mobile"}), "own"), column="kind"),
        Field("members", "党员人数", "members", ("members", "党员人数", "党员数"), whole(1_000_000), column="members"),
        ADDRESS,
        Field("founded_on", "成立日期", "founded on", ("founded_on", "成立日期"), DAY, column="founded_on"),
        AREAS,
    ),
    ("name",),
    settle=_settle_areas,
    store=_store_with_areas,
    fixed={"kind": "own"},
)  # fmt: skip

PARTNERS = Kind(
    KindName.PARTNERS,
    Shape.OPTIONAL_POINT,
    Partner,
    (
        Field("key", "编号", "number", ("partner_id", "编号", "id"), text(120)),
        Field("name", "名称", "name", ("name", "名称", "队伍名称", "单位名称"), text(120), required=True, filled=True,
              column="name"),
        Field("category", "类型", "kind", ("kind", "类型", "类别", "category"),
              word(words_of(PARTNER_KIND_NAMES, {"志愿者": "volunteer_team", "志愿队": "volunteer_team",
                                                 "单位": "partner", "物业": "property_company"}), "partner", "partner"),
              column="kind"),
        Field("members", "人数", "members", ("members", "人数", "志愿者人数"), whole(1_000_000), column="members"),
        Field("services", "服务内容", "services", ("services", "服务内容", "服务项目"), text(200), column="services"),
        ADDRESS,
        PHONE,
    ),
    ("name",),
    store=store_plain,
    fixed={"kind": "partner"},
)  # fmt: skip

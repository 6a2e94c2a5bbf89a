"""Who is looking: the roles of the product and the one object that carries a person's rights downwards."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The roles of the product; a login has exactly one."""

    PUBLIC = "public"
    OPERATOR = "operator"
    HANDLER = "handler"
    GRID_WORKER = "grid_worker"
    COMMUNITY_HEAD = "community_head"
    SUBDISTRICT_HEAD = "subdistrict_head"
    PLANNER = "planner"
    DISTRICT_ADMIN = "district_admin"
    AUDITOR = "auditor"


ROLE_NAMES = {
    Role.PUBLIC: "公众",
    Role.OPERATOR: "值班员",
    Role.HANDLER: "部门经办人",
    Role.GRID_WORKER: "网格员",
    Role.COMMUNITY_HEAD: "社区负责人",
    Role.SUBDISTRICT_HEAD: "街道负责人",
    Role.PLANNER: "网格规划员",
    Role.DISTRICT_ADMIN: "区级管理员",
    Role.AUDITOR: "审计员",
}

STAFF = frozenset(Role) - {Role.PUBLIC}
EVERYONE = frozenset(Role)
AREA_BOUND = frozenset({Role.GRID_WORKER, Role.COMMUNITY_HEAD, Role.SUBDISTRICT_HEAD})
COMMAND = frozenset({Role.OPERATOR, Role.DISTRICT_ADMIN})


@dataclass(frozen=True)
class Viewer:
    """A person as the layers below the web see one: a role and, where the role is bound, its reach.

    area_ids: ids of every area the viewer may look into (own areas and all below them); meaningful only
    for AREA_BOUND roles. department_id: the department whose orders a handler sees.
    """

    role: Role
    area_ids: tuple[int, ...] = ()
    department_id: int | None = None

    @property
    def area_scope(self) -> tuple[int, ...] | None:
        """The areas this viewer is confined to; None when the role sees the whole district."""
        return self.area_ids if self.role in AREA_BOUND else None


PUBLIC_VIEWER = Viewer(Role.PUBLIC)

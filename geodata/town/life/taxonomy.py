"""The departments and event categories of the demo district, as data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DepartmentEntry:
    """A department: code, Chinese and English name, the two characters its handlers are numbered by."""

    code: str
    name: str
    name_en: str
    short: str


@dataclass(frozen=True)
class CategoryEntry:
    """A category: code, names, code of its top-level category ('' for those) and of its department."""

    code: str
    name: str
    name_en: str
    parent: str = ""
    department: str = ""


DEPARTMENTS = (
    DepartmentEntry("urban_management", "城市管理局", "Urban Management", "城管"),
    DepartmentEntry("public_security", "公安分局", "Public Security", "公安"),
    DepartmentEntry("fire_rescue", "消防救援大队", "Fire and Rescue", "消防"),
    DepartmentEntry("housing", "住房和城乡建设局", "Housing and Construction", "住建"),
    DepartmentEntry("civil_affairs", "民政局", "Civil Affairs", "民政"),
    DepartmentEntry("human_resources", "人力资源和社会保障局", "Human Resources and Social Security", "人社"),
    DepartmentEntry("health", "卫生健康局", "Health", "卫健"),
    DepartmentEntry("market", "市场监督管理局", "Market Supervision", "市监"),
    DepartmentEntry("traffic", "交通运输局", "Transport", "交通"),
    DepartmentEntry("justice", "司法局", "Justice", "司法"),
    DepartmentEntry("environment", "生态环境局", "Ecology and Environment", "环境"),
    DepartmentEntry("emergency", "应急管理局", "Emergency Management", "应急"),
)

TOP_LEVEL = (
    CategoryEntry("policy_advice", "政策咨询", "Policy advice"),
    CategoryEntry("daily_service", "生活服务", "Daily services"),
    CategoryEntry("dispute_mediation", "矛盾调解", "Dispute mediation"),
    CategoryEntry("emergency_help", "应急求助", "Emergency help"),
    CategoryEntry("hazard_check", "隐患排查", "Hazard checks"),
    CategoryEntry("city_appearance", "市容环境", "City appearance"),
)

# The kinds the plans name, and four more (social_insurance, food_hygiene, help_call, outage) so that no
# top-level category and no department is without any.
KINDS = (
    CategoryEntry("job_guidance", "就业指导", "Job guidance", "policy_advice", "human_resources"),
    CategoryEntry("social_insurance", "社保咨询", "Social insurance", "policy_advice", "human_resources"),
    CategoryEntry("parking", "停车难", "Parking shortage", "daily_service", "traffic"),
    CategoryEntry("lift_retrofit", "加装电梯", "Lift retrofit", "daily_service", "housing"),
    CategoryEntry("senior_meals", "老年助餐", "Meals for the elderly", "daily_service", "civil_affairs"),
    CategoryEntry("neighbour_dispute", "邻里纠纷", "Neighbour dispute", "dispute_mediation", "justice"),
    CategoryEntry("noise", "噪音", "Noise", "dispute_mediation", "environment"),
    CategoryEntry("help_call", "一键求助", "Help call", "emergency_help", "health"),
    CategoryEntry("outage", "水电抢修", "Water or power outage", "emergency_help", "emergency"),
    CategoryEntry("fire_hazard", "消防隐患", "Fire hazard", "hazard_check", "fire_rescue"),
    CategoryEntry("flying_wires", "飞线充电", "Unsafe e-bike charging", "hazard_check", "fire_rescue"),
    CategoryEntry("group_rental", "群租房", "Overcrowded rental", "hazard_check", "public_security"),
    CategoryEntry("food_hygiene", "餐饮卫生", "Food hygiene", "hazard_check", "market"),
    CategoryEntry("garbage", "垃圾堆积", "Garbage pile", "city_appearance", "urban_management"),
    CategoryEntry("broken_bins", "分类设施损坏", "Damaged bins", "city_appearance", "urban_management"),
    CategoryEntry("street_vending", "占道经营", "Street vending", "city_appearance", "urban_management"),
    CategoryEntry("illegal_building", "违规装修/违建", "Illegal building", "city_appearance", "housing"),
)

KIND_CODES = tuple(kind.code for kind in KINDS)


def kind_index(code: str) -> int:
    """The position of a category in KINDS; raises ValueError for an unknown code."""
    return KIND_CODES.index(code)

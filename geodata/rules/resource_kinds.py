"""The words for what the district can call on: resources, devices, party branches, partners, and states of doors."""

from enum import StrEnum


class ResourceKind(StrEnum):
    """What a resource is; supplies are counted in a unit, the others are places, teams or vehicles."""

    SHELTER = "shelter"
    WAREHOUSE = "warehouse"
    SUPPLIES = "supplies"
    FIRE_STATION = "fire_station"
    RESCUE_TEAM = "rescue_team"
    VEHICLE = "vehicle"
    PARKING = "parking"
    OTHER = "other"


RESOURCE_KIND_NAMES = {
    ResourceKind.SHELTER: ("应急避难场所", "Emergency shelter"),
    ResourceKind.WAREHOUSE: ("物资仓库", "Warehouse"),
    ResourceKind.SUPPLIES: ("应急物资", "Supplies"),
    ResourceKind.FIRE_STATION: ("消防站", "Fire station"),
    ResourceKind.RESCUE_TEAM: ("应急队伍", "Rescue team"),
    ResourceKind.VEHICLE: ("车辆", "Vehicle"),
    ResourceKind.PARKING: ("停车场", "Car park"),
    ResourceKind.OTHER: ("其他资源", "Other resource"),
}


class DeviceKind(StrEnum):
    """What a device measures or shows."""

    CAMERA = "camera"
    SMOKE_SENSOR = "smoke_sensor"
    GAS_SENSOR = "gas_sensor"
    WATER_LEVEL = "water_level"
    CALL_BUTTON = "call_button"
    DOOR_SENSOR = "door_sensor"
    BIN_SENSOR = "bin_sensor"
    OTHER = "other"


DEVICE_KIND_NAMES = {
    DeviceKind.CAMERA: ("摄像头", "Camera"),
    DeviceKind.SMOKE_SENSOR: ("烟感", "Smoke sensor"),
    DeviceKind.GAS_SENSOR: ("燃气报警器", "Gas sensor"),
    DeviceKind.WATER_LEVEL: ("水位计", "Water level gauge"),
    DeviceKind.CALL_BUTTON: ("一键呼叫", "Call button"),
    DeviceKind.DOOR_SENSOR: ("门磁", "Door sensor"),
    DeviceKind.BIN_SENSOR: ("满溢传感器", "Bin sensor"),
    DeviceKind.OTHER: ("其他设备", "Other device"),
}


class DeviceState(StrEnum):
    """Whether a device works."""

    IN_ORDER = "in_order"
    FAULTY = "faulty"
    OFFLINE = "offline"
    UNKNOWN = "unknown"


DEVICE_STATE_NAMES = {
    DeviceState.IN_ORDER: ("正常", "In order"),
    DeviceState.FAULTY: ("故障", "Faulty"),
    DeviceState.OFFLINE: ("离线", "Offline"),
    DeviceState.UNKNOWN: ("未知", "Unknown"),
}


class BranchKind(StrEnum):
    """How a party branch serves a grid."""

    OWN = "own"
    JOINT = "joint"
    MOBILE = "mobile"


BRANCH_KIND_NAMES = {
    BranchKind.OWN: ("单独支部", "Own branch"),
    BranchKind.JOINT: ("联合支部", "Joint branch"),
    BranchKind.MOBILE: ("流动支部", "Mobile branch"),
}


class PartnerKind(StrEnum):
    """Who helps the grids without being staff."""

    VOLUNTEER_TEAM = "volunteer_team"
    PARTNER = "partner"
    SOCIAL_ORGANISATION = "social_organisation"
    PROPERTY_COMPANY = "property_company"


PARTNER_KIND_NAMES = {
    PartnerKind.VOLUNTEER_TEAM: ("志愿服务队", "Volunteer team"),
    PartnerKind.PARTNER: ("共建单位", "Partner"),
    PartnerKind.SOCIAL_ORGANISATION: ("社会组织", "Social organisation"),
    PartnerKind.PROPERTY_COMPANY: ("物业公司", "Property company"),
}


class DoorState(StrEnum):
    """What was found at a door when it was last checked; no names are kept."""

    OCCUPIED = "occupied"
    LET = "let"
    VACANT = "vacant"
    BUSINESS = "business"
    UNKNOWN = "unknown"


DOOR_STATE_NAMES = {
    DoorState.OCCUPIED: ("自住", "Owner-occupied"),
    DoorState.LET: ("出租", "Let"),
    DoorState.VACANT: ("空置", "Vacant"),
    DoorState.BUSINESS: ("经营", "Business"),
    DoorState.UNKNOWN: ("未知", "Unknown"),
}

"""Class words of other people's lists and endings of area names."""

import pytest

from geodata.rules.area_kinds import kind_of_name
from geodata.rules.levels import Level
from geodata.rules.service_points import ServiceKind
from geodata.rules.service_words import kind_of_class

CLASSES = {
    "医疗保健服务;综合医院;三级甲等医院": ServiceKind.HOSPITAL,
    "医疗保健服务;综合医院;卫生院": ServiceKind.CLINIC,
    "医疗保健服务;诊所;诊所": ServiceKind.CLINIC,
    "医疗保健服务;专科医院;口腔医院": ServiceKind.HOSPITAL,
    "医疗保健服务;动物医疗场所;宠物诊所": ServiceKind.OTHER,
    "医疗保健服务;医药保健销售店;药房": ServiceKind.OTHER,
    "医疗保健服务;疾病预防机构;疾病预防": ServiceKind.OTHER,
    "医疗保健服务;综合医院;综合医院|生活服务;其他": ServiceKind.HOSPITAL,
    "党群服务中心": ServiceKind.PARTY_SERVICE_CENTRE,
    "party_service_centre": ServiceKind.PARTY_SERVICE_CENTRE,
    "老年助餐点": ServiceKind.CANTEEN,
    "Clinic": ServiceKind.CLINIC,
    "餐饮服务;中餐厅": None,
    "": None,
}


@pytest.mark.parametrize(("text", "kind"), CLASSES.items(), ids=CLASSES.keys())
def test_the_most_special_class_decides(text, kind):
    assert kind_of_class(text) is kind


@pytest.mark.parametrize(
    ("level", "name", "kind"),
    [
        (Level.SUBDISTRICT, "东山街道", "street"),
        (Level.SUBDISTRICT, "松华乡", "township"),
        (Level.SUBDISTRICT, "紫金江宁特别", ""),
        (Level.COMMUNITY, "安民村", "village"),
        (Level.COMMUNITY, "东旺社区", "community"),
        (Level.COMMUNITY, "西村村委会", "village"),
        (Level.DISTRICT, "盘龙区", ""),
    ],
)
def test_an_area_is_of_the_kind_its_name_ends_in(level, name, kind):
    assert kind_of_name(level, name) == kind

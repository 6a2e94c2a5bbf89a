"""Which kind a service point is, from the class words other people's lists use.

Map services class from general to special, joined by semicolons (医疗保健服务;综合医院;卫生院); the most special
class that names a kind decides.
"""

from .service_points import SERVICE_KIND_NAMES, ServiceKind

# The first word found in a class decides, so what only looks like a hospital stands before it.
_WORDS = (
    (("动物", "宠物", "药房", "药店", "医药", "疾病预防", "急救中心"), ServiceKind.OTHER),
    (("党群",), ServiceKind.PARTY_SERVICE_CENTRE),
    (("食堂", "助餐", "canteen"), ServiceKind.CANTEEN),
    (("流动服务",), ServiceKind.MOBILE_UNIT),
    (("驿站",), ServiceKind.POST),
    (("服务室",), ServiceKind.ROOM),
    (("工作站", "网格站"), ServiceKind.STATION),
    (("诊所", "门诊", "卫生院", "卫生室", "卫生站", "卫生服务", "clinic", "doctors"), ServiceKind.CLINIC),
    (("医院", "hospital", "整形美容"), ServiceKind.HOSPITAL),
)
_EXACT = {str(kind): kind for kind in ServiceKind} | {
    name.lower(): kind for kind, names in SERVICE_KIND_NAMES.items() for name in names
}


def kind_of_class(text: str) -> ServiceKind | None:
    """The kind a class text names; None where no word of it is known.

    >>> kind_of_class("医疗保健服务;综合医院;卫生院"), kind_of_class("医疗保健服务;动物医疗场所;宠物诊所")
    (<ServiceKind.CLINIC: 'clinic'>, <ServiceKind.OTHER: 'other'>)
    >>> kind_of_class("餐饮服务") is None
    True
    """
    first = text.split("|", maxsplit=1)[0].lower()
    for part in reversed([part.strip() for part in first.split(";")]):
        if part in _EXACT:
            return _EXACT[part]
        for words, kind in _WORDS:
            if any(word in part for word in words):
                return kind
    return None

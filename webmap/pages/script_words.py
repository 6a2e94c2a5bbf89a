"""What the scripts of the public pages say, in the language of the page."""

from django.utils.translation import gettext as _


def script_words() -> dict[str, str]:
    """Words by key, as static/js/pages/{home,elder,locate}.js look them up."""
    return {
        "me": _("我的位置"),
        "from_here": _("从这里找"),
        "waiting": _("正在定位，请稍等。"),
        "denied": _("手机没有允许定位。可以在下面选社区。"),
        "unavailable": _("现在定不了位。可以在下面选社区。"),
        "no_network": _("没有网络，现在查不了。请过一会儿再试。"),
        "reach_adult": _("成年人 15 分钟"),
        "reach_elderly": _("老人 15 分钟"),
        "way_length": _("全程 %(m)d 米"),
        "way_corners": _("过 %(count)d 个路口"),
        "way_stairs": _("有 %(m)d 米台阶"),
        "way_no_stairs": _("没有台阶"),
        "comma": _("，"),
        "read": _("读给我听"),
        "stop": _("停下"),
    }

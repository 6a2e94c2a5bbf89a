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
        "read": _("读给我听"),
        "stop": _("停下"),
    }

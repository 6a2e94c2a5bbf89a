"""Names of databases in the private cluster."""

import re

from .errors import SetUpError

DEFAULT_NAME = "gridatlas"
TEMPLATE = "template_grid"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,50}")
_RESERVED = {"postgres", "template0", "template1", TEMPLATE}


def check_name(name: str) -> str:
    """The database name, when it is one this product makes.

    Raises SetUpError for anything that is not lower-case letters, digits and underscores, or is reserved.
    """
    if not _NAME.fullmatch(name) or name in _RESERVED:
        raise SetUpError(
            f"数据库名“{name}”不可用：请用小写字母开头，只含小写字母、数字和下划线",
            f"DB_NAME {name!r} is not usable: a-z first, then a-z, 0-9 and _",
        )
    return name

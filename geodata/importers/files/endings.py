"""Why a reading ended without a result, in words."""

import errno
import signal
from dataclasses import dataclass

from geodata.errors import ImportRefused

OUT_OF_MEMORY = (
    "读取这个文件需要的内存超过上限，请拆分后分批导入。",
    "reading this file takes more memory than allowed; split it and import the parts.",
)
NESTED_TOO_DEEP = (
    "文件内容嵌套过深，不是正常的数据文件。",
    "the file is nested too deep for any data file.",
)


@dataclass(frozen=True)
class _DiskFull:
    """Running out of disk space, by the numbers the system gives it."""

    numbers: frozenset[int]
    zh: str
    en: str


DISK_FULL = _DiskFull(
    frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG}),
    "读取时磁盘空间不足或超出单个文件的上限，请清理磁盘或拆分文件。",
    "the disk is full or a file limit was reached while reading; free some space or split the file.",
)


def too_slow(seconds: float) -> ImportRefused:
    """The refusal of a file that took too long."""
    return ImportRefused(
        f"读取超过 {seconds:g} 秒的上限，已停止；请拆分后分批导入。",
        f"reading took over {seconds:g} seconds and was stopped; split the file and import the parts.",
    )


def broken_off(code: int, seconds: float) -> ImportRefused:
    """The refusal of a file whose reading process ended with this exit code and said nothing."""
    if code in (-signal.SIGXCPU,):
        return too_slow(seconds)
    if code in (-signal.SIGKILL, -signal.SIGABRT, -signal.SIGBUS):
        return ImportRefused(*OUT_OF_MEMORY)
    what = signal.Signals(-code).name if -code in set(signal.Signals) else f"{code}"
    return ImportRefused(
        f"读取程序在读这个文件时出错停止（{what}）：文件可能已损坏。请用原软件重新导出后再试。",
        f"the reading process broke off on this file ({what}): it may be damaged. Export it anew and try again.",
    )

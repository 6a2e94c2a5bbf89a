"""CPU time of processes, to the nanosecond where the kernel tells it so finely."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_s(folder: Path) -> float:
    """CPU seconds that the threads a process has now have used; raises OSError where it has gone."""
    fine = 0
    for thread in (folder / "task").iterdir():
        try:
            fine += int((thread / "schedstat").read_text().split()[0])
        except FileNotFoundError:
            return _in_ticks(folder)
    return fine / 1e9


def _in_ticks(folder: Path) -> float:
    """The same in hundredths of a second, for kernels without schedstat or where a thread has just ended."""
    fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS

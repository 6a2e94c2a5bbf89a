"""Test databases of runs that were killed before they could drop them."""

import re
from pathlib import Path

from .home import Home
from .roles import drop_database, list_databases

_OF_A_TEST_RUN = re.compile(r"test_gridatlas_(\d+)(_\w+)?")


def abandoned(names: list[str]) -> list[str]:
    """Those databases whose test process is gone."""
    found = ((name, _OF_A_TEST_RUN.fullmatch(name)) for name in names)
    return [name for name, match in found if match and not Path(f"/proc/{match.group(1)}").exists()]


def drop_abandoned(home: Home) -> None:
    """Drop the abandoned test databases of a cluster."""
    if Path("/proc/self").exists():
        for name in abandoned(list_databases(home)):
            drop_database(home, name)

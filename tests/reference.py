"""Real files that are not part of the project: named by the setting REFERENCE_DATA, skipped when absent."""

from pathlib import Path

import pytest
from django.conf import settings


def reference_file(name: str) -> Path:
    """A file of the reference data; skips the test, with a reason, where there is none."""
    path = Path(settings.REFERENCE_DATA) / name
    if not path.is_file():
        pytest.skip(f"REFERENCE_DATA ({settings.REFERENCE_DATA}) has no {name}")
    return path

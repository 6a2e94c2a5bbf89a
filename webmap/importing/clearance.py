"""Old uploads: their files go after the keeping time, what was read of ended ones at once; the history stays."""

from datetime import datetime, timedelta

from django.conf import settings

from geodata.importers.job_folder import folder_of
from geodata.queries.import_jobs import outdated_jobs


def clear_old_uploads(now: datetime) -> int:
    """How many folders of uploads nobody touched for IMPORT_KEEP_DAYS were removed (1 statement)."""
    removed = 0
    for uuid in outdated_jobs(now - timedelta(days=settings.IMPORT_KEEP_DAYS)):
        folder = folder_of(uuid)
        if folder.path.is_dir() and not folder.is_worked_on():
            folder.remove()
            removed += 1
    return removed

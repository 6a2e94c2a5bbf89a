"""What people answered about an upload, as the options of its import."""

from datetime import date
from typing import Any

from geodata.models import ImportJob
from geodata.rules.datums import Datum
from geodata.rules.levels import Level

from .files.contents import Contents, Reason
from .job_folder import JobFolder
from .options import ImportOptions

# The one consent that is for all rows with broken geometry; the others name single findings.
ROWS = "rows"
CHOSEN = Reason("由您选定", "chosen by you")


def options_of(job: ImportJob, folder: JobFolder, *, commit: bool = False) -> ImportOptions:
    """The options an upload is imported with; commit only in the step that writes."""
    told: dict[str, Any] = job.options
    source = folder.source()
    consent = frozenset(told.get("consent", ()))
    return ImportOptions(
        path=source or folder.upload,
        commit=commit,
        strict=bool(told.get("strict")),
        repair=bool(consent),
        consent=consent or None,
        datum=Datum(told["datum"]) if told.get("datum") else None,
        srid=told.get("srid"),
        shift_m=tuple(told.get("shift_m") or (0.0, 0.0)),
        encoding=told.get("encoding"),
        layer=told.get("layer"),
        level=Level(told["level"]) if told.get("level") else None,
        tz=told.get("tz"),
        valid_from=date.fromisoformat(told["valid_from"]) if told.get("valid_from") else None,
        columns=told.get("columns", {}),
        words=told.get("words", {}),
        place_confirmed=any(one.startswith("srid=") for one in told.get("confirmed", ())),
        file_name=job.file_name,
        folder=folder.reading,
        by_id=job.by_id,
        department_id=job.department_id,
    )


def reading_of(contents: Contents, options: ImportOptions) -> dict[str, Any]:
    """What a reading of the file went by, as it turned out."""
    encoding = contents.encoding.name if contents.encoding else None
    return {"encoding": encoding, "layer": contents.layer, "repair": options.repairs_rows}


def is_read_so(read_as: dict[str, Any] | None, options: ImportOptions) -> bool:
    """Whether a reading that went by read_as is what the options ask for; what they leave open was found by it."""
    if read_as is None or read_as["repair"] != options.repairs_rows:
        return False
    return options.encoding in (None, read_as["encoding"]) and options.layer in (None, read_as["layer"])

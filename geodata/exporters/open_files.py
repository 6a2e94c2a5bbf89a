"""Open data as files: made from today's data, kept until that changes."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from django.utils import timezone

from geodata.queries.data_versions import every_version
from geodata.queries.export_rows import Asked
from geodata.rules.export_kinds import ENDINGS, Format
from geodata.rules.open_data import LICENCE, LICENCE_ADDRESS, OpenSet
from geodata.rules.viewer import Role, Viewer

from .options import ExportOptions
from .run import run_export

# What is published is decided column by column in the rules, not by who downloads it.
_PUBLISHER = Viewer(Role.DISTRICT_ADMIN)
_KEPT: dict[tuple[str, Format], tuple[object, "OpenFile"]] = {}
_ONE_WRITES = Lock()


@dataclass(frozen=True)
class OpenFile:
    """A file and the local day it was made on."""

    content: bytes
    made: str


def open_file(wanted: OpenSet, form: Format) -> OpenFile:
    """The file of today (1 statement once it is kept)."""
    state = (timezone.localdate(), tuple(sorted(every_version().items())))
    key = (wanted.name, form)
    with _ONE_WRITES:
        if key not in _KEPT or _KEPT[key][0] != state:
            _KEPT[key] = (state, _made(wanted, form))
        return _KEPT[key][1]


def forget_open_files() -> None:
    """Make every file anew."""
    with _ONE_WRITES:
        _KEPT.clear()


def _made(wanted: OpenSet, form: Format) -> OpenFile:
    now = timezone.localtime()
    terms = (
        f"使用条件：{LICENCE}，请注明来源和日期；{LICENCE_ADDRESS}",
        f"Licence: {LICENCE}, name the source and the date; {LICENCE_ADDRESS}",
    )
    with tempfile.TemporaryDirectory(prefix="open-data-") as folder:
        options = ExportOptions(
            Path(folder) / f"{wanted.name}{ENDINGS[form]}",
            form,
            asked=Asked(level=wanted.level),
            wkt=form is Format.CSV and wanted.level is not None,
            by="open-data",
            columns=wanted.columns,
            about=(terms,),
        )
        report = run_export(_PUBLISHER, wanted.kind, options)
        return OpenFile(report.path.read_bytes(), f"{now:%Y-%m-%d}")

"""One import from file to report: read, mapped, located, checked, stored; the same for every door and kind."""

from collections.abc import Callable, Sequence

from django.utils import timezone

from geodata.actions.record_import import record_import

from .files.contents import Contents, ReadOptions
from .files.process import contents_in, read_file
from .kind import Kind, Moment, Shape
from .locate import reference_of
from .options import ImportOptions
from .prepare import prepare
from .provenance import new_report, provenance_of
from .report import Report
from .store import Into, store_records

# Told the step (reading, locating, checking, writing, saving) and a count; may raise to stop the import.
Progress = Callable[[str, int], None]


def silent(step: str, count: int) -> None:
    """Progress nobody looks at."""


def contents_of(options: ImportOptions, progress: Progress = silent, *, tables: bool = False) -> Contents:
    """What the file holds, read in a process of its own, or as it was read before; tables: rows without geometry are
    wanted.
    """
    if options.folder is not None and (options.folder / "contents.json").is_file():
        return contents_in(options.folder)
    asked = ReadOptions(
        options.path,
        name=options.file_name,
        encoding=options.encoding,
        layer=options.layer,
        repair=options.repairs_rows,
        tables=tables,
    )
    return read_file(asked, options.folder, lambda count: progress("reading", count))


def run_import(kind: Kind, options: ImportOptions, progress: Progress = silent) -> Report:
    """The report of an import; written only with options.commit.

    Raises ImportRefused where the file or its options cannot be used as a whole.
    """
    contents = contents_of(options, progress, tables=kind.shape is Shape.NONE)
    report = new_report(kind.name, contents, reference_of(contents, options), options)
    return store_parts([(kind, contents)], options, report, progress)


def store_parts(
    parts: Sequence[tuple[Kind, Contents]],
    options: ImportOptions,
    report: Report,
    progress: Progress = silent,
) -> Report:
    """The report of an import of one or several kinds from one file, in one run."""
    progress("locating", report.read)
    prepared = [(kind, prepare(kind, contents, options, report)) for kind, contents in parts]
    moment = Moment(timezone.localdate(), options.tz or timezone.get_default_timezone_name())
    with record_import(provenance_of(report, options), timezone.now()) as run:
        progress("checking", report.read)
        settled = [kind.settle(one.records, options, report) if kind.settle else {} for kind, one in prepared]
        progress("writing", report.loaded)
        for (kind, one), columns in zip(prepared, settled, strict=True):
            store_records(kind, one, columns, Into(run, moment, report))
        report.committed = options.commit and not (options.strict and report.rejected)
        report.run = str(run.uuid) if report.committed else None
        run.report = report.as_dict()
        progress("saving", report.loaded)
    return report

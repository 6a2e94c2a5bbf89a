"""What is remembered of a file and its assumptions."""

from collections.abc import Iterator

from geodata.actions.record_import import Provenance

from .coordinates import Reference
from .files.contents import Contents
from .options import ImportOptions
from .report import Problem, Report


def new_report(kind: str, contents: Contents, known: Reference, options: ImportOptions) -> Report:
    """An empty report that names its file and how it is read."""
    report = Report(str(kind))
    report.read = contents.read
    report.source = {
        "file": contents.name,
        "sha256": contents.sha256,
        "bytes": contents.size,
        "format": contents.format,
        "layer": contents.layer,
        "columns": list(contents.columns),
        "encoding": contents.encoding.name if contents.encoding else None,
        "srid": known.srid,
        "datum": str(known.datum),
        "options": options.as_dict(),
    }
    report.add(*_problems(contents))
    if contents.encoding and not contents.encoding.sure and options.encoding is None:
        reason = contents.encoding.reason
        report.notice(
            "encoding_guessed",
            f"文字按 {contents.encoding.name} 读取（{reason.zh}）；如有乱码请用 --encoding 指定",
            f"text read as {contents.encoding.name} ({reason.en}); name its --encoding if characters look wrong",
        )
    return report


def _problems(contents: Contents) -> Iterator[Problem]:
    """The problems of the file and of all its records, however many the contents list."""
    listed = sum(problem.row is not None for problem in contents.problems)
    if contents.rejected <= listed:
        yield from contents.problems
        return
    yield from (problem for problem in contents.problems if problem.row is None)
    for batch in contents.batches():
        yield from batch.problems


def provenance_of(report: Report, options: ImportOptions) -> Provenance:
    """The part of a report's head that is kept with the run."""
    head = report.source
    kept = head["options"] | {"encoding": head["encoding"], "format": head["format"]}
    return Provenance(
        report.kind,
        head["file"],
        head["sha256"],
        head["datum"],
        head["srid"],
        kept,
        options.by_id,
        options.department_id,
    )

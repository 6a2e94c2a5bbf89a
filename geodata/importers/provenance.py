"""What is remembered of a file and its assumptions."""

from geodata.actions.record_import import Provenance

from .coordinates import Reference
from .options import ImportOptions
from .reading import Source, Text
from .report import Problem, Report, Severity


def new_report(kind: str, source: Source, text: Text, known: Reference, options: ImportOptions) -> Report:
    """An empty report that names its file and how it is read."""
    report = Report(kind)
    report.source = {
        "file": source.name,
        "sha256": source.sha256,
        "bytes": source.size,
        "encoding": text.encoding,
        "srid": known.srid,
        "datum": str(known.datum),
        "options": options.as_dict(),
    }
    if text.guessed:
        zh = "不是 UTF-8，按 GB18030 读取；如有乱码请用 --encoding 指定"
        en = "not UTF-8, read as GB18030; name its --encoding if characters look wrong"
        report.add(Problem("encoding_guessed", zh, en, severity=Severity.NOTICE))
    return report


def provenance_of(report: Report) -> Provenance:
    """The part of a report's head that is kept with the run."""
    head = report.source
    options = head["options"] | {"encoding": head["encoding"]}
    return Provenance(report.kind, head["file"], head["sha256"], head["datum"], head["srid"], options)

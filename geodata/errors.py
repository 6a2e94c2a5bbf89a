"""Domain errors: what was found, what was expected, what to do, in Chinese and English."""

from typing import Any


class GeodataError(Exception):
    """A refusal the user can act on; `zh` and `en` each say what was found, expected and to be done.

    facts: what a program needs beside the words, told with them.
    """

    code = "geodata_error"

    def __init__(self, zh: str, en: str, **facts: Any) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh = zh
        self.en = en
        self.facts = facts


class NotFound(GeodataError):
    """The thing does not exist or the viewer may not know that it does."""

    code = "not_found"


class Forbidden(GeodataError):
    """The viewer may see the thing but not do this to it."""

    code = "forbidden"


class BadParameter(GeodataError):
    """A parameter that is not of the accepted form."""

    code = "bad_parameter"


class ImportRefused(GeodataError):
    """A file or its options cannot be imported as a whole; nothing was written."""

    code = "import_refused"


class ExportRefused(GeodataError):
    """Data cannot be exported the way it was asked for; no file was written."""

    code = "export_refused"


class PlanRefused(GeodataError):
    """An operation would break a promise of boundary plans; nothing was written. facts: why, grids, blocks."""

    code = "plan_refused"


class PlanMovedOn(GeodataError):
    """Others changed what an operation touches since it was drawn. facts: revision, operations."""

    code = "plan_moved_on"

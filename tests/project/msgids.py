"""Every text the pages translate, as the sources name it."""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

from geodata.rules.viewer import ROLE_NAMES

from .source import ROOT, package_modules, tracked

KEYWORDS = ("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy")
# Words of the rules, which know no translation; pages pass them through gettext.
OF_RULES = tuple(ROLE_NAMES.values())


def msgids() -> dict[str, Path]:
    """Text → one file that names it."""
    found: dict[str, Path] = dict.fromkeys(OF_RULES, Path("geodata/rules/viewer.py"))
    for path in package_modules():
        if path.parts[0] == "webmap":
            source = (ROOT / path).read_text(encoding="utf-8")
            found |= dict.fromkeys(_in_python(source), path)
    for path in tracked(".html"):
        if path.parts[0] == "templates":
            source = templatize((ROOT / path).read_text(encoding="utf-8"), origin=str(path))
            unindented = "\n".join(line.strip() for line in source.splitlines())
            found |= dict.fromkeys(_in_python(unindented), path)
    return found


def _in_python(source: str) -> Iterator[str]:
    options: dict[str, str] = {"encoding": "utf-8"}
    for _line, _function, messages, _comments in extract_python(
        io.BytesIO(source.encode()), KEYWORDS, [], options
    ):
        first = messages[0] if isinstance(messages, tuple) else messages
        if first:
            yield first

"""A guess as a question: the chosen answer, the others, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from .files.contents import Reason


@dataclass(frozen=True)
class Choice:
    """An answer: value as forms send it, its name in both languages, and how the file looks under it."""

    value: str
    zh: str
    en: str
    sample: str = ""


@dataclass(frozen=True)
class Question:
    """A guess; sure False asks a person to confirm it. title: what is asked about."""

    name: str
    zh: str
    en: str
    chosen: str
    sure: bool
    choices: Sequence[Choice]
    reasons: Sequence[Reason] = field(default_factory=tuple)

    def as_dict(self, confirmed: Iterable[str]) -> dict[str, Any]:
        """The question as the preview keeps it; told: a person has chosen or confirmed the answer."""
        told = asdict(self) | {"told": f"{self.name}={self.chosen}" in set(confirmed)}
        told["choices"] = [asdict(choice) for choice in self.choices]
        told["reasons"] = [asdict(reason) for reason in self.reasons]
        return told

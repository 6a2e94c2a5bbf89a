"""What an import found: counts that add up, and every problem with its row."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

# A file that is wrong throughout would otherwise drown its reader; counts stay exact beyond this.
MOST_PROBLEMS_KEPT = 2_000


class Severity(StrEnum):
    """What a problem did to its row."""

    REJECTED = "rejected"
    REPAIRED = "repaired"
    NOTICE = "notice"


@dataclass(frozen=True)
class Problem:
    """One finding; row counts the file's records from 1 (header not counted), None concerns the whole file.

    measure is in the unit the message names (m² unless it says otherwise). key names a finding the user can agree
    to mend, such as gap:3; it stays the same for the same file. place is lon, lat in WGS 84, for the map.
    """

    code: str
    zh: str
    en: str
    row: int | None = None
    measure: float | None = None
    severity: Severity = Severity.REJECTED
    key: str = ""
    place: tuple[float, float] | None = None

    def as_dict(self) -> dict[str, Any]:
        """The problem as it is shown in JSON."""
        return {
            "row": self.row,
            "code": self.code,
            "severity": str(self.severity),
            "message": f"{self.zh} / {self.en}",
            "measure": self.measure,
            "key": self.key,
            "place": list(self.place) if self.place else None,
        }


@dataclass
class Report:
    """The counts of an import: read = loaded + rejected; created + updated + unchanged = loaded."""

    kind: str
    source: dict[str, Any] = field(default_factory=dict)
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    committed: bool = False
    run: str | None = None
    figures: dict[str, float] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _rows: dict[Severity, set[int]] = field(default_factory=lambda: {one: set() for one in Severity})

    def add(self, *problems: Problem) -> None:
        """Note problems; a row counts once as rejected or repaired, however many problems it has."""
        for problem in problems:
            self.counts[problem.code] += 1
            if problem.row is not None:
                self._rows[problem.severity].add(problem.row)
            if len(self.problems) < MOST_PROBLEMS_KEPT:
                self.problems.append(problem)

    def notice(self, code: str, zh: str, en: str, measure: float | None = None) -> None:
        """Note something about the whole file that rejects nothing."""
        self.add(Problem(code, zh, en, None, measure, Severity.NOTICE))

    @property
    def rejected(self) -> int:
        """How many rows were left out."""
        return len(self._rows[Severity.REJECTED])

    @property
    def loaded(self) -> int:
        """How many rows were taken."""
        return self.read - self.rejected

    @property
    def repaired(self) -> int:
        """How many of the loaded rows were changed to make them valid."""
        return len(self._rows[Severity.REPAIRED] - self._rows[Severity.REJECTED])

    def as_dict(self) -> dict[str, Any]:
        """The report as it is stored with the run and printed by --json."""
        names = ("read", "loaded", "rejected", "repaired", "created", "updated", "unchanged", "committed")
        return {
            "kind": self.kind,
            "source": self.source,
            **{name: getattr(self, name) for name in names},
            "run": self.run,
            "figures": self.figures,
            "problem_counts": dict(self.counts),
            "problems": [problem.as_dict() for problem in self.problems],
            "problems_left_out": sum(self.counts.values()) - len(self.problems),
        }

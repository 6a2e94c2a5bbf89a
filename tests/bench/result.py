"""One line of a benchmark."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """A measured figure (smaller is better) beside that of a peer, or beside its budget."""

    name: str
    unit: str
    ours: float
    peer: str
    theirs: float

    @property
    def ratio(self) -> float:
        """How many times better than the peer, or how many times inside the budget.

        >>> Result("page", "s", 2.0, "budget", 5.0).ratio
        2.5
        """
        return self.theirs / self.ours if self.ours else float("inf")

    def line(self) -> str:
        """The figure as printed."""
        unit = self.unit
        return f"{self.name:<44} {self.ours:>9.2f} {unit:<7} {self.peer:<22} {self.theirs:>9.2f} {unit:<7} {self.ratio:>6.2f}×"

"""One line of a benchmark."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """A measured figure (smaller is better) beside that of a peer, or beside its budget.

    at_most: what we aim at, as a share of the other figure; None where there is no aim.
    """

    name: str
    unit: str
    ours: float
    peer: str
    theirs: float
    at_most: float | None = None

    @property
    def ratio(self) -> float:
        """How many times better than the peer, or how many times inside the budget.

        >>> Result("page", "s", 2.0, "budget", 5.0).ratio
        2.5
        """
        return self.theirs / self.ours if self.ours else float("inf")

    @property
    def missed(self) -> bool:
        """Whether there is an aim and the figure does not reach it.

        >>> Result("tile", "ms", 4.0, "tipg", 5.0, 0.6).missed, Result("tile", "ms", 3.0, "tipg", 5.0, 0.6).missed
        (True, False)
        """
        return self.at_most is not None and self.ours > self.at_most * self.theirs

    def line(self) -> str:
        """The figure as printed."""
        unit = self.unit
        told = f"{self.name:<52} {self.ours:>9.2f} {unit:<7} {self.peer:<22} {self.theirs:>9.2f} {unit:<7} {self.ratio:>6.2f}×"
        return told if self.at_most is None else f"{told}  {self._aim()}"

    def _aim(self) -> str:
        share = f"{self.at_most:.3g}"
        word = "missed" if self.missed else "ok"
        if self.at_most == 1.0:
            return word
        return f"{self.ours / self.theirs:.3f} of it, aim {share}: {word}"


def target(name: str, unit: str, figure: float, most: float) -> Result:
    """A figure that has an aim of its own instead of a peer."""
    return Result(name, unit, figure, "target", most, 1.0)

"""What is read once and kept in this process until what it was read from has changed."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class KeptValue(Generic[Value]):
    """A value and the state it was read in; one thread reads it, others wait for that."""

    def __init__(self) -> None:
        self._held: tuple[object, Value] | None = None
        self._one_reads = Lock()

    def of(self, state: object, read: Callable[[], Value]) -> Value:
        """The value of a state: the kept one, or read anew where another state is kept or none."""
        with self._one_reads:
            if self._held is None or self._held[0] != state:
                self._held = (state, read())
            return self._held[1]

    def forget(self) -> None:
        """Read it anew next time: for tests, whose transactions are rolled back."""
        with self._one_reads:
            self._held = None

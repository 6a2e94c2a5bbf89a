"""What stops the set-up: one line that says what was found and what to do."""


class SetUpError(Exception):
    """A refusal people can act on; `str()` is the line to print, Chinese first."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} · {en}")

"""What a row is called in a file, so that the file imported again finds the row."""

import hashlib
from collections import Counter
from typing import Any

_OWN, _BY_UUID = "id:", "uuid:"


class RowKeys:
    """Gives each row of a file its key: the number it was imported under, else its uuid, else what it says.

    Rows that say the same are told apart by their order, as the importer tells them apart.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def key(self, external_key: str | None, uuid: Any, said: tuple[Any, ...]) -> str:
        """The key of a row; said: its columns and geometry.

        >>> RowKeys().key("id:B-12", None, ()), RowKeys().key(None, "7b0a", ())
        ('B-12', '7b0a')
        """
        if external_key:
            return external_key.removeprefix(_OWN).removeprefix(_BY_UUID)
        if uuid:
            return str(uuid)
        text = "\x1f".join(map(repr, said))
        digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
        self._seen[digest] += 1
        return f"{digest}-{self._seen[digest]}"

"""Finished tiles in memory, compressed once, up to a number of bytes; each is built by one thread at a time."""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass

# Compressing less is not worth a header.
LEAST_BYTES = 400
GZIP_LEVEL = 4
# What a tile costs besides its bytes.
OVERHEAD_BYTES = 600


@dataclass(frozen=True)
class StoredTile:
    """A tile as it is sent: packed is its gzip form, or the plain bytes of one too small for that."""

    packed: bytes
    zipped: bool
    digest: str

    def body(self, gzip_taken: bool) -> bytes:
        """The bytes for an asker who takes gzip or does not."""
        return gzip.decompress(self.packed) if self.zipped and not gzip_taken else self.packed

    def tag(self, gzip_taken: bool) -> str:
        """The strong ETag of the bytes that `body` gives."""
        return f'"{self.digest}-gz"' if self.zipped and gzip_taken else f'"{self.digest}"'


def stored(body: bytes) -> StoredTile:
    """A built tile, compressed where that pays; the same body always gives the same bytes."""
    zipped = len(body) > LEAST_BYTES
    packed = gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0) if zipped else body
    return StoredTile(packed, zipped, hashlib.blake2b(body, digest_size=12).hexdigest())


class TileMemory:
    """The tiles asked for last, by a key that says everything they depend on."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self.built = 0
        self._tiles: OrderedDict[Hashable, StoredTile] = OrderedDict()
        self._building: dict[Hashable, Future[StoredTile]] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._tiles)

    def find(self, key: Hashable) -> StoredTile | None:
        """The tile, if it is here; never waits for a builder."""
        with self._lock:
            tile = self._tiles.get(key)
            if tile is not None:
                self._tiles.move_to_end(key)
            return tile

    def find_or_build(self, key: Hashable, build: Callable[[], bytes]) -> StoredTile:
        """The tile, built here if nobody is at it, else waited for; a failing build fails for all who wait."""
        with self._lock:
            tile = self._tiles.get(key)
            if tile is not None:
                self._tiles.move_to_end(key)
                return tile
            at_work = self._building.get(key)
            if at_work is None:
                own: Future[StoredTile] = Future()
                self._building[key] = own
        return at_work.result() if at_work is not None else self._build(key, build, own)

    def _build(self, key: Hashable, build: Callable[[], bytes], own: "Future[StoredTile]") -> StoredTile:
        try:
            tile = stored(build())
        except BaseException as problem:
            with self._lock:
                del self._building[key]
            own.set_exception(problem)
            raise
        with self._lock:
            self.built += 1
            del self._building[key]
            self._keep(key, tile)
        own.set_result(tile)
        return tile

    def _keep(self, key: Hashable, tile: StoredTile) -> None:
        """Add a tile; those not asked for the longest go."""
        self._tiles[key] = tile
        self.bytes += len(tile.packed) + OVERHEAD_BYTES
        while self.bytes > self.most_bytes and self._tiles:
            _, gone = self._tiles.popitem(last=False)
            self.bytes -= len(gone.packed) + OVERHEAD_BYTES

    def clear(self) -> None:
        """Forget everything that is finished."""
        with self._lock:
            self._tiles.clear()
            self.bytes = 0

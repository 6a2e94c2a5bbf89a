"""Between the thread that makes a large answer and the loop that sends it: a file, so that neither waits."""

import asyncio
import tempfile
import threading
from collections.abc import AsyncGenerator

IN_MEMORY_BYTES = 1024 * 1024
BLOCK_BYTES = 256 * 1024


class AbandonedError(Exception):
    """Nobody reads any more."""


class Relay:
    """Written by one thread, read by the event loop; what the client has not taken yet lies on disk."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 - closed by the reader
        self._lock = threading.Lock()
        self._news = asyncio.Event()
        self._ended = False
        self._failed = False
        self._abandoned = False

    def write(self, chunk: bytes) -> None:
        """Add to the answer (thread).

        Raises AbandonedError once the client is gone.
        """
        with self._lock:
            if self._abandoned:
                raise AbandonedError
            self._file.seek(0, 2)
            self._file.write(chunk)
        self._tell()

    def end(self, *, failed: bool = False) -> None:
        """Say that nothing follows (thread); failed tells the reader that the answer is incomplete."""
        with self._lock:
            self._ended, self._failed = True, failed
        self._tell()

    def _tell(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._news.set)
        except RuntimeError:  # the loop is closed: the server is gone
            self.abandon()

    def abandon(self) -> None:
        """Stop reader and writer (loop)."""
        with self._lock:
            self._abandoned = True
        self._news.set()

    def _read(self, position: int) -> tuple[bytes, bool]:
        """The next block and whether there is nothing after it to wait for."""
        with self._lock:
            if self._abandoned:
                return b"", True
            self._file.seek(position)
            return self._file.read(BLOCK_BYTES), self._ended

    async def blocks(self) -> AsyncGenerator[bytes, None]:
        """The answer from its first byte, as it comes (loop).

        Raises RuntimeError at the end of an answer that its maker could not finish.
        """
        position, broke_off = 0, False
        try:
            while True:
                self._news.clear()
                block, ended = self._read(position)
                if block:
                    position += len(block)
                    yield block
                elif ended:
                    broke_off = self._failed and not self._abandoned
                    break
                else:
                    await self._news.wait()
        finally:
            with self._lock:
                self._abandoned = True
                self._file.close()
        if broke_off:
            raise RuntimeError("the answer broke off")

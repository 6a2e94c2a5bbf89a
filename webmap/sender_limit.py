"""How often one sender may send a form, without keeping who sent it."""

import hmac
import secrets
import time
from collections import deque
from threading import Lock

from django.http import HttpRequest

MOST_SENDERS = 10_000


class SenderLimit:
    """So many forms a sender and so many in all within a time; addresses only as a hash with a key of this process."""

    def __init__(self, most: int, most_in_all: int, seconds: float) -> None:
        self._most, self._most_in_all, self._seconds = most, most_in_all, seconds
        self._key = secrets.token_bytes(32)
        self._sent: dict[bytes, deque[float]] = {}
        self._lock = Lock()

    def allows(self, request: HttpRequest, now: float | None = None) -> bool:
        """Whether the sender may send one more, which then counts; now: seconds of a clock that only goes on."""
        moment = time.monotonic() if now is None else now
        sender = self._sender(request.META.get("REMOTE_ADDR", ""))
        with self._lock:
            self._forget_before(moment - self._seconds)
            own = self._sent.setdefault(sender, deque())
            full = sum(map(len, self._sent.values())) >= self._most_in_all or len(self._sent) > MOST_SENDERS
            if full or len(own) >= self._most:
                return False
            own.append(moment)
            return True

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._sent.clear()

    def _sender(self, address: str) -> bytes:
        return hmac.digest(self._key, address.encode(), "sha256")

    def _forget_before(self, moment: float) -> None:
        for sender, times in list(self._sent.items()):
            while times and times[0] <= moment:
                times.popleft()
            if not times:
                del self._sent[sender]

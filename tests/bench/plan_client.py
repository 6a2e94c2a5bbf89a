"""A planner at work on a plan: real requests, each with the time it took."""

import json
import time
from collections import defaultdict
from http.client import HTTPConnection
from typing import Any

from .edit_latency import TOKEN

# The server ends connections that are idle for longer: a new one is made before.
IDLE_S = 3.0


class PlanClient:
    """One signed-in person on a kept connection, and the plan they work on."""

    def __init__(self, port: int, cookie: str) -> None:
        self._line = HTTPConnection("127.0.0.1", port, timeout=300)
        self._headers = {"Cookie": f"{cookie}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
        self._last = 0.0
        self.plan = ""
        self.revision = 0
        self.taken: dict[str, list[float]] = defaultdict(list)

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> tuple[int, Any, float]:
        """Status, answer and milliseconds of a request."""
        sent = b"" if body is None else json.dumps(body).encode()
        if time.perf_counter() - self._last > IDLE_S:
            self._line.close()
        began = time.perf_counter()
        self._line.request(method, path, sent, self._headers | {"Content-Type": "application/json"})
        answer = self._line.getresponse()
        told = answer.read()
        self._last = time.perf_counter()
        taken = 1000 * (self._last - began)
        if answer.status >= 500:
            raise RuntimeError(f"{method} {path} answered {answer.status}: {told[:300]!r}")
        return answer.status, json.loads(told), taken

    def begin(self, name: str, base: str | None = None) -> float:
        """Make a plan and work on it; milliseconds."""
        status, told, taken = self.ask("POST", "/api/plans/", {"name": name, "base": base})
        if status != 201:
            raise RuntimeError(f"no plan: {told}")
        self.plan, self.revision = told["uuid"], told["revision"]
        return taken

    def read(self, path: str, kind: str = "") -> Any:
        """Something of the plan; noted as a kind where one is told."""
        status, told, taken = self.ask("GET", f"/api/plans/{self.plan}/{path}")
        if status != 200:
            raise RuntimeError(f"{path} answered {status}: {told}")
        if kind:
            self.taken[kind].append(taken)
        return told

    def step(self, path: str, body: dict[str, Any], kind: str = "") -> Any:
        """What a step answers, None where it is refused; only what was done is noted."""
        status, told, taken = self.ask("POST", f"/api/plans/{self.plan}/{path}", body)
        if status not in {200, 422}:
            raise RuntimeError(f"{path} {body} answered {status}: {told}")
        if status == 422:
            return None
        self.revision = told["revision"]
        if kind:
            self.taken[kind].append(taken)
        return told

    def operate(self, kind: str, community: str, **asked: Any) -> Any:
        """An operation on the plan as it stands, noted under its kind."""
        body = {"revision": self.revision, "community": community, **asked}
        return self.step("operations/", body, kind)

    def close(self) -> None:
        """End the connection."""
        self._line.close()

"""The limit on how often one client elsewhere may ask."""

import math
import time
from collections import deque

from casegraph.web.error_forms import error_response
from casegraph.web.middleware.gate import LOCAL, App, Message, Receive, Send, header

__all__ = ["A_MINUTE", "RateLimit"]

A_MINUTE = 60
"""How many requests one client elsewhere may make in a minute, unless something else is set."""

_CLIENTS = 10_000  # are remembered at most


class RateLimit:
    """An ASGI middleware: a client elsewhere that asks too often gets 429; this computer itself asks as often as it likes."""

    def __init__(self, app: App, a_minute: int = A_MINUTE) -> None:
        """Guard *app*: *a_minute* requests a client elsewhere, 0 for any number."""
        self._app = app
        self._a_minute = a_minute
        self._seen: dict[str, deque[float]] = {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, or say when to come back."""
        app = self._app
        if scope["type"] == "http" and scope["method"] != "OPTIONS":
            wait = self._wait((scope.get("client") or ("",))[0])
            if wait:
                words = f"No more than {self._a_minute} requests a minute, please."
                accept = header(scope, "accept")
                app = error_response(scope["path"], accept, 429, words, {"Retry-After": str(wait)})
        await app(scope, receive, send)

    def _wait(self, client: str) -> int:
        """Return after how many seconds a client may ask, 0 if it may now, which then counts."""
        if client in LOCAL or not self._a_minute:
            return 0
        now = time.monotonic()
        if len(self._seen) > _CLIENTS:
            self._seen.clear()
        seen = self._seen.setdefault(client, deque())
        while seen and seen[0] <= now - 60:
            seen.popleft()
        if len(seen) >= self._a_minute:
            return math.ceil(seen[0] + 60 - now)
        seen.append(now)
        return 0

"""The rate limit: how many requests a minute one client on another computer may make."""

import math
import time
from collections import deque

from casegraph.web.error_forms import error_response
from casegraph.web.middleware.asgi import App, Message, Receive, Send, header
from casegraph.web.middleware.host_check import LOCAL

__all__ = ["A_MINUTE", "SUGGESTIONS", "RateLimit"]

A_MINUTE = 60
"""How many requests, unless the owner sets another number."""

SUGGESTIONS = 4
"""How many times as many suggestions of the search box: one or two come with each word that somebody types."""

_SUGGESTED = "/suggest.json"
_CLIENTS = 10_000  # remembered at most


class RateLimit:
    """An ASGI middleware: a client that makes too many requests gets 429; clients on this computer have no limit.

    Suggestions are counted apart.
    """

    def __init__(self, app: App, a_minute: int = A_MINUTE) -> None:
        """Allow *a_minute* requests to *app* for each client on another computer, 0 for any number."""
        self._app = app
        self._a_minute = a_minute
        self._requests: dict[tuple[str, bool], deque[float]] = {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, or say when to try again."""
        app = self._app
        if scope["type"] == "http" and scope["method"] != "OPTIONS":
            wait = self._wait((scope.get("client") or ("",))[0], is_suggestion=scope["path"] == _SUGGESTED)
            if wait:
                words = f"No more than {self._a_minute} requests a minute, please."
                accept = header(scope, "accept")
                app = error_response(scope["path"], accept, 429, words, {"Retry-After": str(wait)})
        await app(scope, receive, send)

    def _wait(self, client: str, *, is_suggestion: bool) -> int:
        """Return how many seconds a client has to wait; if 0, count this request."""
        if client in LOCAL or not self._a_minute:
            return 0
        now = time.monotonic()
        if len(self._requests) > _CLIENTS:
            self._requests.clear()
        allowed = self._a_minute * (SUGGESTIONS if is_suggestion else 1)
        times = self._requests.setdefault((client, is_suggestion), deque())
        while times and times[0] <= now - 60:
            times.popleft()
        if len(times) >= allowed:
            return math.ceil(times[0] + 60 - now)
        times.append(now)
        return 0

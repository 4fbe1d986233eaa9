"""The gate: turns requests away before anything is done for them, and makes every answer safe to show."""

import re
import time
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from casegraph.web.negotiation import takes_gzip

__all__ = ["LOCAL", "RETRY", "SECURITY", "App", "Gate", "Message", "Receive", "Send"]

LOCAL = ("127.0.0.1", "::1", "localhost")
"""The names of this computer."""

RETRY = {429: "60", 503: "5", 504: "10"}
"""After how many seconds to try again, by status."""

_ABSOLUTE = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)
_A_MINUTE = 60  # requests of one client elsewhere
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Headers of every answer, where it has none of its own by that name."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


class Gate:
    """An ASGI middleware: requests that name another host (DNS rebinding) get 421, those that come too often 429."""

    def __init__(self, app: App, hosts: tuple[str, ...]) -> None:
        """Guard *app*, which goes by the names *hosts*."""
        self._app = app
        self._hosts = frozenset(hosts)
        self._seen: dict[str, deque[float]] = {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}  # a page has a policy of its own
                added = [(name.lower().encode(), value.encode()) for name, value in SECURITY.items()]
                message["headers"] = [*message["headers"], *(each for each in added if each[0] not in own)]
            await send(message)

        scope = _usual(scope)
        names = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(names) != 1 or _host(names[0]) not in self._hosts:
            await _turn_away(421, "This server goes by another name.", scope, receive, secured)
        elif self._too_often((scope.get("client") or ("",))[0]):
            await _turn_away(429, f"No more than {_A_MINUTE} requests a minute, please.", scope, receive, secured)
        else:
            await self._app(scope, receive, secured)

    def _too_often(self, client: str) -> bool:
        if client in LOCAL:
            return False
        now = time.monotonic()
        if len(self._seen) > 10_000:
            self._seen.clear()
        seen = self._seen.setdefault(client, deque())
        while seen and seen[0] < now - 60:
            seen.popleft()
        seen.append(now)
        return len(seen) > _A_MINUTE


def _usual(scope: Message) -> Message:
    """Return a request as it usually comes: its target a path, and no word of gzip if the client does not take it."""
    headers = scope["headers"]
    absolute = _ABSOLUTE.match(scope["path"])
    if absolute:  # what a proxy is asked for; its host is the one that counts (RFC 9112, section 3.2.2)
        headers = [each for each in headers if each[0] != b"host"] + [
            (b"host", absolute[1].encode("latin-1", "replace"))
        ]
        scope = {**scope, "path": scope["path"][absolute.end() :] or "/"}
    accepted = [value.decode("latin-1") for name, value in headers if name == b"accept-encoding"]
    if not takes_gzip(accepted):
        headers = [each for each in headers if each[0] != b"accept-encoding"]
    return {**scope, "headers": headers}


async def _turn_away(status: int, words: str, scope: Message, receive: Receive, send: Send) -> None:
    from starlette.responses import PlainTextResponse

    headers = {"Retry-After": RETRY[status]} if status in RETRY else {}
    await PlainTextResponse(f"{words}\n", status, headers)(scope, receive, send)


def _host(header: str) -> str:
    """Return the name in a Host header, without its port.

    >>> _host("[::1]:8000"), _host("LOCALHOST:80"), _host("evil.example")
    ('::1', 'localhost', 'evil.example')
    """
    name = header[: header.index("]") + 1] if header.startswith("[") and "]" in header else header.partition(":")[0]
    return name.strip("[]").lower()

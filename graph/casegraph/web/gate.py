"""The gate: turns requests away before anything is done for them, and makes every answer safe to show."""

import math
import re
import time
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from casegraph.web.negotiation import takes_gzip

__all__ = ["ANYBODY", "A_MINUTE", "LOCAL", "SECURITY", "App", "Gate", "Message", "Receive", "Send"]

ANYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Access-Control-Max-Age": "86400",
}
"""Headers that let pages elsewhere ask and read the answer."""

LOCAL = ("127.0.0.1", "::1", "localhost")
"""The names of this computer."""

A_MINUTE = 60
"""How many requests one client elsewhere may make in a minute, unless something else is set."""

_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^:/?#@\[\]]+))(?::\d*)?")
_ABSOLUTE = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)
_CLIENTS = 10_000  # are remembered at most
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

    def __init__(self, app: App, hosts: tuple[str, ...], a_minute: int = A_MINUTE) -> None:
        """Guard *app*, which goes by the names *hosts*; *a_minute* requests a client elsewhere, 0 for any number."""
        self._app = app
        self._hosts = frozenset(hosts)
        self._a_minute = a_minute
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
        here = (scope.get("server") or ("",))[0]  # the address that was asked, which no name of others can be
        if len(names) != 1 or _host(names[0]) not in {*self._hosts, here}:
            reason = "This server goes by another name; whoever runs it can add one with --name."
            await _turn_away(421, reason, scope, receive, secured)
        elif scope["method"] != "OPTIONS" and (wait := self._wait((scope.get("client") or ("",))[0])):
            reason = f"No more than {self._a_minute} requests a minute, please."
            await _turn_away(429, reason, scope, receive, secured, str(wait))
        else:
            await self._app(scope, receive, secured)

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


async def _turn_away(
    status: int, words: str, scope: Message, receive: Receive, send: Send, retry_after: str = ""
) -> None:
    from starlette.responses import PlainTextResponse

    headers = {**ANYBODY, **({"Retry-After": retry_after} if retry_after else {})}
    await PlainTextResponse(f"{words}\n", status, headers)(scope, receive, send)


def _host(header: str) -> str:
    """Return the name in a Host header, without its port.

    >>> _host("[::1]:8000"), _host("LOCALHOST:80"), _host("evil.example"), _host("localhost:80@evil.example")
    ('::1', 'localhost', 'evil.example', '')
    """
    found = _HOST.fullmatch(header)
    return (found[1] or found[2]).lower() if found else ""

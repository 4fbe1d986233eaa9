"""The gate: turns requests away before anything is done for them, and makes every answer safe to show."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from casegraph.web.error_forms import error_response
from casegraph.web.negotiation import takes_gzip

__all__ = ["LOCAL", "SECURITY", "App", "Gate", "Message", "Receive", "Send", "header"]

LOCAL = ("127.0.0.1", "::1", "localhost")
"""The names of this computer."""

_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^:/?#@\[\]]+))(?::\d*)?")
_ABSOLUTE = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
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
    """An ASGI middleware: requests that name another host (DNS rebinding) get 421."""

    def __init__(self, app: App, hosts: tuple[str, ...]) -> None:
        """Guard *app*, which goes by the names *hosts*."""
        self._app = app
        self._hosts = frozenset(hosts)

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
        names = header(scope, "host")
        here = (scope.get("server") or ("",))[0]  # the address that was asked, which no name of others can be
        app = self._app
        if len(names) != 1 or _host(names[0]) not in {*self._hosts, here}:
            reason = "This server goes by another name; whoever runs it can add one with --name."
            app = error_response(scope["path"], header(scope, "accept"), 421, reason, {})
        await app(scope, receive, secured)


def header(scope: Message, name: str) -> list[str]:
    """Return the values of a request's header, one for each time that it is there.

    >>> header({"headers": [(b"accept", b"text/csv"), (b"host", b"localhost")]}, "Accept")
    ['text/csv']
    """
    wanted = name.lower().encode()
    return [value.decode("latin-1") for each, value in scope["headers"] if each == wanted]


def _usual(scope: Message) -> Message:
    """Return a request as it usually comes: its target a path, and no word of gzip if the client does not take it."""
    headers = scope["headers"]
    absolute = _ABSOLUTE.match(scope["path"])
    if absolute:  # what a proxy is asked for; its host is the one that counts (RFC 9112, section 3.2.2)
        headers = [each for each in headers if each[0] != b"host"] + [
            (b"host", absolute[1].encode("latin-1", "replace"))
        ]
        scope = {**scope, "path": scope["path"][absolute.end() :] or "/"}
    if not takes_gzip(header(scope, "accept-encoding")):
        headers = [each for each in headers if each[0] != b"accept-encoding"]
    return {**scope, "headers": headers}


def _host(header: str) -> str:
    """Return the name in a Host header, without its port.

    >>> _host("[::1]:8000"), _host("LOCALHOST:80"), _host("evil.example"), _host("localhost:80@evil.example")
    ('::1', 'localhost', 'evil.example', '')
    """
    found = _HOST.fullmatch(header)
    return (found[1] or found[2]).lower() if found else ""

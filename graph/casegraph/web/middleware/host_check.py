"""The host check: a request has to name this server by its address or by one of its names (DNS rebinding).

Starlette's TrustedHostMiddleware does less: it answers 400 in plain text, reads only the first of several Host headers,
does not know at which address the request arrived, and ignores the host in a target such as ``http://host/path``.
"""

import re

from casegraph.web.error_forms import error_response
from casegraph.web.middleware.asgi import App, Message, Receive, Send, header
from casegraph.web.negotiation import takes_gzip

__all__ = ["LOCAL", "HostCheck"]

LOCAL = ("127.0.0.1", "::1", "localhost")
"""The names of this computer."""

_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^:/?#@\[\]]+))(?::\d*)?")
_ABSOLUTE = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)


class HostCheck:
    """An ASGI middleware: a request that names another host gets 421."""

    def __init__(self, app: App, hosts: tuple[str, ...]) -> None:
        """Guard *app*, whose names are *hosts*."""
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        app = self._app
        if scope["type"] == "http":
            scope = _normalised(scope)
            names = header(scope, "host")
            address = (scope.get("server") or ("",))[0]  # where the request arrived, which no other server has
            if len(names) != 1 or _host(names[0]) not in {*self._hosts, address}:
                reason = "This server does not have this name. The person who runs it can add it."
                app = error_response(scope["path"], header(scope, "accept"), 421, reason, {})
        await app(scope, receive, send)


def _normalised(scope: Message) -> Message:
    """Return a request whose target is a path, and that asks for gzip only if the client accepts it."""
    headers = scope["headers"]
    absolute = _ABSOLUTE.match(scope["path"])
    if absolute:  # its host counts instead of the header (RFC 9112, section 3.2.2)
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
    match = _HOST.fullmatch(header)
    return (match[1] or match[2]).lower() if match else ""

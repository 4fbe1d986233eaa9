"""Pages beneath a path: an application that knows nothing of it answers there, and its addresses are written as they are there.

Only what browsers follow is changed: links, forms, scripts and styles of pages, addresses in headers and in suggestions.
Markup of ours has them in double quotes, and no text has such a quote unescaped.
"""

import re
from collections.abc import Awaitable, Callable, Mapping

from casegraph.web.middleware.asgi import App, Message, Receive, Send

__all__ = ["OUTSIDE", "Beneath"]

OUTSIDE = "~"
"""What an address begins with that leads out, to the first collection: ``/~/agency/icb`` is written as ``/agency/icb``."""

_CHANGED = {
    b"text/html": re.compile(rb'(\s(?:href|action|formaction|src)=")/(?!/)(~(?=[/"?]))?'),
    b"text/javascript": re.compile(rb"(\bfetch\(`)/(?!/)(~)?"),
    b"application/json": re.compile(rb'("address": ?")/(?!/)(~)?'),
}
_IN_HEADERS = re.compile(rb"(^|<)/(?!/)(~(?=/))?")
_HEADERS = (b"link", b"location", b"content-location")


class Beneath:
    """An ASGI middleware: requests beneath a path are answered by the application that is *inside*, all others pass."""

    def __init__(self, app: App, inside: Callable[[], Awaitable[Mapping[str, App]]]) -> None:
        """Answer beneath each path, such as "/letters", with the application that it has *inside* right now, else with *app*."""
        self._app, self._inside = app, inside

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on to the application that has its path."""
        inside = await self._inside() if scope["type"] == "http" else {}
        for root, app in inside.items():
            path = scope["path"]
            if path == root or path.startswith(f"{root}/"):
                raw = scope.get("raw_path") or path.encode()
                own = {"path": path[len(root) :] or "/", "raw_path": raw[len(root) :] or b"/"}
                await _answer(app, {**scope, **own}, receive, send, root.encode())
                return
        await self._app(scope, receive, send)


async def _answer(app: App, scope: Message, receive: Receive, send: Send, root: bytes) -> None:
    """Answer from beneath a path; a page is held back until it is whole."""
    start: Message = {}
    pieces: list[bytes] = []
    pattern: re.Pattern[bytes] | None = None

    async def rooted(message: Message) -> None:
        nonlocal start, pattern
        if message["type"] == "http.response.start":
            media_type = dict(message["headers"]).get(b"content-type", b"").partition(b";")[0]
            is_suggestion = media_type != b"application/json" or scope["path"] == "/suggest.json"
            pattern = _CHANGED.get(media_type) if is_suggestion else None
            start = {**message, "headers": [(name, _rooted(name, value, root)) for name, value in message["headers"]]}
            if pattern is None:
                await send(start)
            return
        if pattern is None or message["type"] != "http.response.body":
            await send(message)
            return
        pieces.append(message.get("body", b""))
        if message.get("more_body"):
            return
        body = pattern.sub(lambda match: match[1] + (b"" if match[2] else root + b"/"), b"".join(pieces))
        length = (b"content-length", str(len(body)).encode())
        is_head = scope["method"] == "HEAD"
        headers = [each for each in start["headers"] if each[0].lower() != b"content-length"]
        await send({**start, "headers": headers if is_head else [*headers, length]})
        await send({**message, "body": body})

    await app(scope, receive, rooted)


def _rooted(name: bytes, value: bytes, root: bytes) -> bytes:
    if name.lower() not in _HEADERS:
        return value
    return _IN_HEADERS.sub(lambda match: match[1] + (b"" if match[2] else root + b"/"), value)

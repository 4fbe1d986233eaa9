"""The access log: one line for each request. It leaves out queries and search words unless the owner wants them."""

import time
from collections.abc import Callable
from datetime import datetime

from casegraph.web.middleware.asgi import App, Message, Receive, Send

__all__ = ["AccessLog"]

_LONGEST = 300  # characters of an address


class AccessLog:
    """An ASGI middleware that writes one line a request: time, client, method, path, status, bytes, milliseconds."""

    def __init__(self, app: App, write: Callable[[str], None], *, queries: bool = False) -> None:
        """Write a line for each request to *app*; *queries* adds the part of its address behind the question mark."""
        self._app = app
        self._queries = queries
        self._write = write

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, and log it when it is answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status, size = time.perf_counter(), 0, 0

        async def send_and_count(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, send_and_count)
        finally:
            milliseconds = 1000 * (time.perf_counter() - begun)
            query = scope.get("query_string", b"").decode("latin-1") if self._queries else ""
            address = f"{scope['path']}?{query}" if query else scope["path"]
            client = _plain((scope.get("client") or ("-",))[0])
            when = datetime.now().astimezone().isoformat(timespec="seconds")
            self._write(
                f"{when} {client} {scope['method']} {_plain(address)} {status or 500} {size} {milliseconds:.0f} ms"
            )


def _plain(address: str) -> str:
    """Return an address as printable characters on one line, cut if it is long.

    >>> _plain("/find" + chr(10) + "127.0.0.1 GET /ok")
    '/find%0A127.0.0.1%20GET%20/ok'
    """
    text = "".join(
        each if each.isprintable() and each != " " else f"%{ord(each):02X}" for each in address[: _LONGEST + 1]
    )
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

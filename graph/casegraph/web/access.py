"""The access log: who asked for which page when, and how it went; never what was asked for in a query, unless wanted."""

import time
from collections.abc import Callable
from datetime import datetime

from casegraph.web.middleware.gate import App, Message, Receive, Send

__all__ = ["AccessLog"]

_LONGEST = 300


class AccessLog:
    """An ASGI middleware that writes one line a request: time, client, method, path, status, bytes, milliseconds."""

    def __init__(self, app: App, write: Callable[[str], None], *, queries: bool = False) -> None:
        """Write a line for what *app* answers; *queries* adds what stands behind the question mark of an address."""
        self._app = app
        self._queries = queries
        self._write = write

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, and note it when it is answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status, sent = time.perf_counter(), 0, 0

        async def noted(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            taken = 1000 * (time.perf_counter() - start)
            query = scope.get("query_string", b"").decode("latin-1") if self._queries else ""
            address = f"{scope['path']}?{query}" if query else scope["path"]
            client = _plain((scope.get("client") or ("-",))[0])
            when = datetime.now().astimezone().isoformat(timespec="seconds")
            self._write(f"{when} {client} {scope['method']} {_plain(address)} {status or 500} {sent} {taken:.0f} ms")


def _plain(address: str) -> str:
    """Return an address in one line of printable letters, not longer than a line should be.

    >>> _plain("/find" + chr(10) + "127.0.0.1 GET /ok")
    '/find%0A127.0.0.1%20GET%20/ok'
    """
    text = "".join(
        each if each.isprintable() and each != " " else f"%{ord(each):02X}" for each in address[: _LONGEST + 1]
    )
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

"""Slow clients: the server closes a connection whose client sends no request, or does not read its answer, in time."""

import asyncio
from http import HTTPStatus

from casegraph.web.middleware.security_headers import SECURITY

__all__ = ["LARGEST_HEAD", "PATIENCE", "STATE", "SlowClientGuard"]

PATIENCE = 15.0
"""How many seconds the head of a request may take to arrive, and a client to read the next piece of an answer."""

LARGEST_HEAD = 131_072
"""How many bytes the head of a request may have: enough for a query of 100,000 letters in its address."""

STATE = "casegraph.connection"
"""Where the state of a request (ASGI) has the guard of its connection."""

_PIECE = 16_384  # bytes of an answer


class SlowClientGuard:
    """Closes one connection if its client takes too long to send a request, or to read an answer."""

    def __init__(self, seconds: float) -> None:
        """Allow a client so many *seconds*."""
        self._seconds = seconds
        self._is_answering = False
        self._has_arrived = False
        self._head = 0  # bytes that came since the last request
        self._has_line = False
        self._no_request: asyncio.TimerHandle | None = None
        self._no_reader: asyncio.TimerHandle | None = None

    def connect(self, transport: asyncio.Transport) -> None:
        """Begin to watch a new connection."""
        self.transport = transport
        peer = transport.get_extra_info("peername")
        self.host = str(peer[0]) if isinstance(peer, tuple) else ""
        self._loop = asyncio.get_running_loop()
        self.await_request()

    @property
    def is_idle(self) -> bool:
        """Whether the server is not working for this client: no request has come, or its body is incomplete."""
        return not (self._is_answering and self._has_arrived)

    def await_request(self) -> None:
        """Wait for the next request from now on."""
        self._is_answering = False
        if self._no_request is not None:
            self._no_request.cancel()
        self.since = self._loop.time()
        self._no_request = self._loop.call_later(self._seconds, self._close_without_request)

    def begin_request(self, *, has_body: bool) -> None:
        """Note that the head of a request has arrived."""
        self._is_answering, self._has_arrived = True, not has_body
        self._head, self._has_line = 0, False

    def finish_body(self) -> None:
        """Note that the whole request has arrived."""
        self._has_arrived = True
        self._head, self._has_line = 0, False

    def receive(self, data: bytes) -> None:
        """Count the bytes that arrive, as they may be the head of a request."""
        self._head += len(data)
        self._has_line = self._has_line or b"\n" in data

    def await_reader(self) -> None:
        """Wait for the client to read what was written, from now on."""
        left = self.transport.get_write_buffer_size()
        if left and self._no_reader is None:
            self._no_reader = self._loop.call_later(self._seconds, self._abort_if_unread, left)

    def stop_awaiting_reader(self) -> None:
        """Note that the client has read enough."""
        if self._no_reader is not None:
            self._no_reader.cancel()
            self._no_reader = None

    def disconnect(self) -> None:
        """Stop watching."""
        self.stop_awaiting_reader()
        if self._no_request is not None:
            self._no_request.cancel()

    def write(self, data: bytes) -> None:
        """Write to the client; where uvicorn refuses a request that it cannot read, write our own refusal."""
        if not self._is_answering and data.startswith(b"HTTP/1.1 400 "):
            self.transport.write(self._refusal())
            self.transport.close()
        elif not self.transport.is_closing():
            self.transport.write(data)

    def _refusal(self) -> bytes:
        """Return the answer to what is no request, or to one that is too long."""
        status, words = 400, "Invalid HTTP request received."
        if self._head > LARGEST_HEAD:
            status, what = (431, "head") if self._has_line else (414, "address")
            words = f"The {what} of the request is longer than {LARGEST_HEAD:,} bytes; send a long query by POST."
        body = f"{words}\n"
        headers = {
            **SECURITY,
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": f"{len(body)}",
            "Connection": "close",
        }
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {headers[name]}" for name in headers)]
        return "\r\n".join([*lines, "", body]).encode()

    def _close_without_request(self) -> None:
        if not self._is_answering:  # a body has a time limit of its own
            self.transport.close()  # after sending what was written
            self.await_reader()

    def _abort_if_unread(self, before: int) -> None:
        self._no_reader = None
        if self.transport.get_write_buffer_size() > before - min(before, _PIECE):
            self.transport.abort()
        else:
            self.await_reader()

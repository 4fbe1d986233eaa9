"""Connections: one that brings no request or takes no answer in time is closed, and there are never too many of them."""

import asyncio
import sys
from typing import TYPE_CHECKING

from casegraph.web.middleware.gate import LOCAL, SECURITY

if TYPE_CHECKING:
    from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["ACCEPTED", "LARGEST_HEAD", "PATIENCE", "patient"]

PATIENCE = 15.0
"""How many seconds the head of a request may take to arrive, and the next piece of an answer to be taken."""

LARGEST_HEAD = 131_072
"""How many bytes of a request's head are kept while more of it is awaited: with a query of 100,000 letters in its address."""

ACCEPTED = 100
"""How many connections are taken in at once, before it is looked whether they are too many."""

_PIECE = 16_384  # bytes of an answer
_AT_ONCE = 200  # connections in all: fewer than the files that a process may open
_ELSEWHERE = 20  # connections of one client that is not on this computer


class Crowd:
    """All connections of a server; of too many, the one goes that has been without a request for longest."""

    def __init__(self, at_once: int, elsewhere: int) -> None:
        """Begin with none."""
        self._at_once = at_once
        self._elsewhere = elsewhere
        self._watches: dict[Watch, None] = {}

    def join(self, watch: "Watch") -> None:
        """Take a connection in, and make room for it: it goes itself, if all others are being answered."""
        self._watches[watch] = None
        theirs = [each for each in self._watches if each.host == watch.host]
        if watch.host not in LOCAL and len(theirs) > self._elsewhere:
            self._end_one(theirs)
        elif len(self._watches) > self._at_once:
            self._end_one(list(self._watches))

    def leave(self, watch: "Watch") -> None:
        """Forget a connection."""
        self._watches.pop(watch, None)

    def _end_one(self, watches: "list[Watch]") -> None:
        ended = min((each for each in watches if each.is_idle()), key=lambda each: each.since)
        self.leave(ended)  # now: that it is closed is known later, when others have come
        ended.connection.transport.abort()


class Watch:
    """Ends a connection that waits too long for a request, or for its client to read."""

    def __init__(self, connection: "H11Protocol", seconds: float) -> None:
        """Watch a connection that was made just now."""
        self.connection = connection
        self.host = connection.client[0] if connection.client else ""
        self._seconds = seconds
        self._waiting: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self.await_request()

    def is_idle(self) -> bool:
        """Whether no request is being answered: there is none, or its body is still to come."""
        cycle: object = self.connection.cycle  # None before the first request
        return cycle is None or self.connection.cycle.response_complete or self.connection.cycle.more_body

    def await_request(self) -> None:
        """Begin to wait for the next request."""
        if self._waiting is not None:
            self._waiting.cancel()
        self.since = self.connection.loop.time()
        self._waiting = self.connection.loop.call_later(self._seconds, self._give_up)

    def await_reader(self) -> None:
        """Begin to wait until the client takes what was written."""
        left = self.connection.transport.get_write_buffer_size()
        if left and self._stalled is None:
            self._stalled = self.connection.loop.call_later(self._seconds, self._end_if_stalled, left)

    def stop(self, *, wholly: bool = True) -> None:
        """Wait for the reader no longer, and *wholly* for nothing."""
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None
        if wholly and self._waiting is not None:
            self._waiting.cancel()

    def _give_up(self) -> None:
        cycle: object = self.connection.cycle
        if cycle is None or self.connection.cycle.response_complete:  # a body has a time of its own
            self.connection.transport.close()  # what was written is still sent
            self.await_reader()

    def _end_if_stalled(self, before: int) -> None:
        self._stalled = None
        if self.connection.transport.get_write_buffer_size() > before - min(before, _PIECE):
            self.connection.transport.abort()
        else:
            self.await_reader()


def patient(seconds: float = PATIENCE, at_once: int = _AT_ONCE, elsewhere: int = _ELSEWHERE) -> "type[H11Protocol]":
    """Return the connections of one server, which waits so long and has so many of them at once.

    uvicorn itself waits as long as single bytes arrive, before a request and after an answer, and for ever for a client
    that does not read.
    """
    import h11
    from uvicorn.protocols.http.h11_impl import H11Protocol

    crowd = Crowd(at_once, elsewhere)

    class Connection(H11Protocol):
        """A connection that is watched."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._watch = Watch(self, seconds)
            crowd.join(self._watch)

        def connection_lost(self, exc: Exception | None) -> None:
            crowd.leave(self._watch)
            self._watch.stop()
            super().connection_lost(exc)

        def on_response_complete(self) -> None:
            self._watch.await_request()
            super().on_response_complete()

        def send_400_response(self, msg: str) -> None:
            headers = {**SECURITY, "Content-Type": "text/plain; charset=utf-8", "Connection": "close"}
            status = 400
            if getattr(sys.exception(), "error_status_hint", 400) == 431:
                is_address = b"\n" not in self.conn.trailing_data[0]  # which is the first line
                status, what = (414, "address") if is_address else (431, "head")
                msg = f"The {what} of the request is longer than {LARGEST_HEAD:,} bytes; send a long query by POST."
            for event in (
                h11.Response(status_code=status, headers=[*headers.items()]),
                h11.Data(data=f"{msg}\n".encode()),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
            self.transport.close()

        def pause_writing(self) -> None:
            super().pause_writing()
            self._watch.await_reader()

        def resume_writing(self) -> None:
            self._watch.stop(wholly=False)
            super().resume_writing()

    return Connection

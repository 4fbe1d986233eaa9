"""Connections: how many the server has at once, and how uvicorn's protocol and the guard against slow clients work together.

uvicorn itself waits as long as single bytes arrive, before a request and after an answer, and for ever for a client that
does not read. What is here wraps uvicorn's own protocol and uses no part of its inside: asyncio's callbacks say when bytes
come and go, and ``RequestTracking`` says when a request begins and ends.
"""

import asyncio
from typing import Any, cast

from casegraph.web.middleware.host_check import LOCAL
from casegraph.web.slow_clients import PATIENCE, STATE, SlowClientGuard

__all__ = ["ACCEPTED", "ConnectionLimit", "http_protocol"]

ACCEPTED = 100
"""How many new connections the server accepts before it applies its limits."""

_AT_ONCE = 200  # connections in all: fewer than the files that a process may open
_ELSEWHERE = 20  # connections of one client on another computer


class ConnectionLimit:
    """All connections of a server; if there are too many, it closes the one that has been idle for longest."""

    def __init__(self, at_once: int, elsewhere: int) -> None:
        """Allow *at_once* connections in all, and *elsewhere* of each client on another computer."""
        self._at_once = at_once
        self._elsewhere = elsewhere
        self._guards: dict[SlowClientGuard, None] = {}

    def add(self, guard: SlowClientGuard) -> None:
        """Add a new connection and, if that is one too many, close an idle one: the new one if no other is idle."""
        self._guards[guard] = None
        same_host = [each for each in self._guards if each.host == guard.host]
        if guard.host not in LOCAL and len(same_host) > self._elsewhere:
            self._close_one(same_host)
        elif len(self._guards) > self._at_once:
            self._close_one(list(self._guards))

    def remove(self, guard: SlowClientGuard) -> None:
        """Remove a connection."""
        self._guards.pop(guard, None)

    def _close_one(self, guards: list[SlowClientGuard]) -> None:
        idlest = min((each for each in guards if each.is_idle), key=lambda each: each.since)
        self.remove(idlest)  # now: asyncio reports the end of a connection later, when others have come
        idlest.transport.abort()


class _GuardedTransport:
    """A transport on which the guard writes."""

    def __init__(self, transport: asyncio.Transport, guard: SlowClientGuard) -> None:
        self._transport = transport
        self.write = guard.write

    def __getattr__(self, name: str) -> object:
        return getattr(self._transport, name)


def http_protocol(
    seconds: float = PATIENCE, at_once: int = _AT_ONCE, elsewhere: int = _ELSEWHERE
) -> type[asyncio.Protocol]:
    """Return the protocol class of one server (uvicorn's setting ``http``), with its limits.

    The application needs ``RequestTracking`` as its outermost middleware.
    """
    from uvicorn.protocols.http.h11_impl import H11Protocol

    limit = ConnectionLimit(at_once, elsewhere)

    class GuardedProtocol(asyncio.Protocol):
        """One connection: uvicorn's protocol, and the guard beside it."""

        def __init__(self, app_state: dict[str, Any], **settings: Any) -> None:
            self._guard = SlowClientGuard(seconds)
            self._http = H11Protocol(app_state={**app_state, STATE: self._guard}, **settings)

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self._guard.connect(cast(asyncio.Transport, transport))
            self._http.connection_made(cast(asyncio.Transport, _GuardedTransport(self._guard.transport, self._guard)))
            limit.add(self._guard)

        def connection_lost(self, exc: Exception | None) -> None:
            limit.remove(self._guard)
            self._guard.disconnect()
            self._http.connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            self._guard.receive(data)
            self._http.data_received(data)

        def eof_received(self) -> None:
            self._http.eof_received()

        def pause_writing(self) -> None:
            self._http.pause_writing()
            self._guard.await_reader()

        def resume_writing(self) -> None:
            self._guard.stop_awaiting_reader()
            self._http.resume_writing()

    return GuardedProtocol

"""Connections: one whose request does not arrive in time is closed, or a few silent clients could hold all there are."""

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["LARGEST_HEAD", "PATIENCE", "patient"]

PATIENCE = 15.0
"""How many seconds the head of a request may take to arrive."""

LARGEST_HEAD = 32_768
"""How many bytes of a request's head are kept while more of it is awaited."""


def patient(seconds: float = PATIENCE) -> "type[H11Protocol]":
    """Return uvicorn's connections, closed if they bring no whole head of a request in time; later uvicorn watches itself."""
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Connection(H11Protocol):
        """A connection that is waited for so long."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._waiting = self.loop.call_later(seconds, self._give_up)

        def connection_lost(self, exc: Exception | None) -> None:
            self._waiting.cancel()
            super().connection_lost(exc)

        def _give_up(self) -> None:
            if self.cycle is None and not self.transport.is_closing():  # no request has begun
                self.transport.close()

    return Connection

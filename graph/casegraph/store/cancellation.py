"""Cancellation: a query ends when the client that it runs for has gone, and what its answer holds is released.

Whoever serves clients makes a ``ClientRequest`` for each request and puts it into ``CURRENT_REQUEST``; the pool finds it
there, and needs to know nothing else of clients.
"""

from collections.abc import Callable
from contextvars import ContextVar

__all__ = ["CURRENT_REQUEST", "NO_REQUEST", "ClientRequest"]


class ClientRequest:
    """One request of a client: what runs for it can be cancelled, and what it holds is released when it is answered.

    >>> request = ClientRequest("192.0.2.1")
    >>> request.started("query", lambda: print("the query ends"))
    >>> request.cancel()
    the query ends
    >>> request.cancelled
    True
    """

    def __init__(self, client: str = "") -> None:
        """Begin with nothing that runs; requests of the same *client* share what one client may have."""
        self.client = client
        self.cancelled = False
        self._cancels: dict[object, Callable[[], None]] = {}
        self._releases: list[Callable[[], None]] = []

    def started(self, work: object, cancel: Callable[[], None]) -> None:
        """Note work that runs from now on, and how it is cancelled."""
        self._cancels[work] = cancel

    def finished(self, work: object) -> None:
        """Forget work that is done."""
        self._cancels.pop(work, None)

    def when_answered(self, release: Callable[[], None]) -> None:
        """Note what to release once the answer has been sent, or cannot be."""
        self._releases.append(release)

    def answered(self) -> None:
        """Release what the answer held."""
        while self._releases:
            self._releases.pop()()

    def cancel(self) -> None:
        """Cancel all that runs for the request."""
        self.cancelled = True
        for cancel in [*self._cancels.values()]:
            cancel()


NO_REQUEST = ClientRequest()
"""Stands for work that no client has requested."""

CURRENT_REQUEST: ContextVar[ClientRequest] = ContextVar("current_request", default=NO_REQUEST)
"""The request that is being answered."""

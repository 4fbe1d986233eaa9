"""Who asks: whose turn it is goes by that, and what is asked is ended when whoever asked has gone."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from casegraph.web.middleware.asgi import Receive

if TYPE_CHECKING:
    from anyio import CapacityLimiter
    from starlette.requests import Request

__all__ = ["ASKER", "NOBODY", "Asker", "attended", "left"]

T = TypeVar("T")


class Asker:
    """A client with one request; ``leave`` ends what is being done for it."""

    def __init__(self, name: str = "") -> None:
        """Begin with nothing being done; requests of the same *name* share what one client may have."""
        self.name = name
        self.has_gone = False
        self._ends: dict[object, Callable[[], None]] = {}
        self._afterwards: list[Callable[[], None]] = []

    def begin(self, what: object, end: Callable[[], None]) -> None:
        """Note how something is ended that is being done from now on."""
        self._ends[what] = end

    def finish(self, what: object) -> None:
        """Forget something that is done."""
        self._ends.pop(what, None)

    def afterwards(self, call: Callable[[], None]) -> None:
        """Note what is to be done once the answer has been sent, or cannot be."""
        self._afterwards.append(call)

    def answered(self) -> None:
        """Do what is to be done afterwards."""
        while self._afterwards:
            self._afterwards.pop()()

    def leave(self) -> None:
        """End whatever is being done."""
        self.has_gone = True
        for end in [*self._ends.values()]:
            end()


NOBODY = Asker()
"""Stands for whoever asks without a request."""

ASKER: ContextVar[Asker] = ContextVar("asker", default=NOBODY)
"""Who has made the request that is being answered."""


async def attended(
    request: "Request", call: Callable[..., T], *arguments: object, limiter: "CapacityLimiter | None" = None
) -> T:
    """Return what *call* gives, which runs in a thread; if the client goes away first, its queries are ended."""
    from anyio import to_thread

    asker = request.scope["asker"] = Asker(request.client.host if request.client else "")
    token = ASKER.set(asker)
    answering = asyncio.ensure_future(to_thread.run_sync(partial(call, *arguments), limiter=limiter))
    leaving = asyncio.ensure_future(left(request.receive))
    try:
        await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not answering.done():
            asker.leave()
        return await answering
    finally:
        ASKER.reset(token)
        leaving.cancel()
        with suppress(asyncio.CancelledError):
            await leaving


async def left(receive: Receive) -> None:
    """Wait until the client has gone; of a request that was read nothing else comes any more."""
    while (await receive())["type"] != "http.disconnect":
        pass

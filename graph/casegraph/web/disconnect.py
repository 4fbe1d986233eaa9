"""Disconnection: a page is worked out in a thread, and its queries are cancelled when the client goes away first."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from casegraph.store.cancellation import CURRENT_REQUEST, ClientRequest
from casegraph.web.middleware.asgi import Receive

if TYPE_CHECKING:
    from anyio import CapacityLimiter
    from starlette.requests import Request

__all__ = ["SCOPE_KEY", "cancel_on_disconnect", "disconnected"]

T = TypeVar("T")

SCOPE_KEY = "casegraph.client_request"
"""Where the scope of a request has its ``ClientRequest``."""


async def cancel_on_disconnect(
    request: "Request", call: Callable[..., T], *arguments: object, limiter: "CapacityLimiter | None" = None
) -> T:
    """Return what *call* gives, which runs in a thread; if the client goes away first, its queries are cancelled."""
    from anyio import to_thread

    client_request = request.scope[SCOPE_KEY] = ClientRequest(request.client.host if request.client else "")
    token = CURRENT_REQUEST.set(client_request)
    answering = asyncio.ensure_future(to_thread.run_sync(partial(call, *arguments), limiter=limiter))
    leaving = asyncio.ensure_future(disconnected(request.receive))
    try:
        await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not answering.done():
            client_request.cancel()
        return await answering
    finally:
        CURRENT_REQUEST.reset(token)
        leaving.cancel()
        with suppress(asyncio.CancelledError):
            await leaving


async def disconnected(receive: Receive) -> None:
    """Wait until the client has gone; a request whose body is read has nothing else to come."""
    while (await receive())["type"] != "http.disconnect":
        pass

"""Delivery: a large answer is compressed and sent in pieces, so that others need not wait and less memory is needed."""

import asyncio

from casegraph.web.disconnect import SCOPE_KEY, disconnected
from casegraph.web.middleware.asgi import App, Message, Receive, Send

__all__ = ["PIECE", "Delivery"]

PIECE = 256 * 1024
"""The most bytes that are compressed and sent at once."""


class Delivery:
    """An ASGI middleware, inside compression: it sends answers in pieces, then does what has to wait until they are sent."""

    def __init__(self, app: App) -> None:
        """Deliver the answers of *app*."""
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def send_in_pieces(message: Message) -> None:
            if len(message.get("body", b"")) <= PIECE:
                await send(message)
            else:
                await _in_pieces(message, receive, send)

        try:
            await self._app(scope, receive, send_in_pieces)
        finally:
            if SCOPE_KEY in scope:
                scope[SCOPE_KEY].answered()


async def _in_pieces(message: Message, receive: Receive, send: Send) -> None:
    """Send the body of an answer piece by piece, until all is sent or the client has gone."""
    body, more_body = memoryview(message["body"]), message.get("more_body", False)
    leaving = asyncio.ensure_future(disconnected(receive))
    try:
        for start in range(0, len(body), PIECE):
            piece = bytes(body[start : start + PIECE])
            await send({**message, "body": piece, "more_body": more_body or start + PIECE < len(body)})
            await asyncio.sleep(0)  # other requests run in between
            if leaving.done():
                return
    finally:
        leaving.cancel()

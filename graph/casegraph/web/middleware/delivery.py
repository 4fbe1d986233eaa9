"""Sending answers: large ones in pieces, so that compressing one keeps nobody waiting and needs no memory of its own."""

import asyncio

from casegraph.web.asker import left
from casegraph.web.middleware.gate import App, Message, Receive, Send

__all__ = ["PIECE", "Delivery"]

PIECE = 256 * 1024
"""How many bytes are compressed and sent at once."""


class Delivery:
    """An ASGI middleware between the pages and what compresses them; in the end it does what was left for afterwards."""

    def __init__(self, app: App) -> None:
        """Send what *app* answers."""
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def cut(message: Message) -> None:
            if len(message.get("body", b"")) <= PIECE:
                await send(message)
            else:
                await _in_pieces(message, receive, send)

        try:
            await self._app(scope, receive, cut)
        finally:
            if "asker" in scope:
                scope["asker"].answered()


async def _in_pieces(message: Message, receive: Receive, send: Send) -> None:
    """Send the body of an answer piece by piece, until all is sent or the client has gone."""
    body, goes_on = memoryview(message["body"]), message.get("more_body", False)
    leaving = asyncio.ensure_future(left(receive))
    try:
        for start in range(0, len(body), PIECE):
            piece = bytes(body[start : start + PIECE])
            await send({**message, "body": piece, "more_body": goes_on or start + PIECE < len(body)})
            await asyncio.sleep(0)  # others come in between
            if leaving.done():
                return
    finally:
        leaving.cancel()

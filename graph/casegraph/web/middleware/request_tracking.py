"""Request tracking: the guard of a connection learns when a request begins, has arrived, and is answered."""

from casegraph.web.middleware.asgi import App, Message, Receive, Send, header
from casegraph.web.slow_clients import STATE, SlowClientGuard

__all__ = ["RequestTracking"]


class RequestTracking:
    """An ASGI middleware that tells the guard of a connection when a request begins and ends."""

    def __init__(self, app: App) -> None:
        """Track the requests to *app*."""
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        guard: SlowClientGuard | None = scope.get("state", {}).get(STATE)
        if scope["type"] != "http" or guard is None:
            await self._app(scope, receive, send)
            return

        async def receive_and_note() -> Message:
            message = await receive()
            if message["type"] == "http.request" and not message.get("more_body"):
                guard.finish_body()
            return message

        async def send_and_note(message: Message) -> None:
            if message["type"] == "http.response.body" and not message.get("more_body"):
                await send({**message, "more_body": True})
                guard.await_request()  # before the end is sent: then uvicorn reads on at once
                message = {"type": "http.response.body"}
            await send(message)

        has_body = header(scope, "content-length") not in ([], ["0"]) or bool(header(scope, "transfer-encoding"))
        guard.begin_request(has_body=has_body)
        await self._app(scope, receive_and_note, send_and_note)

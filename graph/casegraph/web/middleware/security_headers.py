"""Security headers: every answer has them, so that a browser runs and embeds nothing that it should not."""

from casegraph.web.middleware.asgi import App, Message, Receive, Send

__all__ = ["SECURITY", "SecurityHeaders"]

SECURITY = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""The headers of every answer; a page may have a value of its own for any of them."""


class SecurityHeaders:
    """An ASGI middleware that adds the security headers to every answer."""

    def __init__(self, app: App) -> None:
        """Add them to the answers of *app*."""
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                added = [(name.lower().encode(), value.encode()) for name, value in SECURITY.items()]
                message["headers"] = [*message["headers"], *(each for each in added if each[0] not in own)]
            await send(message)

        await self._app(scope, receive, send_with_headers)

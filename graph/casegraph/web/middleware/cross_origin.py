"""Cross-origin requests: pages of other websites can read nothing here unless the server's owner has named their origin.

The server runs on a computer whose browser shows anybody's pages. Without CORS headers, scripts on those pages cannot read
an answer. Starlette's CORSMiddleware adds the headers for named origins, but still answers all others, so a page could
measure how long a query takes. Therefore we refuse a request if the browser says that a page elsewhere makes it (Fetch
Metadata). Links from other websites work.
"""

import re
from collections.abc import Sequence

from casegraph.web.error_forms import error_response
from casegraph.web.middleware.asgi import App, Message, Receive, Send, header

__all__ = ["ANY_ORIGIN", "CrossOrigin", "origin_of"]

ANY_ORIGIN = "*"
"""Every origin."""

_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_REQUEST_HEADERS = ("Accept", "Content-Type", "If-None-Match", "If-Range", "Range")
_ANSWER_HEADERS = (
    "Accept-Ranges",
    "Content-Disposition",
    "Content-Length",
    "Content-Range",
    "ETag",
    "Link",
    "Retry-After",
)
_A_DAY = 86_400
_ORIGIN = re.compile(r"https?://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?")
_REFUSED = "The request comes from another website. The person who runs this server can allow {origin}."


def origin_of(text: str) -> str | None:
    """Return an origin as browsers write it, or None if *text* is not one. The origin of a page in a file is always "null".

    >>> origin_of("https://Editor.example:443/"), origin_of("http://[::1]:8080"), origin_of("*")
    ('https://editor.example', 'http://[::1]:8080', '*')
    >>> origin_of("editor.example"), origin_of("https://editor.example/page"), origin_of("null")
    (None, None, None)
    """
    origin = text.strip().lower().removesuffix("/")
    if origin == ANY_ORIGIN:
        return origin
    if not _ORIGIN.fullmatch(origin):
        return None
    usual = ":443" if origin.startswith("https:") else ":80"
    return origin.removesuffix(usual)


class CrossOrigin:
    """An ASGI middleware: only our own pages, and pages from some *origins*, get answers and can read them."""

    def __init__(self, app: App, origins: Sequence[str] = ()) -> None:
        """Allow pages from *origins* to send requests to *app*; ANY_ORIGIN allows all."""
        self._origins = origins
        self._app: App = self._refusing_others(app)
        if origins:
            from starlette.middleware.cors import CORSMiddleware

            self._app = CORSMiddleware(
                self._app,
                allow_origins=origins,
                allow_methods=_METHODS,
                allow_headers=_REQUEST_HEADERS,
                allow_private_network=True,  # this computer, for a page on the internet
                expose_headers=_ANSWER_HEADERS,
                max_age=_A_DAY,
            )

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        await self._app(scope, receive, send)

    def _refusing_others(self, app: App) -> App:
        """Return an application that passes on requests from our own pages, links, programs and allowed pages only."""

        async def answer(scope: Message, receive: Receive, send: Send) -> None:
            if scope["type"] != "http" or self._is_allowed(scope):
                await app(scope, receive, send)
                return
            origin = next(iter(header(scope, "origin")), "ORIGIN")
            words = _REFUSED.format(origin=origin_of(origin) or "ORIGIN")
            await error_response(scope["path"], header(scope, "accept"), 403, words, {})(scope, receive, send)

        return answer

    def _is_allowed(self, scope: Message) -> bool:
        """Return whether a request comes from our own page, a link, a program, or an allowed page."""
        if ANY_ORIGIN in self._origins or set(header(scope, "sec-fetch-site")) <= {"same-origin", "none"}:
            return True  # programs and browsers before 2023 send no Fetch Metadata
        is_link = (header(scope, "sec-fetch-mode"), header(scope, "sec-fetch-dest")) == (["navigate"], ["document"])
        return is_link or bool(set(header(scope, "origin")) & set(self._origins))
